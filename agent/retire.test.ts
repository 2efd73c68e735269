import { expect, test } from 'vitest'
import { applyPlan, bench, dump, lvsCf, PERSON } from './testing'

const at = (port: number) => lvsCf([{ port, servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const OLD = 'tcp 192.0.2.10:80'

async function moved() {
  const b = bench()
  b.put('lvs.cf', at(80))
  const agent = await b.start()
  await applyPlan(agent)
  b.kernel.setConnections(OLD, '10.0.0.2:80', 40)
  b.put('lvs.cf', at(8080))
  expect((await applyPlan(agent)).ok).toBe(true)
  return { b, agent }
}

test('a port that changes retires the old service at weight 0 beside the new one', async () => {
  const { b, agent } = await moved()
  expect(dump(b.kernel)).toContain('-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 0')
  expect(dump(b.kernel)).toContain('-a -t 192.0.2.10:8080 -r 10.0.0.3:8080 -m -w 2')
  const { kernel } = await agent.loop.status()
  expect(kernel.equal).toBe(true)
  expect(kernel.retired).toMatchObject([{ key: OLD, active: 40 }])
  expect((await agent.loop.plan()).steps).toEqual([])
  const row = (await agent.loop.table()).services.find((s) => s.key === OLD)
  expect(row).toMatchObject({ state: 'retired', names: ['web'] })
  await agent.close()
})

test('it goes when its connections have ended, not before', async () => {
  const { b, agent } = await moved()
  b.clock.forward(60_000)
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('192.0.2.10:80 ')
  b.kernel.setConnections(OLD, '10.0.0.2:80', 0, 3)
  b.clock.forward(3_000)
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('192.0.2.10:80 ')
  b.kernel.setConnections(OLD, '10.0.0.2:80', 0)
  b.clock.forward(3_000)
  await agent.loop.look()
  expect(dump(b.kernel)).not.toContain('192.0.2.10:80 ')
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: true, retired: [] })
  await agent.close()
})

test('after 15 minutes it goes with what it still has', async () => {
  const { b, agent } = await moved()
  b.clock.forward(15 * 60_000 - 1)
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('192.0.2.10:80 ')
  b.clock.forward(1)
  await agent.loop.look()
  expect(dump(b.kernel)).not.toContain('192.0.2.10:80 ')
  await agent.close()
})

test('“cut now” ends it at once; what does not retire cannot be cut', async () => {
  const { b, agent } = await moved()
  await expect(agent.loop.cut('tcp 192.0.2.10:8080', PERSON)).rejects.toMatchObject({ code: 'api.noSuchEntry' })
  expect((await agent.loop.cut(OLD, PERSON)).ok).toBe(true)
  expect(dump(b.kernel)).not.toContain('192.0.2.10:80 ')
  expect((await agent.entries()).at(-1)).toMatchObject({ what: 'cut', actor: { user: 'anna' } })
  await agent.close()
})

test('a retired entry waits on over a restart of the agent', async () => {
  const { b, agent } = await moved()
  await agent.close()
  const done = b.kernel.ran.length
  const next = await b.start()
  expect(b.kernel.ran.length).toBe(done)
  expect((await next.loop.status()).kernel.retired).toHaveLength(1)
  b.kernel.setConnections(OLD, '10.0.0.2:80', 0)
  b.clock.forward(3_000)
  await next.loop.look()
  expect(dump(b.kernel)).not.toContain('192.0.2.10:80 ')
  await next.close()
})

test('its time over while the agent was away: it goes at the start', async () => {
  const { b, agent } = await moved()
  await agent.close()
  b.clock.forward(16 * 60_000)
  const next = await b.start()
  expect(dump(b.kernel)).not.toContain('192.0.2.10:80 ')
  await next.close()
})

test('back to the old port while it retires: it is in service again', async () => {
  const { b, agent } = await moved()
  b.put('lvs.cf', at(80))
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(dump(b.kernel)).toContain('-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1')
  expect((await agent.loop.status()).kernel.retired.map((r) => r.key)).toEqual(['tcp 192.0.2.10:8080'])
  await agent.close()
})

test('a server that changes its port inside a service retires, and its end leaves the service alone', async () => {
  const b = bench()
  const withPort = (port: number) => at(80).replace('address = 10.0.0.2', `address = 10.0.0.2\n         port = ${port}`)
  b.put('lvs.cf', withPort(8001))
  const agent = await b.start()
  await applyPlan(agent)
  b.kernel.setConnections(OLD, '10.0.0.2:8001', 2)
  b.put('lvs.cf', withPort(8002))
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(dump(b.kernel)).toContain('-r 10.0.0.2:8001 -m -w 0')
  b.kernel.setConnections(OLD, '10.0.0.2:8001', 0)
  b.clock.forward(3_000)
  await agent.loop.look()
  expect(dump(b.kernel)).not.toContain('8001')
  expect(dump(b.kernel)).toContain('-r 10.0.0.2:8002 -m -w 1')
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: true, drift: [] })
  await agent.close()
})
