import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { setPassword } from '@/lib/store/accounts'
import type { Client } from '../testing/client'
import { built, logIn, PASSWORD, routesOf, USER, useConsole } from '../testing/console'

/** What somebody tries who has a browser, a script, or a session of their own. Broken requests: server.test.ts; verbs and paths: strangers.test.ts. */
describe.skipIf(!built)('attacks', () => {
  const world = useConsole()
  let c: Client
  beforeAll(async () => {
    c = await world.user()
  })
  const save = (body: string, headers: Record<string, string> = {}) =>
    c.send({
      method: 'PUT',
      path: '/api/v1/config',
      body,
      headers: { 'content-type': 'application/json', 'if-match': `"${'0'.repeat(64)}"`, ...world.own(), ...headers },
    })
  const hash = async () => (await world.store().read()).hash
  /** Nothing was changed and the console is well. */
  const unharmed = async (before: string) => {
    expect(await hash()).toBe(before)
    expect((await c.get('/api/v1/config')).status).toBe(200)
  }

  test('whatever changes something does nothing on GET, and no verb can be talked into another', async () => {
    const before = await hash()
    for (const { path } of await routesOf()) {
      if (path === '/language') continue
      const disguised = { 'x-http-method-override': 'PUT', 'x-method-override': 'POST', 'x-http-method': 'DELETE' }
      for (const headers of [{}, disguised]) {
        const { status } = await c.send({ path: `${path}?_method=POST&do=remove`, headers })
        expect(status, path).not.toBe(500)
      }
    }
    for (const path of ['/api/v1/apply', '/api/v1/repair']) expect((await c.get(path)).status).toBe(405)
    expect((await c.get('/sign-out')).status).toBe(200)
    await unharmed(before)
  })

  test('a simple form of another site, in any of the three encodings a browser sends without asking', async () => {
    const before = await hash()
    const body = JSON.stringify({ planId: 'x' })
    const origins: Record<string, string>[] = [{ origin: 'http://evil.example' }, { origin: 'null' }, {}]
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      for (const origin of origins) {
        const headers = { 'content-type': type, ...origin }
        const sent = { method: 'POST', path: '/api/v1/apply', body, headers }
        expect((await c.send(sent)).status, `${type} ${JSON.stringify(origin)}`).toBe(403)
      }
    await unharmed(before)
  })

  test('headers of a proxy that is not there open nothing', async () => {
    const evil = { origin: 'http://evil.example' }
    for (const name of ['x-forwarded-host', 'x-host', 'x-original-host', 'forwarded'])
      expect(
        (await save('{}', { ...evil, [name]: name === 'forwarded' ? 'host=evil.example' : 'evil.example' })).status,
      ).toBe(403)
    for (const name of ['x-original-url', 'x-rewrite-url', 'x-invoke-path', 'x-matched-path']) {
      const answer = await world.client().send({ path: '/login', headers: { [name]: '/api/v1/config' } })
      expect([answer.status, answer.text.includes('"hash"')], name).toEqual([200, false])
    }
    for (const name of ['x-forwarded-for', 'x-real-ip', 'x-arapaima-client'])
      expect(await logInFrom(name, '203.0.113.9')).toBe(200)
    const queue = await readFile(join(world.running.top, 'state/console/journal.queue'), 'utf8')
    expect(queue).toContain('"login-failed"')
    expect(queue).not.toContain('203.0.113.9')
  })
  /** A wrong log-in that claims to come from elsewhere. */
  async function logInFrom(header: string, address: string): Promise<number> {
    const stranger = world.client()
    const form = await stranger.form('/login', 'user', 'password')
    return (await stranger.submit(form, { user: USER, password: 'wrong' }, { [header]: address })).status
  }

  test('next pages stay inside, and no line end gets into a header', async () => {
    const away = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
    ]
    const broken = ['/a\r\nSet-Cookie: x=y', '/a\nLocation: //evil.example', '/%0d%0aSet-Cookie:%20x=y']
    for (const next of [...away, ...broken]) {
      const query = encodeURIComponent(next)
      const answers = [
        await c.get(`/language?to=zh&next=${query}`),
        await c.get(`/login?next=${query}`),
        await world.client().get(`/language?to=${query}&next=/`),
        await c.submit(await c.form('/sign-out', 'token', 'back'), { back: next, token: 'x' }),
      ]
      for (const { headers, status } of answers) {
        expect([303, 307, 308], next).toContain(status)
        expect(headers.location, next).toMatch(/^\/(?![/\\])[^\s\\]*$/)
        expect(JSON.stringify(headers['set-cookie'] ?? []), next).not.toContain('x=y')
      }
    }
    c.cookies.delete('lang')
  })

  test('JSON that is hostile: prototypes, depth, size, other shapes', async () => {
    const before = await hash()
    const bodies = [
      '{"__proto__":{"files":{"lvs.cf":"x"}}}',
      '{"files":{"__proto__":"x"}}',
      '{"files":{"__proto__":{"text":"x"},"constructor":{"prototype":{"text":"x"}}}}',
      '{"files":{"lvs.cf":{"__proto__":{"text":"x"}}}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"files":{"../../etc/passwd":"x"}}',
      '{"files":{"lvs.cf":{"text":{"toString":"x"}}}}',
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      '{"files":{"lvs.cf":"x"}',
      '\u0000',
      '"x"',
      '5',
    ]
    for (const body of bodies) expect((await save(body)).status, body.slice(0, 60)).toBe(400)
    const plain = await c.send({
      method: 'POST',
      path: '/api/v1/apply',
      body: '{"__proto__":{"planId":"x"}}',
      headers: world.own(),
    })
    expect(plain.status).toBe(400)
    await unharmed(before)
  })

  test('ids of the API that are paths', async () => {
    for (const which of [
      '../config',
      '..%2fconfig',
      '%252e%252e%252fconfig',
      '1%2f..%2f1',
      '%2fetc%2fpasswd',
      '1;x',
      '1%00',
      '-1',
      '1e3',
      '0x1',
      ' 1',
      'constructor',
      '__proto__',
    ]) {
      const answer = await c.get(`/api/v1/revisions/${which.replace(' ', '%20')}`)
      expect([400, 404], which).toContain(answer.status)
      expect(answer.text, which).not.toContain('root:')
    }
    for (const limit of ['-1', '0', '1e9', 'x', '1001', '1;drop', '../1']) {
      const answer = await c.get(`/api/v1/journal?limit=${encodeURIComponent(limit)}`)
      expect(answer.status, limit).toBe(400)
    }
  })

  test('actions with any payload and any id: refused, and the console lives', async () => {
    const before = await hash()
    const bodies = [
      '',
      '0',
      '[]',
      '["$1"]',
      '[{"$":"$F1"}]',
      '{"then":"$1:constructor"}',
      '["$K1"]',
      '$'.repeat(1000),
      '\0\xff',
    ]
    const ids = ['0', 'f'.repeat(42), '__proto__', '../../x', `00${'a'.repeat(40)}`, ' '.repeat(10)]
    for (const id of ids)
      for (const body of bodies)
        for (const path of ['/', '/login']) {
          const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...world.own() }
          const { status } = await world.client().send({ method: 'POST', path, body, headers })
          expect(status, `${id} ${body.slice(0, 20)}`).toBeGreaterThanOrEqual(300)
        }
    await unharmed(before)
  }, 60_000)

  test('a value with line ends, braces and quotes stays one value of one line', async () => {
    const { text } = await c.get('/api/v1/config')
    expect(JSON.parse(text).files['lvs.cf'].text).toBe('')
    const form = await c.form('/global', 'token', 'primary')
    for (const evil of [
      '192.0.2.1\nvirtual x {',
      '192.0.2.1\r\nactive_cmd = /bin/sh',
      '"; }',
      '192.0.2.1 # x',
      '$(id)`id`',
      '\u2028active_cmd = x',
    ]) {
      const answer = await c.submit(form, { primary: evil })
      const { files } = await world.store().read()
      expect(files['lvs.cf'].toString(), JSON.stringify([evil, answer.status])).not.toMatch(/virtual|active_cmd|\}|`/)
      expect(files['lvs.cf'].toString().split('\n').length, evil).toBeLessThanOrEqual(3)
    }
  })

  test('names and passwords are text: shown as text, taken as text', async () => {
    const script = '"><script>alert(1)</script>'
    const stranger = world.client()
    const answer = await stranger.submit(await stranger.form('/login', 'user'), { user: script, password: script })
    expect(answer.text).not.toContain(script)
    expect(answer.text).toContain('&lt;script&gt;')
    const odd = `-p ; | & $(id) \`id\` > < * ? ~ ' " \\ %0a 密码 ${'x'.repeat(20)}`
    await setPassword(await world.folder(), 'odd', odd)
    expect(await logIn(world.client(), odd, 'odd')).toBe(303)
    expect(await logIn(world.client(), odd.slice(0, -1), 'odd')).toBe(200)
    // Few: each failure makes the next wait longer.
    for (const name of ['__proto__', 'ann\0', 'a'.repeat(100_000)])
      expect(await logIn(world.client(), PASSWORD, name), name.slice(0, 20)).toBe(200)
  }, 60_000)

  test('a session id that was planted before the log-in is not the one after it', async () => {
    const stranger = world.client()
    stranger.cookies.set(world.cookie(), 'planted')
    expect(await logIn(stranger)).toBe(303)
    expect(stranger.cookies.get(world.cookie())).not.toBe('planted')
    const other = await world.user()
    expect(other.cookies.get(world.cookie())).not.toBe(stranger.cookies.get(world.cookie()))
  })
})
