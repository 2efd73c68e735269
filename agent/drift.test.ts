import { expect, test } from 'vitest'
import type { Agent } from './main'
import { applyPlan, type Bench, bench, dump, lvsCf, PERSON } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])

async function running(options = {}): Promise<{ b: Bench; agent: Agent }> {
  const b = bench(options)
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  expect((await applyPlan(agent)).ok).toBe(true)
  return { b, agent }
}
const journal = async (agent: Agent, what: string) => (await agent.entries()).filter((e) => e.what === what)

test('a weight changed by hand is shown, kept, told once, and put back by Repair', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  for (let i = 0; i < 5; i++) await agent.loop.look()
  const { kernel } = await agent.loop.status()
  expect(kernel.equal).toBe(false)
  expect(kernel.drift).toEqual([
    { key: 'tcp 192.0.2.10:80 10.0.0.3:80', what: 'value', field: 'weight', wanted: '2', actual: '0' },
  ])
  expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 0')
  expect(await journal(agent, 'drift')).toHaveLength(1)
  const row = (await agent.loop.table()).services[0]?.servers.find((s) => s.key === '10.0.0.3:80')
  expect(row).toMatchObject({ state: 'drift', drift: { wanted: '2' } })
  expect(await agent.loop.repair(PERSON)).toMatchObject({ ok: true, applied: 1 })
  expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 2')
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: true, drift: [] })
  await agent.close()
})

test('the next apply ends drift too, and its plan shows it', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 7')
  const plan = await agent.loop.plan()
  expect(plan.drift).toHaveLength(1)
  expect(plan.steps.map((s) => s.argv.join(' '))).toEqual(['ipvsadm -e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 2'])
  expect((await applyPlan(agent)).ok).toBe(true)
  expect((await agent.loop.status()).kernel.equal).toBe(true)
  await agent.close()
})

test('a server removed from or added to our service by hand is drift, not touched', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-d -t 192.0.2.10:80 -r 10.0.0.3:80\n-a -t 192.0.2.10:80 -r 10.0.0.77:80 -m -w 4')
  const before = dump(b.kernel)
  await agent.loop.look()
  await agent.loop.look()
  expect(dump(b.kernel)).toBe(before)
  expect((await agent.loop.status()).kernel.drift.map((d) => d.what).sort()).toEqual(['extra-server', 'missing-server'])
  expect((await agent.loop.repair(PERSON)).ok).toBe(true)
  expect(dump(b.kernel)).not.toContain('10.0.0.77')
  await agent.close()
})

test('a service removed by hand is back at the next look, with all its servers', async () => {
  const { b, agent } = await running()
  const before = dump(b.kernel)
  b.kernel.ipvsadm('-D -t 192.0.2.10:80')
  await agent.loop.look()
  expect(dump(b.kernel)).toBe(before)
  expect(await journal(agent, 'put-back')).toHaveLength(1)
  await agent.close()
})

test('VIP and gateway removed by hand are back at the next look; what is held stays held', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  await agent.loop.look()
  b.kernel.change((state) => ({ ...state, addresses: state.addresses.filter((a) => a.base) }))
  await agent.loop.look()
  const addresses = b.kernel.state().addresses.map((a) => `${a.address} ${a.label ?? ''}`)
  expect(addresses).toEqual(expect.arrayContaining(['192.0.2.10 eth0:1', '10.0.0.254 eth1:1']))
  expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 0')
  expect((await agent.loop.status()).kernel.drift).toHaveLength(1)
  await agent.loop.look()
  expect((await agent.loop.status()).kernel.drift).toHaveLength(1)
  expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 0')
  expect(await journal(agent, 'drift')).toHaveLength(1)
  await agent.close()
})

test('what a failed apply left is shown and waits for a person; only what must not be missing comes back', async () => {
  const { b, agent } = await running()
  b.put(
    'lvs.cf',
    lvsCf([{ servers: ['one 10.0.0.2 4', 'six 10.0.0.6 1'] }, { name: 'new', port: 25, servers: ['m 10.0.0.9 1'] }]),
  )
  const real = b.kernel.execute
  b.kernel.execute = async (ops) => {
    const most = ops.length - 1
    await real(ops.slice(0, most))
    return { done: most, failed: { index: most, why: 'no' } }
  }
  expect((await applyPlan(agent)).ok).toBe(false)
  b.kernel.execute = real
  const left = dump(b.kernel)
  expect(left).toContain(':25 ')
  for (let i = 0; i < 3; i++) await agent.loop.look()
  expect(dump(b.kernel)).toBe(left)
  expect((await agent.loop.status()).kernel.equal).toBe(false)
  expect((await agent.loop.repair(PERSON)).ok).toBe(true)
  expect(dump(b.kernel)).toBe(
    '-A -t 192.0.2.10:80 -s wrr\n-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1\n-a -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 2\n',
  )
  await agent.close()
})

