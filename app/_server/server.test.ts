import type http from 'node:http'
import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { makeServer, SERVER_LIMITS, type ServerLimits } from './server'

/** The entry alone, in front of panels that only count: what reaches them was let through. */
let server: http.Server | undefined
let seen: string[] = []
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  seen = []
})

async function open(limits: Partial<ServerLimits> = {}): Promise<number> {
  const panels: http.RequestListener = (request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${body}`)
      response.end('panel')
    })
  }
  const made = makeServer(panels, new Set(['localhost']), { ...SERVER_LIMITS, ...limits })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  return (made.address() as net.AddressInfo).port
}

/** Sends bytes as they are; all that came back when the other side closed. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes))
    let got = ''
    socket.on('data', (part) => {
      got += part
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(got))
  })
}
const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((m) => Number(m[1]))
const HEAD = 'Host: localhost\r\nOrigin: http://localhost\r\nConnection: close\r\n'
const INNER = 'GET /inner HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

test.each([
  [
    'chunked and a length',
    `POST / HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${INNER}`,
  ],
  ['chunked', `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['chunked spelled oddly', `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['two lengths', `POST / HTTP/1.1\r\n${HEAD}Content-Length: 0\r\nContent-Length: ${INNER.length}\r\n\r\n${INNER}`],
  ['a list of lengths', `POST / HTTP/1.1\r\n${HEAD}Content-Length: 0, ${INNER.length}\r\n\r\n${INNER}`],
  ['a signed length', `POST / HTTP/1.1\r\n${HEAD}Content-Length: +0\r\n\r\n${INNER}`],
  ['a blank before the colon', `POST / HTTP/1.1\r\n${HEAD}Content-Length : 0\r\n\r\n${INNER}`],
  ['a folded header', `POST / HTTP/1.1\r\n${HEAD}X-A: b\r\n Content-Length: ${INNER.length}\r\n\r\n${INNER}`],
  ['a line end of its own kind', `POST / HTTP/1.1\r\n${HEAD}X-A: b\rContent-Length: 0\r\n\r\n${INNER}`],
  ['a NUL in a header', `GET / HTTP/1.1\r\n${HEAD}X-A: b\0c\r\n\r\n`],
  ['a GET with a body', `GET / HTTP/1.1\r\n${HEAD}Content-Length: ${INNER.length}\r\n\r\n${INNER}`],
  ['an absolute address', `GET http://evil.example/ HTTP/1.1\r\n${HEAD}\r\n`],
  ['two hosts', `GET / HTTP/1.1\r\nHost: localhost\r\n${HEAD}\r\n`],
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['a host of somebody else', 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
  ['a tunnel', `CONNECT localhost:22 HTTP/1.1\r\n${HEAD}\r\n`],
  ['another protocol', `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`],
  ['TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'],
])('%s: refused once, and nothing gets past it', async (_what, bytes) => {
  const got = statuses(await raw(await open(), bytes))
  expect(got).toHaveLength(1)
  expect([400, 405, 411, 421]).toContain(got[0])
  expect(seen).toEqual([])
})

test('a request that is in order gets there, so that the refusals above mean something', async () => {
  const answer = await raw(await open(), `POST /a HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\nhi`)
  expect([statuses(answer), seen]).toEqual([[200], ['POST /a hi']])
})

test('headers and bodies that come too slowly end, and cost nobody else anything', async () => {
  const port = await open({ headersMs: 150, requestMs: 300, lookMs: 20 })
  const slow = [
    raw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b`),
    raw(port, `POST / HTTP/1.1\r\n${HEAD}Content-Length: 10\r\n\r\nhal`),
  ]
  expect(statuses(await raw(port, `GET /quick HTTP/1.1\r\n${HEAD}\r\n`))).toEqual([200])
  for (const answer of await Promise.all(slow)) expect(statuses(answer).every((status) => status >= 400)).toBe(true)
  expect(seen).toEqual(['GET /quick '])
})

test('many headers, or long ones, are refused', async () => {
  const port = await open()
  const long = `GET / HTTP/1.1\r\n${HEAD}X-A: ${'b'.repeat(17_000)}\r\n\r\n`
  expect(statuses(await raw(port, long))[0]).toBe(400)
  expect(seen).toEqual([])
})

test('whoever opens connections and sends nothing does not lock the others out', async () => {
  const port = await open({ connections: 20 })
  const idle = Array.from({ length: 60 }, () => net.connect(port, '127.0.0.1').on('error', () => undefined))
  await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  for (let i = 0; i < 5; i++) expect(statuses(await raw(port, `GET /${i} HTTP/1.1\r\n${HEAD}\r\n`))).toEqual([200])
  expect(await new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)))).toBeLessThanOrEqual(
    20,
  )
  for (const socket of idle) socket.destroy()
})
