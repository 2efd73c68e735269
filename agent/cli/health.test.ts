import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeMonitors } from '../health/testing'
import type { Agent } from '../main'
import { applyPlan, type Bench, bench, lvsCf } from '../testing'
import { envOf, runCli } from './testing'

const monitors = fakeMonitors()
let b: Bench
let agent: Agent
beforeAll(async () => {
  b = bench({ monitors })
  b.put('lvs.cf', lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 1'], more: '     timeout = 6\n' }]))
  agent = await b.start()
  await applyPlan(agent)
  monitors.down.add('10.0.0.3')
  await monitors.clock.pass(3000)
})
afterAll(() => agent.close())

const run = (words: string[], zh = false) => runCli(words, { env: envOf(b), language: zh ? 'zh' : 'en' })

test('health: each server with its checks in words; exit 1 while one is down', async () => {
  const all = await run(['health'])
  expect(all.status).toBe(1)
  expect(all.out).toMatch(/^web one \(10\.0\.0\.2:80\): up since .* UTC, weight 1 of 1\. /)
  expect(all.out).toContain('TCP port 80, each 6 s: up. The answer is as expected. (1 ms)')
  expect(all.out).toMatch(/web two .*: down since/)
  expect(await run(['health', 'web', 'one'])).toMatchObject({ status: 0 })
  expect((await run(['health', 'web', 'two'], true)).out).toContain('服务器拒绝连接')
  expect(await run(['health', 'nothing'])).toMatchObject({ status: 1, out: 'No real server is looked at.\n' })
  const json = JSON.parse((await run(['health', 'web', 'one', '--json'])).out)
  expect(json.servers[0]).toMatchObject({ name: 'one', state: 'up', checks: [{ history: [{ up: true }] }] })
})

test('health --log: what happened, newest last', async () => {
  const { status, out } = await run(['health', '--log'])
  expect(status).toBe(0)
  expect(out).toMatch(/web one: starting → up\. The answer is as expected\.\n/)
  expect(out).toMatch(/web two: starting → down\. The server refuses connections \(ECONNREFUSED\)\.\n/)
  expect((await run(['health', '--log', '-n', '1', 'web', 'one'])).out.split('\n')).toHaveLength(2)
  expect((await run(['health', '--log', '-n', '0'])).status).toBe(2)
})

test('drain, cut, force-up, force-down and resume say how the server then is; what cannot be done is exit 1', async () => {
  const words = ['web', 'one', '--reason', 'kernel update']
  const drained = await run(['drain', ...words])
  expect(drained).toMatchObject({ status: 0, out: expect.stringContaining('draining since') })
  expect(drained.out).toContain('drain “kernel update”')
  expect(await run(['drain', ...words])).toMatchObject({ status: 1, err: 'arapaima: That is its state already.\n' })
  for (const verb of ['cut', 'force-down', 'force-up']) expect(await run([verb, ...words])).toMatchObject({ status: 0 })
  expect(await run(['resume', 'web', 'one', '--json'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('"wish": null'),
  })
  expect((await run(['resume', 'web', 'one'], true)).err).toContain('无需恢复')
  expect(await run(['drain', 'web', 'nobody'])).toMatchObject({ status: 1 })
  expect(await run(['drain', 'web'])).toMatchObject({ status: 2 })
  expect(await run(['cut', 'web', 'one', '--deactivate'])).toMatchObject({ status: 2 })
  const log = await run(['log', '-n', '9'])
  expect(log.out).toContain('wish: one of web: drain “kernel update”')
})

test('try: the dialogue and the verdict; exit 1 when it does not pass', async () => {
  expect(await run(['try', 'web', 'one'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('>     1 ms  GET / HTTP/1.0'),
  })
  expect(await run(['try', 'web', 'two', '--saved'])).toMatchObject({
    status: 1,
    out: expect.stringContaining('down: The server refuses'),
  })
  expect(JSON.parse((await run(['try', 'web', 'one', '--json'])).out).checks[0].verdict.result).toBe('up')
  expect(await run(['try', 'web', 'x'])).toMatchObject({ status: 1 })
})

test('a set that is kept although it fails is said, with the reason, beside the servers', async () => {
  monitors.gateway.answers = false
  monitors.down.add('10.0.0.2')
  await monitors.clock.pass(7000)
  try {
    const all = await run(['health'])
    expect(all.status).toBe(1)
    expect(all.out).toMatch(/web one .*: held/)
    expect(all.err).toBe('web: The one server that served fails while the gateway is silent: the set is kept.\n')
    expect((await run(['health'], true)).err).toContain('网关无应答')
    expect(JSON.parse((await run(['health', '--json'])).out).troubles).toMatchObject([
      { virtuals: ['web'], offer: null },
    ])
  } finally {
    monitors.gateway.answers = true
    monitors.down.delete('10.0.0.2')
    await monitors.clock.pass(7000)
  }
})
