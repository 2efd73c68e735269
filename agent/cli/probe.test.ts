import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { gapLimit, probe } from './probe-client'
import { runCli } from './testing'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function listening(port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  ends.push(() => server.close())
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

const run = (...words: string[]) => runCli(words)

test('a service that is always there: every question answered, no gap, exit 0', async () => {
  const { port } = await listening()
  const { status, out } = await run('probe', `127.0.0.1:${port}`, '--for', '1', '--every', '20', '--json')
  const said = JSON.parse(out)
  expect(said).toMatchObject({ address: '127.0.0.1', port, everyMs: 20, refused: 0 })
  expect(said.answered).toBeGreaterThan(5)
  // The last question may still have been under way.
  expect(said.asked - said.answered).toBeLessThanOrEqual(1)
  // On a machine that stood still itself the tool says so.
  if (said.lateMs < gapLimit(20)) expect([status, said.gaps, said.longestMs]).toEqual([0, [], 0])
})

test('nobody there: refused, one gap to the end, exit 1', async () => {
  const { server, port } = await listening()
  await new Promise((resolve) => server.close(resolve))
  const { status, out } = await run('probe', `127.0.0.1:${port}`, '--for', '1', '--every', '100')
  expect(status).toBe(1)
  expect(out).toMatch(/0 of \d+ answered in 1(\.\d)? s, \d+ refused\./)
  expect(out).toMatch(/no answer since \d\d:\d\d:\d\d\.\d{3} UTC, for \d{3,4} ms, to the end/)
})

test('a service that goes and comes back: its gap, with the length that it had', async () => {
  const first = await listening()
  const control = new AbortController()
  const asking = probe({ address: '127.0.0.1', port: first.port, forMs: 60_000, everyMs: 10, signal: control.signal })
  // By the third one the first has its answer.
  const connected = (server: Server) =>
    new Promise<void>((resolve) => {
      let count = 0
      server.on('connection', () => ++count === 3 && resolve())
    })
  await connected(first.server)
  const goneAt = performance.now()
  await new Promise((resolve) => first.server.close(resolve))
  const backAt = goneAt + 400
  await expect.poll(() => performance.now() >= backAt, { interval: 10 }).toBe(true)
  const second = await listening(first.port)
  await connected(second.server)
  const awayMs = performance.now() - goneAt
  control.abort()
  const { gaps, answered, refused } = await asking
  expect([answered > 1, refused > 1]).toEqual([true, true])
  const longest = Math.max(...gaps.map(({ ms }) => ms))
  expect(longest).toBeGreaterThan(390)
  // The interval before it went and the one before it was seen belong to the gap too.
  expect(longest).toBeLessThan(awayMs + 200)
})

test('what it does not take: exit 2, with the reason', async () => {
  for (const [words, why] of [
    [['probe'], /Say whom to ask/],
    [['probe', 'example.org'], /is no address/],
    [['probe', '192.0.2.1:99999'], /is no address/],
    [['probe', '2001:db8::1:80x'], /is no address/],
    [['probe', '192.0.2.1', '--for', '0'], /from 1 to 3600/],
    [['probe', '192.0.2.1', '--every', '5'], /from 10 to 10000/],
    [['probe', '192.0.2.1', '--every', '1e2'], /from 10 to 10000/],
    [['probe', '192.0.2.1', '192.0.2.2'], /./],
  ] as const) {
    const { status, err } = await run(...words)
    expect([status, why.test(err)], `${words.join(' ')}: ${err}`).toEqual([2, true])
  }
  expect((await run('probe', '--help')).out).toContain('probe ADDRESS[:PORT]')
})
