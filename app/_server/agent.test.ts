import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '@/lib/api/routes'
import { agentOver } from './agent'

let top = ''
let socket = ''
const servers: net.Server[] = []
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-agent-'))
  socket = join(top, 'agent.sock')
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  }
  await rm(top, { recursive: true, force: true })
})

async function listen<S extends net.Server>(server: S): Promise<S> {
  servers.push(server)
  await rm(socket, { force: true })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return server
}
const close = (server: http.Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Answers every request with what it was. */
function echo(): http.Server {
  return http.createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => response.end(JSON.stringify({ method: request.method, url: request.url, body })))
  })
}

const ACTOR = { user: 'ann', via: 'console' } as const

test('every route of the contract can be asked', async () => {
  await listen(echo())
  const agent = agentOver(socket)
  expect(Object.keys(agent).sort()).toEqual(Object.keys(routes).sort())
  const said = async (reply: Promise<unknown>) => ((await reply) as { value: { method: string; url: string } }).value
  for (const [name, route] of Object.entries(routes)) {
    const ask = agent[name as keyof typeof agent] as (more?: object) => Promise<unknown>
    expect(await said(ask()), name).toMatchObject({ method: route.method, url: route.path })
  }
  expect(await said(agent.journal({ limit: 5 }))).toMatchObject({ url: '/v1/journal?limit=5' })
  // A filter that is not set is not asked for.
  const filter = { virtual: undefined, what: undefined, to: undefined, before: undefined }
  expect(await said(agent.healthLog({ ...filter, limit: 5 }))).toMatchObject({ url: '/v1/health-log?limit=5' })
  expect(await said(agent.repair({ actor: ACTOR }))).toMatchObject({ body: JSON.stringify({ actor: ACTOR }) })
})

test('the table is fetched once for all who look at it, and anew after a change', async () => {
  const asked: string[] = []
  let status = 200
  await listen(
    http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.statusCode = status
      response.end(JSON.stringify({ at: asked.length }))
    }),
  )
  const agent = agentOver(socket)
  const tables = await Promise.all(Array.from({ length: 50 }, () => agent.table()))
  expect([new Set(tables.map((reply) => reply.ok && reply.value.at)), asked]).toEqual([new Set([1]), ['GET /v1/table']])
  await agent.repair({ actor: ACTOR })
  status = 503
  expect((await agent.table()).ok).toBe(false)
  status = 200
  expect((await agent.table()).ok).toBe(true)
  expect(asked.length).toBe(4)
})

describe('while the agent starts anew', () => {
  test('a request waits for it: the socket is not there, or nobody listens on it', async () => {
    const agent = agentOver(socket)
    const before = await listen(echo())
    expect((await agent.status()).ok).toBe(true)
    await close(before)
    const early = [agent.status(), agent.repair({ actor: ACTOR })]
    const first = await listen(echo())
    for (const reply of await Promise.all(early)) expect(reply.ok).toBe(true)
    await close(first)
    // The socket's file stays, as after a kill -9.
    const stale = net.createServer().listen(socket)
    await new Promise((resolve) => stale.once('listening', resolve))
    const late = agent.status()
    stale.close()
    await listen(echo())
    expect((await late).ok).toBe(true)
  })

  test('a kept connection that the old agent closed is no failure, of a change neither', async () => {
    const agent = agentOver(socket)
    const first = await listen(echo())
    expect((await agent.status()).ok).toBe(true)
    await close(first)
    await listen(echo())
    expect((await agent.repair({ actor: ACTOR })).ok).toBe(true)
    expect((await agent.status()).ok).toBe(true)
  })

  test('a read that was cut off is asked again; a change never is: it may have been done', async () => {
    let asked = 0
    const server = http.createServer((request, response) => {
      asked += 1
      if (asked % 2 === 1) request.socket.destroy()
      else response.end('{}')
    })
    await listen(server)
    const agent = agentOver(socket)
    expect((await agent.status()).ok).toBe(true)
    expect(asked).toBe(2)
    expect(await agent.repair({ actor: ACTOR })).toMatchObject({ ok: false, status: 0, params: { why: 'ECONNRESET' } })
    expect(asked).toBe(3)
  })
})

describe('an agent that is away', () => {
  test('is said at once if it was never there, waited for once if it was, then said at once until it is back', async () => {
    expect((await agentOver(socket).status()).ok).toBe(false)
    const agent = agentOver(socket, { comebackMs: 60 })
    const before = await listen(echo())
    expect((await agent.status()).ok).toBe(true)
    await close(before)
    expect(await agent.status()).toMatchObject({
      ok: false,
      status: 0,
      code: 'api.agentAway',
      params: { why: 'ENOENT' },
    })
    const began = performance.now()
    for (let i = 0; i < 5; i++) expect((await agent.status()).ok).toBe(false)
    expect(performance.now() - began).toBeLessThan(60)
    await listen(echo())
    expect((await agent.status()).ok).toBe(true)
  })

  test('or hangs, answers without end, or in another tongue: a code for each, in bounded time', async () => {
    const answers: ((response: http.ServerResponse) => void)[] = [
      () => undefined,
      (response) => response.write('{'),
      (response) => {
        const flood = () => {
          while (response.write('x'.repeat(65_536)));
          response.once('drain', flood)
        }
        flood()
      },
      (response) => response.end('<html>'),
    ]
    let next = 0
    await listen(http.createServer((_request, response) => answers[next]?.(response)))
    const agent = agentOver(socket, { readMs: 150, maxBytes: 1_000_000 })
    const codes: string[] = []
    for (; next < answers.length; next++) {
      const reply = await agent.status()
      codes.push(reply.ok ? 'ok' : `${reply.status} ${reply.code}`)
    }
    expect(codes).toEqual(['0 api.agentSlow', '0 api.agentSlow', '0 api.agentTooMuch', '200 api.agentAnswer'])
  })
})
