import { expect, test } from 'vitest'
import { applyPlan, bench, dump, lvsCf, PERSON } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const PULSE = { name: 'pulse' as const, pid: 77 }
const refused = { code: 'api.rival', params: PULSE }

test('beside pulse or keepalived the agent looks and changes nothing, and says so', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  b.around.rivals = [PULSE]
  await expect(applyPlan(agent)).rejects.toMatchObject(refused)
  expect(b.kernel.ran).toEqual([])
  await agent.loop.look()
  const status = await agent.loop.status()
  expect(status.rivals).toEqual([PULSE])
  expect(status.alarms).toEqual([{ code: 'api.rival', params: PULSE }])
  b.around.rivals = []
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(await agent.loop.status()).toMatchObject({ rivals: [], alarms: [] })
  await agent.close()
})

test('nothing is put back, repaired, cut or announced while it runs; afterwards it is', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await applyPlan(agent)
  b.around.rivals = [PULSE]
  b.kernel.ipvsadm('-D -t 192.0.2.10:80')
  const done = b.kernel.ran.length
  b.clock.forward(61_000)
  await agent.loop.look()
  await expect(agent.loop.repair(PERSON)).rejects.toMatchObject(refused)
  expect(b.kernel.ran.length).toBe(done)
  expect((await agent.loop.status()).kernel.equal).toBe(false)
  const told = (await agent.entries()).filter((e) => e.saying.code === 'api.rival')
  expect(told).toHaveLength(1)
  b.around.rivals = []
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('192.0.2.10:80')
  await agent.close()
})

test('after a boot the running revision waits until the other one has ended', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const first = await b.start()
  await applyPlan(first)
  const before = dump(b.kernel)
  await first.close()
  b.ports.bootId = 'boot-2'
  b.kernel.change((state) => ({ ...state, services: [], addresses: state.addresses.filter((a) => a.base) }))
  b.around.rivals = [PULSE]
  const agent = await b.start()
  await agent.loop.look()
  expect(dump(b.kernel)).toBe('')
  expect((await agent.loop.status()).kernel.observedAt).not.toBeNull()
  b.around.rivals = []
  await agent.loop.look()
  expect(dump(b.kernel)).toBe(before)
  expect((await agent.loop.status()).alarms).toEqual([])
  await agent.close()
})

test('a /proc that cannot be read stops nothing', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  b.ports.around = { rivals: () => Promise.reject(new Error('EACCES')) }
  const agent = await b.start()
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(b.log.join()).toContain('EACCES')
  await agent.close()
})
