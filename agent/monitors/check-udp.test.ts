import { createSocket, type Socket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import { verdictKey } from '@/lib/health/verdict'
import { say } from '@/lib/text'
import type { SendExpect } from './check-tcp'
import { checkUdp } from './check-udp'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

/** A real UDP server on loopback; answers with these datagrams, one after the other. */
function listen(answers: (asked: Buffer) => string[], host = '127.0.0.1'): Promise<number> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  sockets.push(socket)
  socket.on('message', (asked, from) => {
    for (const answer of answers(asked)) socket.send(Buffer.from(answer, 'latin1'), from.port, from.address)
  })
  return new Promise((resolve) => socket.bind(0, host, () => resolve(socket.address().port)))
}

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const port = await listen(() => [])
  await new Promise<void>((resolve) => sockets.pop()?.close(() => resolve()))
  return port
}

async function check(port: number, what: Partial<SendExpect>, limitMs = 1000, address = '127.0.0.1') {
  const verdict = await checkUdp({ address, port, limitMs }, { send: null, expect: null, regex: false, ...what })
  say('en', verdictKey(verdict.code), verdict.params)
  return { ...verdict, said: `${verdict.result} ${verdict.code}` }
}

test('refused by ICMP: down, with expect and without', async () => {
  const port = await deadPort()
  expect((await check(port, {})).said).toBe('down refused')
  expect((await check(port, { send: 'x', expect: 'y' })).said).toBe('down refused')
})

test('refused over IPv6', async () => {
  const port = await listen(() => [], '::1')
  expect((await check(port, {}, 200, '::1')).said).toBe('up udp-silent')
  await new Promise<void>((resolve) => sockets.pop()?.close(() => resolve()))
  expect((await check(port, {}, 1000, '::1')).said).toBe('down refused')
})

test('silence is up without expect, down with it', async () => {
  const port = await listen(() => [])
  expect((await check(port, {}, 150)).said).toBe('up udp-silent')
  expect((await check(port, { send: 'x', expect: 'y' }, 150)).said).toBe('down answer-timeout')
})

test('an answer: any without expect, the right one with it, datagrams in order', async () => {
  const port = await listen((asked) => [`got ${asked.toString()}`, ' and more'])
  expect((await check(port, { send: 'ping' })).said).toBe('up udp-answered')
  expect((await check(port, { send: 'ping', expect: 'got ping' })).said).toBe('up answered')
  expect((await check(port, { send: 'ping', expect: 'got ping and' })).said).toBe('up answered')
  expect(await check(port, { send: 'ping', expect: 'no' })).toMatchObject({ said: 'down mismatch', sent: 'ping' })
  expect((await check(port, { send: 'ping', expect: 'p[io]ng', regex: true })).said).toBe('up answered')
  expect((await check(port, { send: 'ping', expect: 'pong', regex: true }, 200)).said).toBe('down no-match')
})

test('from a given source address', async () => {
  const port = await listen(() => ['ok'])
  let from = ''
  sockets[0]?.on('message', (_, remote) => {
    from = remote.address
  })
  const what = { send: 'x', expect: 'ok', regex: false }
  expect((await checkUdp({ address: '127.0.0.1', port, limitMs: 1000, source: '127.0.0.8' }, what)).result).toBe('up')
  expect(from).toBe('127.0.0.8')
  const away = await checkUdp({ address: '127.0.0.1', port, limitMs: 1000, source: '203.0.113.7' }, what)
  expect(away).toMatchObject({ result: 'unknown', code: 'own-fault' })
})
