import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '@/lib/store'
import { setPassword } from '@/lib/store/accounts'
import { consoleFolder } from '@/lib/store/private'
import { Client, formsOf } from './testing/client'

/** The built console, started as in production, against a scripted client. */
const built = existsSync('dist/console.mjs') && existsSync('.next/BUILD_ID')
if (!built) console.log('skipped: app/_server/console.test.ts (not built: npm run build)')

const PASSWORD = 'correct horse battery'
type Running = { child: ChildProcess; port: number; out: () => string; top: string }

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits for a fact, at most 20 s. */
async function until(fact: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await fact())) {
    if (Date.now() > end) throw new Error(`never: ${what()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function start(top: string, more: Record<string, string> = {}): Promise<Running> {
  const port = Number(more.ARAPAIMA_PORT ?? (await freePort()))
  const env = {
    ...process.env,
    LC_ALL: 'C',
    ARAPAIMA_ETC: join(top, 'etc'),
    ARAPAIMA_STATE: join(top, 'state'),
    ARAPAIMA_RUN: join(top, 'run'),
    ARAPAIMA_PORT: String(port),
    ...more,
  }
  const child = spawn(process.execPath, ['dist/console.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      out += part
    })
  }
  const running = { child, port, out: () => out, top }
  await until(
    () => out.includes('listens on') || child.exitCode !== null,
    () => out,
  )
  return running
}

async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const codeIn = (text: string): string => /^ {4}([A-Z2-7-]{32})$/m.exec(text)?.[1] ?? ''
const codesIn = (text: string): string[] => [...text.matchAll(/^ {4}([A-Z2-7-]{32})$/gm)].map((m) => m[1] ?? '')

async function logIn(client: Client, password = PASSWORD, user = 'ann'): Promise<number> {
  const form = await client.form('/login', 'user', 'password')
  return (await client.submit(form, { user, password })).status
}

/** Every route of app/, from its folders, so that a new one is tested without being listed. */
async function routesOf(folder = 'app', path = ''): Promise<{ path: string; kind: 'page' | 'api' }[]> {
  const found: { path: string; kind: 'page' | 'api' }[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const part = entry.name
    if (entry.isDirectory() && !part.startsWith('_')) {
      const group = part.startsWith('(')
      const name = part.startsWith('[') ? 'x' : part
      found.push(...(await routesOf(join(folder, part), group ? path : `${path}/${name}`)))
    } else if (part === 'page.tsx') found.push({ path: path || '/', kind: 'page' })
    else if (part === 'route.ts') found.push({ path, kind: 'api' })
  }
  return found
}

/** Open to everybody; all else needs a session. */
const PUBLIC = new Set(['/login', '/claim', '/language'])
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']

describe.skipIf(!built)('the console', () => {
  let running: Running
  let code = ''
  beforeAll(async () => {
    running = await start(await mkdtemp(join(tmpdir(), 'arapaima-console-')))
    code = codeIn(running.out())
  }, 60_000)
  afterAll(async () => {
    if (!running) return
    await stop(running)
    await rm(running.top, { recursive: true, force: true })
  })
  const client = () => new Client(running.port)
  const store = () => openStore({ etc: join(running.top, 'etc'), state: join(running.top, 'state') })
  const folder = () => consoleFolder({ state: join(running.top, 'state'), user: '0' })

  describe('before anybody has an account', () => {
    test('a code is printed and every page leads to the claim', async () => {
      expect(code).toMatch(/^([A-Z2-7]{4}-){6}[A-Z2-7]{2}$/)
      expect((await client().get('/')).headers.location).toMatch(/^\/login/)
      expect((await client().get('/login')).headers.location).toBe('/claim')
    })

    test('wrong names, passwords and codes: all problems at once, what was typed stays, secrets do not come back', async () => {
      const c = client()
      const form = await c.form('/claim', 'code', 'user', 'password', 'repeat')
      const answer = await c.submit(form, { code, user: 'not a name', password: 'short77', repeat: 'other77' })
      expect(answer.status).toBe(200)
      expect(answer.text.includes('value="not a name"')).toBe(true)
      expect(answer.text.includes('at least 8 characters')).toBe(true)
      expect(answer.text.includes('differ')).toBe(true)
      for (const secret of ['short77', 'other77', code]) expect(answer.text.includes(secret)).toBe(false)
    })

    test('five wrong codes make a new one, printed again; the old one is worth nothing', async () => {
      const c = client()
      const values = { user: 'ann', password: PASSWORD, repeat: PASSWORD }
      for (let i = 0; i < 5; i++) {
        const form = await c.form('/claim', 'code')
        expect((await c.submit(form, { ...values, code: 'AAAA' })).status).toBe(200)
      }
      await until(() => codesIn(running.out()).length === 2, running.out)
      const late = await c.submit(await c.form('/claim', 'code'), { ...values, code })
      expect(late.status).toBe(200)
      code = codesIn(running.out()).at(-1) ?? ''
    })

    test('of several claims at once one wins', async () => {
      const names = ['ann', 'bob', 'cid']
      const forms = await Promise.all(
        names.map(async (user) => {
          const c = client()
          return { c, user, form: await c.form('/claim', 'code') }
        }),
      )
      const answers = await Promise.all(
        forms.map(({ c, user, form }) => c.submit(form, { user, code, password: PASSWORD, repeat: PASSWORD })),
      )
      const winners = names.filter((_, i) => answers[i]?.status === 303)
      const accounts = await readFile(join(running.top, 'state/console/accounts.json'), 'utf8')
      expect((JSON.parse(accounts) as { accounts: unknown[] }).accounts).toHaveLength(1)
      expect(winners.filter((name) => accounts.includes(`"name":"${name}"`))).toHaveLength(1)
      expect(existsSync(join(running.top, 'state/console/claim.json'))).toBe(false)
      await setPassword(await folder(), 'ann', PASSWORD)
      expect((await client().get('/claim')).headers.location).toBe('/login')
    })
  })

  describe('without a session', () => {
    test('each route and verb is refused and nothing changes', async () => {
      const before = await store().read()
      const routes = await routesOf()
      expect(routes.length).toBeGreaterThan(10)
      const wrong: string[] = []
      for (const { path, kind } of routes.filter((r) => !PUBLIC.has(r.path))) {
        for (const method of VERBS) {
          const body = ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined
          const { status, headers } = await client().send({ method, path, body })
          const refused =
            kind === 'api'
              ? [401, 403, 405, 501].includes(status)
              : status === 405 ||
                status === 501 ||
                ([303, 307].includes(status) && /^\/login/.test(headers.location ?? ''))
          if (!refused) wrong.push(`${method} ${path}: ${status} ${headers.location ?? ''}`)
        }
      }
      expect(wrong).toEqual([])
      expect((await store().read()).hash).toBe(before.hash)
    }, 60_000)

    test('the API says 401 in JSON; a page comes back after the log-in', async () => {
      const api = await client().get('/api/v1/status')
      expect([api.status, api.headers['content-type']]).toEqual([401, 'application/json'])
      expect(JSON.parse(api.text)).toMatchObject({ code: 'login.needSession' })
      const c = client()
      const to = (await c.get('/virtual-servers')).headers.location ?? ''
      expect(to).toBe('/login?next=%2Fvirtual-servers')
      const form = await c.form(to, 'user')
      const back = await c.submit(form, { user: 'ann', password: PASSWORD })
      expect([back.status, back.headers.location]).toEqual([303, '/virtual-servers'])
      expect((await c.get('/virtual-servers')).status).toBe(200)
    })

    test('the log-in page does not lead elsewhere', async () => {
      for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
        const c = client()
        const form = await c.form(`/login?next=${encodeURIComponent(next)}`, 'user')
        const answer = await c.submit(form, { user: 'ann', password: PASSWORD, next })
        expect(answer.headers.location).toBe('/')
      }
    })

    test.each(['proxy:proxy:proxy:proxy:proxy', 'middleware', 'src/middleware:src/middleware', '1'])(
      'x-middleware-subrequest: %s opens nothing and leaves the policy on',
      async (value) => {
        const api = await client().send({ path: '/api/v1/config', headers: { 'x-middleware-subrequest': value } })
        expect(api.status).toBe(401)
        const page = await client().send({ path: '/login', headers: { 'x-middleware-subrequest': value } })
        expect(page.headers['content-security-policy']).toContain('strict-dynamic')
      },
    )

    test('path tricks lead nowhere', async () => {
      const paths = [
        '//api/v1/config',
        '/api//v1/config',
        '/./api/v1/config',
        '/login/../api/v1/config',
        '/%2e%2e/api/v1/config',
        '/api/v1/config%00',
        '/api/v1/config/',
        '/API/v1/config',
        '/_next/static/../../server/app/index.html',
        '/_next/data/x/index.json',
        '/.env',
        '/package.json',
        '/lib/store/store.ts',
      ]
      for (const path of paths) {
        const { status, text } = await client().send({ path })
        expect([308, 307, 400, 401, 404], path).toContain(status)
        expect(text).not.toContain('"hash"')
      }
    })

    test('static files need none, and are no more than files of the build', async () => {
      const page = await client().get('/login')
      const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(page.text)?.[1] ?? ''
      expect((await client().get(script)).status).toBe(200)
    })
  })

  describe('log-in', () => {
    test('unknown user and wrong password get the same words; the name stays, the password does not', async () => {
      const page = async (user: string) => {
        const c = client()
        const answer = await c.submit(await c.form('/login', 'user'), { user, password: 'wrong-secret' })
        expect(answer.status).toBe(200)
        expect(c.cookies.has(`arapaima-${running.port}`)).toBe(false)
        return answer.text
      }
      const [known, unknown] = [await page('ann'), await page('nobody')]
      for (const text of [known, unknown]) {
        expect(text).toContain('User name or password is wrong.')
        expect(text).not.toContain('wrong-secret')
      }
      expect(known).toContain('value="ann"')
      expect(unknown).toContain('value="nobody"')
    })

    test('the cookie: HttpOnly, SameSite, whole host, not Secure on plain HTTP, no name in it', async () => {
      const c = client()
      const answer = await c.submit(await c.form('/login', 'user'), { user: 'ann', password: PASSWORD })
      const line = answer.headers['set-cookie']?.find((one) => one.startsWith(`arapaima-${running.port}=`)) ?? ''
      expect(line).toMatch(/; HttpOnly/)
      expect(line).toMatch(/; SameSite=lax/i)
      expect(line).toMatch(/; Path=\//)
      expect(line).not.toMatch(/Secure|Domain|ann/)
    })

    test('without the hidden token, or with that of another visitor, nobody is logged in', async () => {
      const c = client()
      const form = await c.form('/login', 'user')
      const foreign = (await client().form('/login', 'user')).fields.find(([name]) => name === 'token')?.[1] ?? ''
      for (const token of ['', 'x', foreign]) {
        const answer = await c.submit(form, { user: 'ann', password: PASSWORD, token })
        expect([answer.status, c.cookies.has(`arapaima-${running.port}`)]).toEqual([200, false])
      }
    })

    test('a page without cookies is answered with a form that will do', async () => {
      const c = client()
      const form = await c.form('/login', 'user')
      c.cookies.clear()
      const answer = await c.submit(form, { user: 'ann', password: PASSWORD })
      expect(answer.text.includes('too old')).toBe(true)
      const again = formsOf(answer.text, '/login').find((one) => one.fields.some(([name]) => name === 'password'))
      expect((await c.submit(again ?? form, { user: 'ann', password: PASSWORD })).status).toBe(303)
    })

    test('the id changes with each log-in, and the one before is over', async () => {
      const c = client()
      await logIn(c)
      const first = c.cookies.get(`arapaima-${running.port}`) ?? ''
      // A form of the log-in page fetched without the session, sent with it: a log-in over a session.
      const visitor = client()
      const form = await visitor.form('/login', 'user')
      visitor.cookies.set(`arapaima-${running.port}`, first)
      const token =
        formsOf((await c.get('/sign-out')).text, '/sign-out')[0]?.fields.find(([n]) => n === 'token')?.[1] ?? ''
      expect((await visitor.submit(form, { user: 'ann', password: PASSWORD, token })).status).toBe(303)
      const second = visitor.cookies.get(`arapaima-${running.port}`) ?? ''
      expect(second).not.toBe(first)
      expect((await visitor.get('/api/v1/config')).status).toBe(200)
      expect((await c.get('/api/v1/config')).status).toBe(401)
    })

    test('a planted or altered cookie is no session', async () => {
      const c = client()
      await logIn(c)
      const good = c.cookies.get(`arapaima-${running.port}`) ?? ''
      const turned = `${good.slice(0, 60)}${good[60] === 'A' ? 'B' : 'A'}${good.slice(61)}`
      for (const bad of ['x', '', turned, good.slice(0, -9), encodeURIComponent('{"id":"x"}')]) {
        c.cookies.set(`arapaima-${running.port}`, bad)
        expect((await c.get('/api/v1/config')).status).toBe(401)
      }
    })

    test('a signed-out cookie opens nothing when it is played back', async () => {
      const c = client()
      await logIn(c)
      const kept = c.cookies.get(`arapaima-${running.port}`) ?? ''
      const out = await c.submit(await c.form('/sign-out', 'token', 'back'), {})
      expect([out.status, out.headers.location]).toEqual([303, '/login?out=1'])
      c.cookies.set(`arapaima-${running.port}`, kept)
      expect((await c.get('/api/v1/config')).status).toBe(401)
      expect((await c.get('/sign-out')).headers.location).toMatch(/^\/login/)
    })

    test('a page that renews itself does not keep an idle session alive', async () => {
      const c = client()
      await logIn(c)
      const sessions = join(running.top, 'state/console/sessions')
      const times = async () => {
        const all = await readdir(sessions)
        return Promise.all(all.map(async (name) => [name, (await stat(join(sessions, name))).mtimeMs] as const))
      }
      const age = async (minutes: number) => {
        const at = new Date(Date.now() - minutes * 60_000)
        for (const name of await readdir(sessions)) await utimes(join(sessions, name), at, at)
      }
      await age(20)
      const before = await times()
      await c.get('/api/v1/status')
      await c.send({
        path: '/virtual-servers',
        headers: { referer: `http://127.0.0.1:${running.port}/virtual-servers` },
      })
      expect(await times()).toEqual(before)
      await c.get('/virtual-servers')
      expect(await times()).not.toEqual(before)
      await age(31)
      expect((await c.get('/api/v1/config')).status).toBe(401)
    })

    test('a new password ends the sessions of that user at once', async () => {
      const c = client()
      await logIn(c)
      expect((await c.get('/api/v1/config')).status).toBe(200)
      await setPassword(await folder(), 'ann', PASSWORD)
      expect((await c.get('/api/v1/config')).status).toBe(401)
    })
  })

  describe('with a session', () => {
    const CF = { files: { 'lvs.cf': 'primary = 192.0.2.1\n' }, note: 'from a test' }
    let c: Client
    let token = ''
    beforeAll(async () => {
      c = client()
      expect(await logIn(c)).toBe(303)
      token = (await c.form('/sign-out', 'token', 'back')).fields.find(([name]) => name === 'token')?.[1] ?? ''
    })
    const put = (headers: Record<string, string>, body: unknown = CF) =>
      c.send({
        method: 'PUT',
        path: '/api/v1/config',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      })
    const own = () => ({ origin: `http://127.0.0.1:${running.port}` })
    const etag = async () => String((await c.get('/api/v1/config')).headers.etag)

    test('a change from elsewhere, or without token and origin, is refused and changes nothing', async () => {
      const match = { 'if-match': await etag() }
      const foreign: Record<string, string>[] = [
        { origin: 'http://evil.example' },
        { origin: 'null' },
        { origin: `http://127.0.0.1:${running.port + 1}` },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { ...own(), 'sec-fetch-site': 'cross-site' },
        {},
        { 'x-arapaima-token': 'x' },
      ]
      for (const headers of foreign)
        expect((await put({ ...match, ...headers })).status, JSON.stringify(headers)).toBe(403)
      expect((await store().read()).revision).toBeNull()
      const form = await c.form('/sign-out', 'token', 'back')
      for (const headers of foreign.slice(0, 6)) expect((await c.submit(form, {}, headers)).status).toBe(403)
      for (const wrong of ['', 'x']) await c.submit(form, { token: wrong })
      expect((await c.get('/api/v1/config')).status).toBe(200)
    })

    test('every form of every page, sent without the session or without its token: nothing is done', async () => {
      const before = await store().read()
      const pages = (await routesOf()).filter((r) => r.kind === 'page' && !r.path.includes('/x'))
      let sent = 0
      for (const { path } of pages) {
        const page = await c.get(path)
        for (const form of page.status === 200 ? formsOf(page.text, path) : []) {
          if (!form.fields.some(([name]) => name.startsWith('$ACTION'))) continue
          const stranger = await client().submit(form, {})
          expect([stranger.status, stranger.headers.location?.split('?')[0]], path).toEqual([303, '/login'])
          const forged = await c.submit(form, { token: 'x' })
          expect(forged.status === 200 || forged.headers.location?.includes('problem='), path).toBe(true)
          sent += 1
        }
      }
      expect(sent).toBeGreaterThan(3)
      expect((await c.get('/api/v1/config')).status).toBe(200)
      expect((await store().read()).hash).toBe(before.hash)
    })

    test('saves with If-Match; a clash is 412 with both versions; errors are 422; without If-Match 428', async () => {
      const first = await etag()
      expect((await put(own())).status).toBe(428)
      const saved = await put({ ...own(), 'if-match': first })
      expect([saved.status, JSON.parse(saved.text).revision]).toEqual([
        200,
        expect.objectContaining({ number: 1, author: 'ann', note: 'from a test' }),
      ])
      const other = { files: { 'lvs.sysctl': 'net.ipv4.ip_forward = 1\n' } }
      const late = await put({ ...own(), 'if-match': first }, other)
      expect(late.status).toBe(412)
      expect(JSON.parse(late.text)).toMatchObject({
        code: 'CHANGED',
        now: { files: { 'lvs.cf': { text: 'primary = 192.0.2.1\n' } }, revision: { number: 1 } },
        yours: { 'lvs.sysctl': { text: 'net.ipv4.ip_forward = 1\n' } },
      })
      const bad = await put(
        { 'x-arapaima-token': token, 'if-match': await etag() },
        { files: { 'lvs.cf': 'keepalive = x\n' } },
      )
      expect(bad.status).toBe(422)
      expect(JSON.parse(bad.text).problems[0]).toMatchObject({ file: 'lvs.cf', path: 'keepalive', line: 1 })
      for (const body of [null, [], {}, { files: { passwd: 'x' } }, { files: { 'lvs.cf': 'x' }, note: 5 }])
        expect((await put({ ...own(), 'if-match': await etag() }, body)).status).toBe(400)
      expect(JSON.parse((await c.get('/api/v1/revisions')).text).revisions).toHaveLength(1)
      expect(JSON.parse((await c.get('/api/v1/revisions/1')).text).files['lvs.cf'].text).toBe('primary = 192.0.2.1\n')
      for (const which of ['2', '0', 'x', '..', '%2e%2e%2f'])
        expect([400, 404]).toContain((await c.get(`/api/v1/revisions/${which}`)).status)
    })

    test('the agent is away: 503 with a reason, not a broken page', async () => {
      for (const path of ['status', 'table', 'plan', 'journal']) {
        const answer = await c.get(`/api/v1/${path}`)
        expect([answer.status, JSON.parse(answer.text).code], path).toEqual([503, 'api.agentAway'])
      }
      expect((await c.get('/')).status).toBe(200)
      const queue = await readFile(join(running.top, 'state/console/journal.queue'), 'utf8')
      const kinds = queue
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { what: string }).what)
      expect(new Set(kinds)).toEqual(new Set(['claim', 'login', 'login-failed', 'logout', 'save']))
      expect(queue).not.toContain(PASSWORD)
    })

    test('too large, too long, unfinished', async () => {
      const big = Buffer.alloc(1024 * 1024 + 1, 'x')
      expect(
        (await c.send({ method: 'POST', path: '/login', body: big, headers: own() }).catch(() => ({ status: 413 })))
          .status,
      ).toBe(413)
      expect((await c.get(`/${'a'.repeat(5000)}`)).status).toBe(414)
      expect(
        (await c.send({ path: '/', headers: { 'x-big': 'x'.repeat(20_000) } }).catch(() => ({ status: 400 }))).status,
      ).toBe(400)
    })

    test('every answer carries the security headers, and each page a nonce of its own', async () => {
      const nonces = new Set<string>()
      for (const path of ['/', '/login', '/sign-out', '/no-such-page']) {
        const { headers } = await c.get(path)
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
        })
        const policy = String(headers['content-security-policy'])
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).not.toMatch(/script-src[^;]*unsafe/)
        nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? '')
        expect(headers['x-powered-by']).toBeUndefined()
      }
      expect(nonces.size).toBe(4)
      expect((await c.get('/api/v1/config')).headers['cache-control']).toBe('no-store')
    })

    test('a page of an older build: nothing is saved, and it says so', async () => {
      const form = await c.form('/sign-out', 'token', 'back')
      const old = {
        ...form,
        fields: form.fields.map(([n, v]): [string, string] => [
          n.replace(/[0-9a-f]{40,}/, (id) => 'f'.repeat(id.length)),
          v.replace(/"id":"[0-9a-f]+"/, `"id":"${'f'.repeat(42)}"`),
        ]),
      }
      const answer = await c.submit(old, {})
      expect(answer.status).toBe(409)
      expect(answer.text.includes('upgraded')).toBe(true)
      expect((await c.get('/api/v1/config')).status).toBe(200)
    })
  })

  describe('language', () => {
    test('cookie, then Accept-Language; the link goes back and only back', async () => {
      const c = client()
      const zh = await c.send({ path: '/login', headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
      expect(zh.text.includes('lang="zh-CN"')).toBe(true)
      const chosen = await c.get('/language?to=zh&next=/login')
      expect([chosen.status, chosen.headers.location]).toEqual([303, '/login'])
      expect((await c.get('/login')).text).toContain('用户名')
      expect((await c.get('/language?to=xx&next=//evil.example')).headers.location).toBe('/')
      expect(c.cookies.get('lang')).toBe('zh')
    })
  })

  describe('start and end', () => {
    test('a taken port is said plainly', async () => {
      const second = await start(running.top, { ARAPAIMA_PORT: String(running.port) })
      await until(() => second.child.exitCode !== null, second.out)
      expect(second.child.exitCode).toBe(1)
      expect(second.out()).toContain(`Port ${running.port} on 127.0.0.1 is already taken`)
      expect(second.out()).not.toContain('at ')
    })

    test('a state folder that cannot be used is said plainly', async () => {
      const other = await start(running.top, { ARAPAIMA_STATE: join(running.top, 'state/console/accounts.json') })
      await until(() => other.child.exitCode !== null, other.out)
      expect(other.child.exitCode).toBe(3)
      expect(other.out()).toContain('cannot be used')
    })

    test('TERM ends it at once with 0, idle connections or not; sessions go on after the next start', async () => {
      const c = client()
      await logIn(c)
      const idle = net.connect(running.port, '127.0.0.1')
      await new Promise((resolve) => idle.once('connect', resolve))
      const began = Date.now()
      await stop(running)
      idle.destroy()
      expect(running.child.exitCode).toBe(0)
      expect(Date.now() - began).toBeLessThan(2_000)
      running = await start(running.top, { ARAPAIMA_PORT: String(running.port) })
      expect(codeIn(running.out())).toBe('')
      expect((await c.get('/api/v1/config')).status).toBe(200)
    }, 30_000)
  })
})
