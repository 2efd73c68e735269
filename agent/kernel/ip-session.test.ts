import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { AgentError } from '../errors'
import { IpSession } from './ip-session'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A session with a script of awk in place of `ip`; `starts()` counts how often it was started. */
function withTool(program: string, timeoutMs = 10_000) {
  const folder = mkdtempSync(join(tmpdir(), 'ip-'))
  const log = join(folder, 'log')
  writeFileSync(log, '')
  const start = `BEGIN { print "start" >> "${log}"; close("${log}") }`
  const script = join(folder, 'ip.awk')
  writeFileSync(script, `${start}\n${program}`)
  const session = new IpSession(timeoutMs, ['awk', '-f', script])
  ends.push(() => {
    session.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { session, starts: () => readFileSync(log, 'utf8').trim().split('\n').length }
}

const SHOWS =
  '/^address show$/ { print "[{\\"ifname\\":\\"eth0\\",\\"addr_info\\":[{\\"local\\":\\"192.0.2.1\\",\\"prefixlen\\":24}]}]"; fflush() }'

test('the real ip: what it reads is this machine’s, what it refuses is said, and the next answer is its own', async () => {
  const session = new IpSession(10_000)
  ends.push(() => session.close())
  const { net, said } = await session.run([])
  expect([typeof net.links, said]).toEqual(['object', ''])
  const refused = await session.run(['address add 192.0.2.250/32 dev nosuchdevice'])
  expect(refused.said).toMatch(/nosuchdevice/)
  expect(refused.net.addresses).toEqual(net.addresses)
  expect((await session.run([])).said).toBe('')
})

test('one program for many answers, asked at once or one after the other', async () => {
  const { session, starts } = withTool(SHOWS)
  await Promise.all(Array.from({ length: 20 }, () => session.run(['address add x'])))
  const { net } = await session.run([])
  expect([net.addresses.map((entry) => entry.address), starts()]).toEqual([['192.0.2.1'], 1])
})

test('after a refusal the next lines go to a new one: interfaces may have other numbers', async () => {
  const { session, starts } = withTool(
    `/address add/ { print "Cannot find device" > "/dev/stderr"; fflush() }\n${SHOWS}`,
  )
  expect((await session.run(['address add x'])).said).toBe('Cannot find device')
  expect((await session.run([])).said).toBe('')
  expect(starts()).toBe(2)
})

test('one that ends is started again, and the lines run once more', async () => {
  const { session, starts } = withTool(`/die/ { exit 3 }\n${SHOWS}`)
  await session.run([])
  await expect(session.run(['die'])).rejects.toThrow(/status 3/)
  expect(starts()).toBe(2)
  expect((await session.run([])).net.addresses).toHaveLength(1)
  expect(starts()).toBe(3)
})

test('one that does not answer is ended in time', async () => {
  const { session } = withTool('{ }', 100)
  const error = await session.run([]).catch((found: unknown) => found)
  expect(error).toBeInstanceOf(AgentError)
  expect((error as AgentError).code).toBe('TOOL_TIMEOUT')
})

test('output that is no list of addresses is an error', async () => {
  const { session } = withTool('{ print "hello"; fflush() }')
  await expect(session.run([])).rejects.toThrow(/no JSON/)
})

test('no such program', async () => {
  await expect(new IpSession(1000, ['nosuchprogram']).run([])).rejects.toThrow(/not found/)
})