test('what is taken away again and again is put back three times a minute, then it is an alarm', async () => {
  const { b, agent } = await running()
  const isThere = () => b.kernel.state().services.length === 1
  for (const expected of [true, true, true, false, false]) {
    b.kernel.ipvsadm('-D -t 192.0.2.10:80')
    await agent.loop.look()
    expect(isThere()).toBe(expected)
    b.clock.forward(3_000)
  }
  const alarm = { code: 'agent.fought', params: { entry: 'tcp 192.0.2.10:80' } }
  expect((await agent.loop.status()).alarms).toContainEqual(alarm)
  b.clock.forward(60_000)
  await agent.loop.look()
  expect(isThere()).toBe(true)
  b.clock.forward(61_000)
  await agent.loop.look()
  expect((await agent.loop.status()).alarms).toEqual([])
  await agent.close()
})

test('a fight about one entry does not keep the others from coming back', async () => {
  const { b, agent } = await running()
  for (let i = 0; i < 4; i++) {
    b.kernel.ipvsadm('-D -t 192.0.2.10:80')
    await agent.loop.look()
  }
  b.kernel.change((state) => ({ ...state, addresses: state.addresses.filter((a) => a.address !== '192.0.2.10') }))
  await agent.loop.look()
  expect(b.kernel.state().addresses.map((a) => a.address)).toContain('192.0.2.10')
  await agent.close()
})

test('foreign services and addresses survive every apply, repair and look, and are shown', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-A -t 192.0.2.99:8080 -s rr\n-a -t 192.0.2.99:8080 -r 10.0.0.50:80 -m -w 1')
  const address = { device: 'eth0', address: '192.0.2.99', prefix: 24, base: false }
  b.kernel.change((state) => ({ ...state, addresses: [...state.addresses, address] }))
  b.put('lvs.cf', ONE.replace('10.0.0.3', '10.0.0.4'))
  expect((await applyPlan(agent)).ok).toBe(true)
  expect((await agent.loop.repair(PERSON)).ok).toBe(true)
  b.put('lvs.cf', '')
  expect((await applyPlan(agent)).ok).toBe(true)
  await agent.loop.look()
  expect(dump(b.kernel).trim().split('\n')).toEqual([
    '-A -t 192.0.2.99:8080 -s rr',
    '-a -t 192.0.2.99:8080 -r 10.0.0.50:80 -m -w 1',
  ])
  expect(b.kernel.state().addresses.map((a) => a.address)).toContain('192.0.2.99')
  const keys = (await agent.loop.status()).kernel.foreign.map((f) => f.key)
  expect(keys).toEqual(['tcp 192.0.2.99:8080', '192.0.2.99/24 dev eth0'])
  expect((await agent.loop.table()).services[0]).toMatchObject({ state: 'foreign', names: [] })
  await agent.close()
})

test('a standby holds the table and no address; one that appears goes at once', async () => {
  const b = bench({ options: { role: 'standby' } })
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(dump(b.kernel)).toContain('10.0.0.3:80')
  expect(b.kernel.state().addresses.filter((a) => !a.base)).toEqual([])
  const vip = { device: 'eth0', address: '192.0.2.10', prefix: 32, base: false }
  b.kernel.change((state) => ({ ...state, addresses: [...state.addresses, vip] }))
  await agent.loop.look()
  expect(b.kernel.state().addresses.map((a) => a.address)).not.toContain('192.0.2.10')
  expect((await agent.loop.status()).pulse.role).toBe('standby')
  await agent.close()
})

test('files changed on disk are told once and change nothing', async () => {
  const { b, agent } = await running()
  const before = dump(b.kernel)
  b.put('lvs.cf', ONE.replace('weight = 2', 'weight = 9'))
  for (let i = 0; i < 3; i++) await agent.loop.look()
  const status = await agent.loop.status()
  expect(status.saved.revision).toBeNull()
  expect(status.saved.hash).not.toBe(status.running?.hash)
  expect(dump(b.kernel)).toBe(before)
  expect(await journal(agent, 'files')).toHaveLength(1)
  await agent.close()
})

test('a look that read the kernel while a change was under way looks again: nothing half is put back or told', async () => {
  const { b, agent } = await running()
  b.put('lvs.cf', ONE.replace('weight = 1', 'weight = 5').replace('weight = 2', 'weight = 9'))
  const { planId } = await agent.loop.plan()
  const real = b.kernel.execute
  let looked = Promise.resolve()
  b.kernel.execute = async (ops) => {
    await real(ops.slice(0, 1))
    // A tick falls into the middle: it reads what is half done.
    looked = agent.loop.look()
    await new Promise((resolve) => setImmediate(resolve))
    await real(ops.slice(1))
    return { done: ops.length }
  }
  expect((await agent.loop.apply({ planId, note: '', actor: PERSON })).ok).toBe(true)
  await looked
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: true, drift: [] })
  expect(await journal(agent, 'drift')).toEqual([])
  expect(await journal(agent, 'put-back')).toEqual([])
  await agent.close()
})
