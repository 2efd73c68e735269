import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WebhookSettings } from '@/lib/health/alert-settings'
import { codeOf } from './address'
import { CERTIFICATE, KEY, MESSAGE, NEVER, outcome } from './testing'
import { signature, webhook } from './webhook'

/** Real servers on loopback. `answer` is what the next request gets; `null` = nothing at all. */
let answer: { status: number; headers?: Record<string, string>; endless?: boolean } | null = { status: 204 }
let got: { request: IncomingMessage; to: string | undefined; body: string }[] = []
let plain: Server
let tls: Server

const serve: RequestListener = async (request, response) => {
  const to = request.socket.localAddress
  let body = ''
  for await (const part of request) body += part
  got.push({ request, to, body })
  if (!answer) return
  response.writeHead(answer.status, answer.headers)
  if (!answer.endless) return response.end()
  const pour = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  }
  response.on('drain', pour)
  pour()
}
const listen = (server: Server) =>
  new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
const portOf = (server: Server) => (server.address() as AddressInfo).port

beforeAll(async () => {
  plain = await listen(createServer(serve))
  tls = await listen(createTlsServer({ cert: CERTIFICATE, key: KEY }, serve))
})
afterAll(async () => {
  for (const server of [plain, tls]) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
beforeEach(() => {
  answer = { status: 204 }
  got = []
})

const SECRET = 'a key of the test'
const WALL_MS = 1_750_000_000_123
const loopback = async () => [{ address: '127.0.0.1', family: 4 }]

function post(
  url: string,
  more: Partial<WebhookSettings> = {},
  lookup = loopback,
  ca: string | undefined = CERTIFICATE,
) {
  const settings = { enabled: true, url, secret: SECRET, timeoutSec: 5, allowLocal: true, ...more }
  return webhook(settings, { lookup, version: '1.2.3', wallMs: () => WALL_MS, ca })(MESSAGE, NEVER)
}

test('a signed POST, by HTTP and by HTTPS with a checked name', async () => {
  expect(outcome(await post(`http://127.0.0.1:${portOf(plain)}/hook?x=1`))).toBe('sent')
  expect(outcome(await post(`https://receiver.test:${portOf(tls)}/`))).toBe('sent')
  expect(got.map(({ request }) => `${request.method} ${request.url}`)).toEqual(['POST /hook?x=1', 'POST /'])
  for (const { request, body } of got) {
    expect(JSON.parse(body)).toEqual(MESSAGE.event)
    const expected = createHmac('sha256', SECRET).update(`1750000000.${body}`).digest('hex')
    expect(request.headers['arapaima-signature']).toBe(`t=1750000000,v1=${expected}`)
    expect(request.headers['arapaima-delivery']).toBe(MESSAGE.id)
    expect(request.headers['user-agent']).toBe('Arapaima/1.2.3')
    expect(request.headers['content-type']).toBe('application/json')
  }
  expect(got[1]?.request.headers.host).toBe(`receiver.test:${portOf(tls)}`)
})

test('the signature is the one of the documentation', () => {
  expect(signature('key', 1, '{}')).toBe(`t=1,v1=${createHmac('sha256', 'key').update('1.{}').digest('hex')}`)
})

test('a certificate that is not trusted, or is for another name, gets nothing', async () => {
  expect(outcome(await post(`https://receiver.test:${portOf(tls)}/`, {}, loopback, ''))).toMatch(/^connection .*CERT/)
  expect(outcome(await post(`https://other.test:${portOf(tls)}/`))).toBe(
    'connection ERR_TLS_CERT_ALTNAME_INVALID again',
  )
  expect(got).toEqual([])
})

test('what an answer means', async () => {
  const table = { 200: 'sent', 299: 'sent', 400: 'status 400', 404: 'status 404', 408: 'status 408 again' } as const
  const more = { 429: 'status 429 again', 500: 'status 500 again', 503: 'status 503 again' } as const
  for (const [status, expected] of Object.entries({ ...table, ...more })) {
    answer = { status: Number(status) }
    expect(outcome(await post(`http://127.0.0.1:${portOf(plain)}/`))).toBe(expected)
  }
})

test('a redirect is not followed, wherever it leads', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    answer = { status, headers: { Location: `http://127.0.0.1:${portOf(plain)}/elsewhere` } }
    expect(outcome(await post(`http://127.0.0.1:${portOf(plain)}/`))).toBe(`redirect ${status}`)
  }
  expect(got.every(({ request }) => request.url === '/')).toBe(true)
})

test('an answer without end is not read', async () => {
  answer = { status: 200, endless: true }
  expect(outcome(await post(`http://127.0.0.1:${portOf(plain)}/`))).toBe('sent')
})

test('silence, a closed port and a name without an address are tried again', async () => {
  answer = null
  expect(outcome(await post(`http://127.0.0.1:${portOf(plain)}/`, { timeoutSec: 1 }))).toBe('timeout again')
  const closed = await listen(createServer())
  const port = portOf(closed)
  await new Promise((resolve) => closed.close(resolve))
  expect(outcome(await post(`http://127.0.0.1:${port}/`))).toBe('connection ECONNREFUSED again')
  const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
  expect(outcome(await post('http://nowhere.test/', {}, unknown))).toBe('resolve ENOTFOUND again')
  expect(outcome(await post('http://nowhere.test/', {}, async () => []))).toBe('resolve ENOTFOUND again')
  const never = () => new Promise<never>(() => {})
  expect(outcome(await post('http://slow.test/', { timeoutSec: 1 }, never))).toBe('timeout again')
})

test('no request to this machine, its link or a metadata service, however it is spelled', async () => {
  const port = portOf(plain)
  const urls = [
    `http://127.0.0.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0177.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://0:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://224.0.0.1/',
    `http://localhost:${port}/`,
  ]
  for (const url of urls) expect(outcome(await post(url, { allowLocal: false })), url).toMatch(/^refused/)
  expect(got).toEqual([])
})

test('the address that was judged is the one that is connected to', async () => {
  // a name that means something else whenever it is asked
  let asked = 0
  const rebinding = async () => [{ address: `127.0.0.${++asked}`, family: 4 }]
  const port = portOf(plain)
  expect(outcome(await post(`http://rebinding.test:${port}/`, {}, rebinding))).toBe('sent')
  expect([asked, got[0]?.to]).toEqual([1, '127.0.0.1'])
  // one bad address among good ones
  const mixed = async () => [{ address: '192.0.2.1', family: 4 }, ...(await loopback())]
  expect(outcome(await post(`http://mixed.test:${port}/`, { allowLocal: false }, mixed))).toBe('refused loopback')
})

test('no failure tells the key, nor the path of the address', async () => {
  answer = { status: 500 }
  const failures = [
    await post(`http://127.0.0.1:${portOf(plain)}/services/T0/secret-path?token=secret-token`),
    await post('http://127.0.0.1:1/secret-path'),
    await post('http://169.254.169.254/secret-path', { allowLocal: false }),
  ]
  expect(JSON.stringify(failures)).not.toMatch(/a key of the test|secret-path|secret-token/)
})

test('the code of an error is a code, never its text', () => {
  expect([
    codeOf(new Error('with a secret')),
    codeOf(null),
    codeOf(Object.assign(new Error('x'), { code: 7 })),
  ]).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN'])
})
