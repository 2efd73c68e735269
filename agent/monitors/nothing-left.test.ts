import { readdirSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { bundledCheck } from './bundled'
import { checkProgram } from './check-program'
import { checkTcp } from './check-tcp'
import { left, ME, programFolder, UNPRIVILEGED } from './testing'

// Whatever a server or a program does: the right verdict within its time, and nothing is left behind, neither process nor zombie nor descriptor.

const LIMIT_MS = 400
/** Checks of the same that run at once. */
const AT_ONCE = 8
/** A program's start is not free on a busy machine; a hang must still end near its limit. */
const SLOW_MS = 5000

const descriptors = () => readdirSync('/proc/self/fd').length

const { policy, script } = programFolder('left')
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** A server that does this with each connection. `quiet`: every connection has been ended, which the check alone does where the server does not. */
async function serve(act: (socket: Socket) => void): Promise<{ port: number; quiet: () => Promise<unknown> }> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    act(socket)
    socket.resume()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const quiet = () => expect.poll(() => sockets.size, { timeout: 5000 }).toBe(0)
  return { port: typeof address === 'object' && address ? address.port : 0, quiet }
}

const later = (socket: Socket, ms: number, said: string | Buffer) => {
  const timer = setTimeout(() => socket.destroyed || socket.write(said), ms)
  socket.on('close', () => clearTimeout(timer))
}
function endless(socket: Socket): void {
  const block = Buffer.alloc(65_536, 'a')
  const pump = () => {
    while (!socket.destroyed && socket.write(block));
  }
  socket.on('drain', pump)
  pump()
}

type Asked = { send?: string; expect?: string; regex?: true }
test.each<[string, (socket: Socket) => void, Asked, string]>([
  [
    'split',
    (s) => [0, 1, 2].map((i) => later(s, 20 * i, ['2', '2', '0 hello'][i] ?? '')),
    { expect: '220' },
    'up answered',
  ],
  ['late, within its time', (s) => later(s, LIMIT_MS / 2, '220'), { expect: '220' }, 'up answered'],
  ['too late', (s) => later(s, LIMIT_MS * 2, '220'), { expect: '220' }, 'down answer-timeout'],
  ['endless, right', endless, { expect: 'aaa' }, 'up answered'],
  ['endless, wrong', endless, { expect: 'b' }, 'down mismatch'],
  ['endless, without a match', endless, { expect: 'b+', regex: true }, 'down too-long'],
  ['binary, right', (s) => s.write(Buffer.from([0, 255, 128, 10])), { expect: '*' }, 'up answered'],
  ['binary, wrong', (s) => s.write(Buffer.from([0, 255, 128, 10])), { expect: '220' }, 'down mismatch'],
  [
    'binary, for an expression',
    (s) => s.end(Buffer.from([0, 255, 128])),
    { expect: '^220', regex: true },
    'down no-match',
  ],
  ['too short, then closed', (s) => s.end('22'), { expect: '220' }, 'down closed-early'],
  ['too short, then silence', (s) => s.write('22'), { expect: '220' }, 'down answer-short'],
  ['reset at once', (s) => s.resetAndDestroy(), { send: 'x', expect: '220' }, 'down reset'],
  [
    'reset in the middle',
    (s) => s.write('2', () => setTimeout(() => s.resetAndDestroy(), 30)),
    { expect: '220' },
    'down reset',
  ],
])('an answer that is %s', async (_, act, asked, said) => {
  const { port, quiet } = await serve(act)
  const what = { send: asked.send ?? null, expect: asked.expect ?? null, regex: asked.regex ?? false }
  const run = () => checkTcp({ address: '127.0.0.1', port, limitMs: LIMIT_MS }, what)
  await run()
  await quiet()
  const before = descriptors()
  const memory = process.memoryUsage().rss
  const verdicts = await Promise.all(Array.from({ length: AT_ONCE }, run))
  expect(new Set(verdicts.map((verdict) => `${verdict.result} ${verdict.code}`))).toEqual(new Set([said]))
  expect(Math.max(...verdicts.map((verdict) => verdict.tookMs))).toBeLessThan(LIMIT_MS + 1000)
  expect(process.memoryUsage().rss - memory).toBeLessThan(64 * 1024 * 1024)
  await quiet()
  await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before)
})

