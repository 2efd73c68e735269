import { readdirSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { verdictKey } from '@/lib/health/verdict'
import { say } from '@/lib/text'
import type { Spoken } from './check'
import { checkTcp, type SendExpect } from './check-tcp'

const servers: Server[] = []
const sockets = new Set<Socket>()
const drips: NodeJS.Timeout[] = []
afterEach(() => {
  for (const drip of drips.splice(0)) clearInterval(drip)
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  for (const server of servers.splice(0)) server.close()
})

/** A real server on loopback that does this with each connection; gives its port. */
function listen(serve: (socket: Socket) => void, half = false): Promise<number> {
  const server = createServer({ allowHalfOpen: half, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

/** Sends pieces one after the other, each in a packet of its own. */
function pieces(socket: Socket, texts: string[], everyMs = 15): void {
  const rest = [...texts]
  const drip = setInterval(() => {
    const next = rest.shift()
    if (next === undefined || socket.destroyed) clearInterval(drip)
    else socket.write(Buffer.from(next, 'latin1'))
  }, everyMs)
  drips.push(drip)
}

async function check(port: number, what: Partial<SendExpect>, limitMs = 2000, listener?: (spoken: Spoken) => void) {
  const full = { send: null, expect: null, regex: false, ...what }
  const verdict = await checkTcp({ address: '127.0.0.1', port, limitMs, listen: listener }, full)
  say('en', verdictKey(verdict.code), verdict.params)
  return { ...verdict, said: `${verdict.result} ${verdict.code}` }
}

test('a connection is enough when nothing is asked', async () => {
  const port = await listen(() => {})
  expect((await check(port, {})).said).toBe('up connected')
  expect((await check(port, { send: 'hello\\n' })).said).toBe('up sent')
})

test('nobody listens: refused', async () => {
  const port = await listen(() => {})
  await new Promise((resolve) => servers.pop()?.close(resolve))
  expect(await check(port, {})).toMatchObject({ said: 'down refused', params: { error: 'ECONNREFUSED' } })
})

test('what was sent, what came and what was expected are told, and heard piece by piece', async () => {
  const heard: string[] = []
  const port = await listen((socket) =>
    socket.on('data', (b) => socket.end(`HTTP/1.0 500 ${b.length}\r\n\x00\xff`, 'latin1')),
  )
  const what = { send: 'GET / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP/1.0 200' }
  const verdict = await check(port, what, 2000, ({ who, bytes }) => heard.push(`${who} ${bytes.length}`))
  expect(verdict).toMatchObject({
    said: 'down mismatch',
    sent: 'GET / HTTP/1.0\\r\\n\\r\\n',
    got: 'HTTP/1.0 500 18\\r\\n\\x00\\xff',
    expected: 'HTTP/1.0 200',
  })
  expect(heard).toEqual(['sent 18', 'got 19'])
})

test('an answer split over packets, with a telnet of bytes in front of nothing, is one answer', async () => {
  const port = await listen((socket) => pieces(socket, ['H', 'T', 'TP', '/1.0 200 OK']))
  expect((await check(port, { expect: 'HTTP/1.0 200' })).said).toBe('up answered')
})

test('a split answer that turns out wrong', async () => {
  const port = await listen((socket) => pieces(socket, ['HT', 'ML', 'x']))
  expect(await check(port, { expect: 'HTTP' })).toMatchObject({ said: 'down mismatch', got: 'HTML' })
})

test('any byte is enough for *', async () => {
  const port = await listen((socket) => socket.write(Buffer.from([0xff])))
  expect((await check(port, { expect: '*' })).said).toBe('up answered')
})

test('closed before enough came: an empty close and a short answer', async () => {
  const empty = await listen((socket) => socket.end())
  expect(await check(empty, { expect: '*' })).toMatchObject({ said: 'down closed-early', params: { bytes: 0 } })
  const short = await listen((socket) => socket.end('HT'))
  expect(await check(short, { expect: 'HTTP' })).toMatchObject({ said: 'down closed-early', got: 'HT' })
})

test('half open: the server shuts its side but listens on; what came before counts', async () => {
  const port = await listen((socket) => socket.end('220 hello'), true)
  expect((await check(port, { expect: '220' })).said).toBe('up answered')
  expect((await check(port, { expect: '220 hello and more' })).said).toBe('down closed-early')
  expect((await check(port, {})).said).toBe('up connected')
})

test('reset instead of an answer', async () => {
  const port = await listen((socket) => socket.on('data', () => socket.resetAndDestroy()))
  expect((await check(port, { send: 'x', expect: 'y' })).said).toBe('down reset')
})

test('no answer within the limit, an answer too short within it, each told apart', async () => {
  const silent = await listen(() => {})
  const late = await check(silent, { send: 'x', expect: 'y' }, 120)
  expect(late).toMatchObject({ said: 'down answer-timeout', params: { seconds: 0.12, bytes: 0 } })
  expect(late.tookMs).toBeGreaterThanOrEqual(110)
  const short = await listen((socket) => socket.write('HT'))
  expect((await check(short, { expect: 'HTTP' }, 120)).said).toBe('down answer-short')
})

/** A server that hangs: it listens with the shortest queue and never accepts. Its queue is filled here. */
async function hung(): Promise<{ port: number; end: () => Promise<unknown> }> {
  const code = `const { parentPort } = require('node:worker_threads')
    const server = require('node:net').createServer()
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port)
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
    })`
  const worker = new Worker(code, { eval: true })
  const port = await new Promise<number>((resolve) => worker.once('message', resolve))
  const what = { expect: 'never' }
  await Promise.all([1, 2, 3, 4].map(() => check(port, what, 150)))
  for (let i = 0; i < 4; i++) {
    const filler = connect(port, '127.0.0.1')
    filler.on('error', () => {})
    sockets.add(filler)
  }
  return { port, end: () => worker.terminate() }
}

test('a server that never accepts: no connection within the limit', async () => {
  const { port, end } = await hung()
  const verdict = await check(port, {}, 200)
  await end()
  expect(verdict).toMatchObject({ said: 'down connect-timeout', params: { seconds: 0.2 } })
  expect(verdict.tookMs).toBeLessThan(2000)
})

/** A server in a thread of its own, which goes on while this one stands still. Answers each piece with two, the second one later. */
async function apart(): Promise<{ port: number; end: () => Promise<unknown> }> {
  const code = `const { parentPort } = require('node:worker_threads')
    const server = require('node:net').createServer({ noDelay: true }, (socket) => {
      socket.on('error', () => {})
      socket.on('data', () => { socket.write('22'); setTimeout(() => socket.write('0'), 50) })
    })
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`
  const worker = new Worker(code, { eval: true })
  const port = await new Promise<number>((resolve) => worker.once('message', resolve))
  return { port, end: () => worker.terminate() }
}

test('while this process stands still no server is late', async () => {
  const { port, end } = await apart()
  const checks = Promise.all([1, 2, 3].map(() => check(port, { send: 'x', expect: '220' }, 150)))
  const until = performance.now() + 1000
  while (performance.now() < until);
  const said = (await checks).map((verdict) => verdict.said)
  await end()
  expect(said).toEqual(['up answered', 'up answered', 'up answered'])
})

test('an endless answer is read no further than the verdict needs', async () => {
  let written = 0
  const port = await listen((socket) => {
    const block = Buffer.alloc(65_536, 'a')
    const pump = () => {
      while (!socket.destroyed && socket.write(block)) written += block.length
    }
    socket.on('drain', pump)
    pump()
  })
  const before = process.memoryUsage().rss
  expect((await check(port, { expect: 'aaaa' })).said).toBe('up answered')
  expect((await check(port, { expect: 'b' })).said).toBe('down mismatch')
  expect((await check(port, { expect: 'b', regex: true })).said).toBe('down too-long')
  expect((await check(port, { expect: 'b', regex: true })).got?.length).toBeLessThan(300)
  expect(written).toBeLessThan(64 * 1024 * 1024)
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024)
})

test('regular expression: anywhere, over packets, after a pause, and not at all', async () => {
  const port = await listen((socket) => pieces(socket, [...'a long way to the word ready', '!', '\n']))
  expect((await check(port, { expect: 'read[xy]!', regex: true })).said).toBe('up answered')
  expect((await check(port, { expect: '^ready', regex: true }, 900)).said).toBe('down no-match')
  expect((await check(port, { expect: 'a(', regex: true })).said).toBe('unknown regex-invalid')
  const ended = await listen((socket) => socket.end('all of it'))
  expect((await check(ended, { expect: 'it$', regex: true })).said).toBe('up answered')
})

test('from a given source address; one that is not here is our fault, not the server’s', async () => {
  let from = ''
  const port = await listen((socket) => {
    from = socket.remoteAddress ?? ''
    socket.write('ok')
  })
  const ask = (source: string) =>
    checkTcp({ address: '127.0.0.1', port, limitMs: 2000, source }, { send: null, expect: 'ok', regex: false })
  expect((await ask('127.0.0.9')).result).toBe('up')
  expect(from).toBe('127.0.0.9')
  expect(await ask('203.0.113.7')).toMatchObject({ result: 'unknown', code: 'own-fault' })
})

test('a check that is given up ends at once', async () => {
  const port = await listen(() => {})
  const ended = new AbortController()
  const verdict = checkTcp(
    { address: '127.0.0.1', port, limitMs: 60_000, signal: ended.signal },
    { send: null, expect: 'x', regex: false },
  )
  ended.abort()
  expect((await verdict).result).toBe('unknown')
})

test('no descriptor is left behind', async () => {
  const port = await listen((socket) => socket.end('x'))
  await check(port, { expect: 'x' })
  const descriptors = () => readdirSync('/proc/self/fd').length
  const before = descriptors()
  for (let i = 0; i < 5; i++)
    await Promise.all(Array.from({ length: 20 }, () => check(port, { expect: i % 2 ? 'x' : 'y' })))
  for (const socket of sockets) socket.destroy()
  await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before + 2)
})
