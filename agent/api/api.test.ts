import { statSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@/lib/api/client'
import { API_ERRORS } from '@/lib/api/errors'
import { openApi } from '@/lib/api/openapi'
import { MAX_BODY_BYTES } from '@/lib/api/requests'
import { type RouteName, routes } from '@/lib/api/routes'
import { catalogue } from '@/lib/text'
import { socketTransport } from '../cli/transport'
import type { Agent } from '../main'
import { type Bench, bench, lvsCf } from '../testing'
import { createBucket } from './bucket'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const ACTOR = { user: 'anna', via: 'console' as const, from: '127.0.0.1' }
let b: Bench
let agent: Agent
beforeAll(async () => {
  b = bench()
  b.put('lvs.cf', ONE)
  agent = await b.start()
})
afterAll(() => agent.close())

const transport = () => socketTransport(b.options.paths.socket)
const call = () => createClient(transport())
/** A request as it is, without the client's care. */
async function raw(method: string, path: string, body?: string): Promise<{ status: number; value: unknown }> {
  const answer = await transport()({ method, path, body })
  return { status: answer.status, value: JSON.parse(answer.body) }
}
const post = (path: string, body: unknown, method = 'POST') =>
  raw(method, path, typeof body === 'string' ? body : JSON.stringify(body))

test('the socket is 0660', () => {
  expect(statSync(b.options.paths.socket).mode & 0o777).toBe(0o660)
})

test('from plan to table: every answer has the shape that the contract says', async () => {
  const plan = await call()('plan')
  if (!plan.ok) throw new Error(plan.code)
  const applied = await call()('apply', { body: { planId: plan.value.planId, note: 'über\n2', actor: ACTOR } })
  expect(applied).toMatchObject({ ok: true, value: { ok: true } })
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  b.put('lvs.cf', ONE.replace('port = 80', 'port = 8080').replace('wrr', 'wrrr'))
  await agent.loop.look()
  for (const name of ['status', 'table', 'plan', 'journal', 'settings'] as const) {
    const reply = await call()(name)
    if (!reply.ok) throw new Error(`${name}: ${reply.code}`)
    expect(routes[name].answer.safeParse(reply.value).error?.issues ?? []).toEqual([])
    // Nothing is in the answer that the contract does not know.
    expect(routes[name].answer.parse(reply.value)).toEqual(reply.value)
  }
  b.put('lvs.cf', ONE)
  expect(await call()('repair', { body: { actor: ACTOR } })).toMatchObject({
    ok: true,
    value: { ok: true, applied: 1 },
  })
  const journal = await call()('journal', { query: { limit: 1 } })
  expect(journal).toMatchObject({ ok: true, value: [{ what: 'repair', actor: ACTOR }] })
})

test('refusals carry their code: changed plan, unknown entries, files with errors', async () => {
  const planId = '0'.repeat(64)
  expect(await call()('apply', { body: { planId, actor: ACTOR } })).toMatchObject({ code: 'api.changed', status: 409 })
  expect(await call()('cut', { body: { key: 'x', actor: ACTOR } })).toMatchObject({
    code: 'api.noSuchEntry',
    status: 404,
  })
  expect(await call()('adopt', { body: { keys: ['x'], actor: ACTOR } })).toMatchObject({ code: 'api.noSuchEntry' })
  b.put('lvs.cf', 'virtual {\n')
  expect(await call()('apply', { body: { planId, actor: ACTOR } })).toMatchObject({
    code: 'api.problems',
    status: 422,
    problems: [{ file: 'lvs.cf', line: 1 }],
  })
  b.put('lvs.cf', ONE)
})

test('the console posts its entries; those of the agent it cannot write', async () => {
  const saying = { code: 'panels.saved', params: { revision: 3 } }
  const made = await call()('record', { body: { what: 'save', actor: ACTOR, saying, at: 5, detail: { a: [1] } } })
  expect(made).toMatchObject({ ok: true, value: { what: 'save', at: b.clock.now(), detail: { a: [1], at: 5 } } })
  for (const what of ['apply', 'start', 'alarm'])
    expect(await call()('record', { body: { what, actor: ACTOR, saying } })).toMatchObject({ code: 'api.invalid' })
  const itself = { user: 'agent', via: 'agent' }
  expect(await post('/v1/journal', { what: 'save', actor: itself, saying })).toMatchObject({ status: 400 })
})

test('posted entries are bounded in size and number, and come back with time', async () => {
  const saying = { code: 'x', params: {} }
  const large = { what: 'save', actor: ACTOR, saying, detail: { a: 'x'.repeat(5_000) } }
  expect(await call()('record', { body: large })).toMatchObject({ code: 'api.invalid' })
  const bucket = createBucket(b.clock.now, 3, 2)
  for (let i = 0; i < 3; i++) bucket.take()
  expect(() => bucket.take()).toThrow('api.busy')
  b.clock.forward(500)
  bucket.take()
  expect(() => bucket.take()).toThrow('api.busy')
})

/** Bodies that no route takes, and what is said. */
const BAD: [string, string, keyof typeof API_ERRORS][] = [
  ['nothing', '', 'api.badJson'],
  ['no JSON', '{"actor":', 'api.badJson'],
  ['not UTF-8', '\udfff{}', 'api.badJson'],
  ['an array', '[]', 'api.invalid'],
  ['null', 'null', 'api.invalid'],
  ['a word', '"x"', 'api.invalid'],
  ['an empty object', '{}', 'api.invalid'],
  ['an unknown key', JSON.stringify({ actor: ACTOR, command: 'rm' }), 'api.invalid'],
  ['an actor that lies', JSON.stringify({ actor: { ...ACTOR, via: 'agent' } }), 'api.invalid'],
  ['control characters', JSON.stringify({ actor: { ...ACTOR, user: 'a\nb' } }), 'api.invalid'],
  ['__proto__', '{"actor":{"user":"a","via":"cli"},"__proto__":{"x":1}}', 'api.badShape'],
  ['__proto__ inside', '{"actor":{"user":"a","via":"cli","__proto__":{"from":"x"}}}', 'api.badShape'],
  ['constructor', '{"constructor":{"prototype":{}}}', 'api.badShape'],
  ['depth', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'api.badShape'],
  ['depth of objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'api.badShape'],
  ['size', `{"actor":"${'x'.repeat(MAX_BODY_BYTES)}"}`, 'api.tooLarge'],
]
const WRITES = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].writes)
for (const name of WRITES) {
  test(`${routes[name].path} refuses what it does not know, and changes nothing`, async () => {
    const before = b.kernel.ran.length
    for (const [how, body, code] of BAD) {
      const answer = await post(routes[name].path, body, routes[name].method)
      expect([how, answer.status, (answer.value as { code: string }).code]).toEqual([how, API_ERRORS[code], code])
    }
    expect(b.kernel.ran.length).toBe(before)
  })
}