/** Handshake failure, as a server without a common cipher sends it. RFC 8446, 6 */
const ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40])
test.each<[string, (socket: Socket) => void, RegExp]>([
  ['speaks no TLS', (s) => s.end('HTTP/1.0 400 Bad Request\r\n\r\n'), /^down tls-error/],
  ['refuses the handshake', (s) => s.on('data', () => s.end(ALERT)), /^down tls-error/],
  ['closes in the handshake', (s) => s.on('data', () => s.end()), /^down /],
  ['resets in the handshake', (s) => s.on('data', () => s.resetAndDestroy()), /^down reset/],
  ['never answers the handshake', () => {}, /^down bundled-timeout/],
])('TLS that fails: the server %s', async (_, act, said) => {
  const { port, quiet } = await serve(act)
  const input = { address: '127.0.0.1', port, limitMs: LIMIT_MS }
  const run = async () => (await bundledCheck('https', ['127.0.0.1', `${port}`], input)).verdict
  await run()
  await quiet()
  const before = descriptors()
  for (const verdict of await Promise.all(Array.from({ length: AT_ONCE }, run)))
    expect(`${verdict.result} ${verdict.code}`).toMatch(said)
  await quiet()
  await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before)
})

test.each([
  ['hangs', 'sleep NAP', 'down program-timeout'],
  ['hangs and will not be told', "trap '' TERM INT HUP; while :; do sleep NAP; done", 'down program-timeout'],
  ['hangs and has forked', 'sleep NAP & (sleep NAP; sleep NAP) & sleep NAP', 'down program-timeout'],
  ['forks and ends well', 'sleep NAP & echo OK', 'up program-ok'],
  ['forks, closes its output and ends well', 'sleep NAP >/dev/null 2>&1 </dev/null & echo OK', 'up program-ok'],
  ['floods its output', 'exec yes OK NAP', 'down program-flood'],
  ['floods its error output', 'yes NAP >&2', 'down program-flood'],
  ['floods from a child', 'yes NAP & wait', 'down program-flood'],
  ['exits 1', 'echo OK; exit 1', 'down program-exit'],
  ['kills itself', 'kill -KILL $$', 'down program-signal'],
])('a program that %s', async (name, body, said) => {
  const marker = `${process.pid}.${name.length}`
  const path = script(name.replaceAll(/\W/g, '-'), body.replaceAll('NAP', `9${marker}`))
  const options = {
    policy,
    ...(ME === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}),
  }
  const limitMs = said.endsWith('timeout') ? LIMIT_MS : SLOW_MS
  const expected = said === 'up program-ok' ? 'OK' : null
  const run = () =>
    checkProgram(
      { address: '192.0.2.7', port: 80, limitMs },
      { program: path, expect: expected, regex: false },
      options,
    )
  await run()
  await expect.poll(() => left(`9${marker}`), { timeout: 5000 }).toEqual([])
  const before = descriptors()
  const memory = process.memoryUsage().rss
  const verdicts = await Promise.all(Array.from({ length: AT_ONCE }, run))
  expect(new Set(verdicts.map((verdict) => `${verdict.result} ${verdict.code}`))).toEqual(new Set([said]))
  expect(Math.max(...verdicts.map((verdict) => verdict.tookMs))).toBeLessThan(limitMs + SLOW_MS)
  expect(process.memoryUsage().rss - memory).toBeLessThan(64 * 1024 * 1024)
  await expect.poll(() => left(`9${marker}`), { timeout: 5000 }).toEqual([])
  await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before)
})
