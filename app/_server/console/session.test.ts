import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, formsOf } from '../testing/client'
import { built, logIn, PASSWORD, routesOf, useConsole } from '../testing/console'

describe.skipIf(!built)('with a session', () => {
  const world = useConsole()
  const CF = { files: { 'lvs.cf': 'primary = 192.0.2.1\n' }, note: 'from a test' }
  let c: Client
  let token = ''
  beforeAll(async () => {
    c = world.client()
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
  const etag = async () => String((await c.get('/api/v1/config')).headers.etag)

  test('a change from elsewhere, or without token and origin, is refused and changes nothing', async () => {
    const match = { 'if-match': await etag() }
    const foreign: Record<string, string>[] = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${world.running.port + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { ...world.own(), 'sec-fetch-site': 'cross-site' },
      {},
      { 'x-arapaima-token': 'x' },
    ]
    for (const headers of foreign)
      expect((await put({ ...match, ...headers })).status, JSON.stringify(headers)).toBe(403)
    expect((await world.store().read()).revision).toBeNull()
    const form = await c.form('/sign-out', 'token', 'back')
    for (const headers of foreign.slice(0, 6)) expect((await c.submit(form, {}, headers)).status).toBe(403)
    for (const wrong of ['', 'x']) await c.submit(form, { token: wrong })
    expect((await c.get('/api/v1/config')).status).toBe(200)
  })

  test('every form of every page, sent without the session or without its token: nothing is done', async () => {
    const before = await world.store().read()
    const pages = (await routesOf()).filter((r) => r.kind === 'page' && !r.path.includes('/x'))
    let sent = 0
    for (const { path } of pages) {
      const page = await c.get(path)
      for (const form of page.status === 200 ? formsOf(page.text, path) : []) {
        if (!form.fields.some(([name]) => name.startsWith('$ACTION'))) continue
        const stranger = await world.client().submit(form, {})
        expect([stranger.status, stranger.headers.location?.split('?')[0]], path).toEqual([303, '/login'])
        const forged = await c.submit(form, { token: 'x' })
        expect(forged.status === 200 || forged.headers.location?.includes('problem='), path).toBe(true)
        sent += 1
      }
    }
    expect(sent).toBeGreaterThan(3)
    expect((await c.get('/api/v1/config')).status).toBe(200)
    expect((await world.store().read()).hash).toBe(before.hash)
  })

  test('saves with If-Match; a clash is 412 with both versions; errors are 422; without If-Match 428', async () => {
    const first = await etag()
    expect((await put(world.own())).status).toBe(428)
    const saved = await put({ ...world.own(), 'if-match': first })
    expect([saved.status, JSON.parse(saved.text).revision]).toEqual([
      200,
      expect.objectContaining({ number: 1, author: 'ann', note: 'from a test' }),
    ])
    const other = { files: { 'lvs.sysctl': 'net.ipv4.ip_forward = 1\n' } }
    const late = await put({ ...world.own(), 'if-match': first }, other)
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
      expect((await put({ ...world.own(), 'if-match': await etag() }, body)).status).toBe(400)
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
    await logIn(world.client(), 'wrong')
    const leaving = await world.user()
    await leaving.submit(await leaving.form('/sign-out', 'token', 'back'), {})
    const queue = await readFile(join(world.running.top, 'state/console/journal.queue'), 'utf8')
    const kinds = queue
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { what: string }).what)
    expect(new Set(kinds)).toEqual(new Set(['login', 'login-failed', 'logout', 'save']))
    expect(queue).not.toContain(PASSWORD)
  })

  test('too large, too long, unfinished', async () => {
    const big = Buffer.alloc(1024 * 1024 + 1, 'x')
    expect(
      (await c.send({ method: 'POST', path: '/login', body: big, headers: world.own() }).catch(() => ({ status: 413 })))
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