test('unknown paths and methods, query strings out of range, another media type', async () => {
  expect(await raw('GET', '/v1/nothing')).toMatchObject({ status: 404, value: { code: 'api.notFound' } })
  expect(await raw('GET', '/')).toMatchObject({ status: 404 })
  expect(await raw('GET', '/v1/../../etc/passwd')).toMatchObject({ status: 404 })
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])
    expect(await raw(method, '/v1/status', '{}')).toMatchObject({ status: 405, value: { code: 'api.method' } })
  expect(await raw('GET', '/v1/apply')).toMatchObject({ status: 405 })
  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'after=-1', 'other=1', 'limit=1e9'])
    expect(await raw('GET', `/v1/journal?${query}`)).toMatchObject({ status: 400, value: { code: 'api.invalid' } })
  const answer = await exchange(
    'POST /v1/repair HTTP/1.1\r\nhost: agent\r\ncontent-type: text/plain\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
  )
  expect(answer).toMatch(/^HTTP\/1.1 415/)
})

test('a fault of ours tells nothing about our insides, and stands in the log', async () => {
  const real = agent.loop.status
  agent.loop.status = () => Promise.reject(new Error('secret /var/lib/x'))
  const answer = await raw('GET', '/v1/status')
  agent.loop.status = real
  expect(answer).toEqual({ status: 500, value: { code: 'api.internal', params: {} } })
  expect(b.log.join()).toContain('secret /var/lib/x')
})

/** Sends bytes and gives all that comes back until the other side closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(b.options.paths.socket)
    let text = ''
    socket.on('data', (part) => {
      text += String(part)
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    socket.write(bytes)
  })
}

test('half a request, and none at all, are ended; others are served meanwhile', async () => {
  const half = exchange('POST /v1/repair HTTP/1.1\r\nhost: agent\r\ncontent-type: application/json\r\ncontent-le')
  expect((await call()('status')).ok).toBe(true)
  expect(await half).toMatch(/^HTTP\/1.1 408/)
})

test('garbage, huge headers and a lying length are refused', async () => {
  expect(await exchange('\x16\x03\x01\x02\x00\x01\x00\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  expect(await exchange(`GET /v1/status HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431/,
  )
  const length =
    'POST /v1/repair HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{'
  expect(await exchange(length)).toMatch(/^HTTP\/1.1 413/)
})

test('1000 idle connections lock nobody out', async () => {
  const idle = await Promise.all(
    Array.from(
      { length: 1000 },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(b.options.paths.socket)
          socket.on('error', () => undefined)
          socket.once('connect', () => resolve(socket))
          socket.once('close', () => resolve(socket))
        }),
    ),
  )
  const replies = await Promise.all(Array.from({ length: 20 }, () => call()('status')))
  expect(replies.filter((reply) => reply.ok)).toHaveLength(20)
  for (const socket of idle) socket.destroy()
})

test('a socket that nobody answers is taken over, a file that is none is not', async () => {
  const other = bench()
  const first = await other.start()
  await first.loop.close()
  other.bury()
  const second = await other.start()
  await second.close()
  writeFileSync(other.options.paths.socket, 'not a socket')
  await expect(other.start()).rejects.toThrow(/not a socket/)
})

test('an agent that is away is a value', async () => {
  const reply = await createClient(socketTransport('/nonexistent/agent.sock'))('status')
  expect(reply).toEqual({ ok: false, status: 0, code: 'api.agentAway', params: { why: 'ENOENT' }, problems: [] })
})

test('every code has a sentence, and the document of the API names every route', () => {
  expect(Object.keys(API_ERRORS).filter((code) => !Object.hasOwn(catalogue, code))).toEqual([])
  const document = openApi('1') as { paths: Record<string, Record<string, { operationId: string }>> }
  const named = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((m) => m.operationId))
  expect(named.sort()).toEqual(Object.keys(routes).sort())
})
