import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ApplyStep } from './ports'
import { applyPlan, bench, dump, lvsCf, PERSON } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const TWO = lvsCf([
  { vip: '192.0.2.11', servers: ['one 10.0.0.2 5'] },
  { name: 'mail', port: 25, servers: ['m 10.0.0.9 1'] },
])

async function running(text = ONE) {
  const b = bench()
  b.put('lvs.cf', text)
  const agent = await b.start()
  expect((await applyPlan(agent)).ok).toBe(true)
  return { b, agent }
}

test('killed and started again with nothing changed: zero operations', async () => {
  const { b, agent } = await running()
  const done = b.kernel.ran.length
  const before = b.kernel.state()
  b.bury()
  const next = await b.start()
  await next.loop.look()
  expect(b.kernel.ran.length).toBe(done)
  expect(b.kernel.state()).toEqual(before)
  expect((await next.loop.status()).kernel.equal).toBe(true)
  await next.close()
  await agent.loop.close()
})

test('TERM withdraws nothing', async () => {
  const { b, agent } = await running()
  const before = b.kernel.state()
  await agent.close()
  expect(b.kernel.state()).toEqual(before)
})

const STEPS: ApplyStep[] = ['recorded', 'executed', 'compared', 'running']
for (const step of STEPS) {
  test(`killed when an apply was ${step}: after the start the running revision stands whole, old or new`, async () => {
    const { b, agent } = await running()
    const old = dump(b.kernel)
    b.put('lvs.cf', TWO)
    const { planId } = await agent.loop.plan()
    const dead = b.dieAt(step)
    void agent.loop.apply({ planId, note: '', actor: PERSON })
    await dead
    b.bury()
    const next = await b.start()
    const status = await next.loop.status()
    expect(status.running?.number).toBe(step === 'running' ? 2 : 1)
    expect(status.kernel).toMatchObject({ equal: true, drift: [] })
    if (step !== 'running')
      expect(
        dump(b.kernel)
          .split('\n')
          .filter((l) => !l.includes('-w 0')),
      ).toEqual(old.split('\n'))
    else expect(dump(b.kernel)).toContain('192.0.2.11:80')
    // The saved files still wait, unless they run already: an apply is possible and completes.
    if (step === 'running') await expect(applyPlan(next)).rejects.toMatchObject({ code: 'panels.cannot.nothing' })
    else expect((await applyPlan(next)).ok).toBe(true)
    expect((await next.loop.status()).running?.number).toBe(2)
    await next.close()
  })
}

test('killed in the middle of the operations: nothing half stays', async () => {
  const { b, agent } = await running()
  b.put('lvs.cf', TWO)
  const { planId, steps } = await agent.loop.plan()
  const real = b.kernel.execute
  let reached = () => {}
  const half = new Promise<void>((resolve) => {
    reached = resolve
  })
  b.kernel.execute = async (ops) => {
    await real(ops.slice(0, Math.floor(steps.length / 2)))
    reached()
    return new Promise(() => undefined)
  }
  void agent.loop.apply({ planId, note: '', actor: PERSON })
  await half
  b.kernel.execute = real
  b.bury()
  const next = await b.start()
  expect((await next.loop.status()).kernel.equal).toBe(true)
  expect((await next.loop.status()).running?.number).toBe(1)
  expect(b.kernel.state().services.map((s) => s.id)).toContainEqual(
    expect.objectContaining({ address: '192.0.2.10', port: 80 }),
  )
  await next.close()
})

test('after a boot the running revision is applied again, not what is saved', async () => {
  const { b, agent } = await running()
  const before = dump(b.kernel)
  await agent.close()
  b.put('lvs.cf', TWO)
  b.ports.bootId = 'boot-2'
  b.kernel.change((state) => ({ ...state, services: [], chains: [], addresses: state.addresses.filter((a) => a.base) }))
  const next = await b.start()
  expect(dump(b.kernel)).toBe(before)
  expect((await next.loop.status()).running?.number).toBe(1)
  await next.close()
})

test('after a boot with a tool that fails the restore is tried again', async () => {
  const { b, agent } = await running()
  await agent.close()
  b.ports.bootId = 'boot-2'
  b.kernel.change((state) => ({ ...state, services: [], addresses: state.addresses.filter((a) => a.base) }))
  const real = b.kernel.execute
  b.kernel.execute = async () => ({ done: 0, failed: { index: 0, why: 'no such device' } })
  const next = await b.start()
  expect((await next.loop.status()).alarms.map((a) => a.code)).toContain('agent.restore.again')
  b.kernel.execute = real
  await next.loop.look()
  expect((await next.loop.status()).alarms).toEqual([])
  expect((await next.loop.status()).kernel.equal).toBe(true)
  await next.close()
})

test('a hand change is held over a restart', async () => {
  const { b, agent } = await running()
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  await agent.close()
  const next = await b.start()
  expect((await next.loop.status()).kernel.drift).toMatchObject([{ key: 'tcp 192.0.2.10:80 10.0.0.3:80', actual: '0' }])
  expect(dump(b.kernel)).toContain('10.0.0.3:80 -m -w 0')
  await next.close()
})

test('record lost: what is wanted is ours, leftovers are foreign until somebody adopts them', async () => {
  const { b, agent } = await running()
  await agent.close()
  rmSync(join(b.options.paths.state, 'agent', 'owned'))
  b.kernel.ipvsadm('-A -t 192.0.2.99:80 -s rr\n-a -t 192.0.2.99:80 -r 10.0.0.5:80 -m -w 1')
  const done = b.kernel.ran.length
  const next = await b.start()
  expect(b.kernel.ran.length).toBe(done)
  expect((await next.loop.status()).kernel.foreign).toMatchObject([{ what: 'service', key: 'tcp 192.0.2.99:80' }])
  b.put('lvs.cf', ONE.replace('weight = 2', 'weight = 3'))
  expect((await applyPlan(next)).ok).toBe(true)
  expect(dump(b.kernel)).toContain('192.0.2.99:80')
  expect(await next.loop.adopt(['tcp 192.0.2.99:80'], PERSON)).toMatchObject({ ok: true, applied: 1 })
  expect(dump(b.kernel)).not.toContain('192.0.2.99')
  await expect(next.loop.adopt(['tcp 192.0.2.10:80'], PERSON)).rejects.toMatchObject({ code: 'api.noSuchEntry' })
  await next.close()
})

test('record lost: what was applied is still ours, so that a block that goes is removed', async () => {
  const { b, agent } = await running(TWO)
  await agent.close()
  rmSync(join(b.options.paths.state, 'agent', 'owned'))
  const next = await b.start()
  b.put('lvs.cf', lvsCf([{ vip: '192.0.2.11', servers: ['one 10.0.0.2 5'] }]))
  expect((await applyPlan(next)).ok).toBe(true)
  expect(dump(b.kernel)).not.toContain(':25 ')
  expect((await next.loop.status()).kernel.foreign).toEqual([])
  await next.close()
})

test('a record or running revision that is damaged is said, and the kernel left as it is', async () => {
  const { b, agent } = await running()
  await agent.close()
  writeFileSync(join(b.options.paths.state, 'agent', 'owned'), '{"owned":')
  writeFileSync(join(b.options.paths.state, 'agent', 'running', 'current'), '{"name":"../../etc"}')
  const before = b.kernel.state()
  const next = await b.start()
  expect((await next.loop.status()).alarms.map((a) => a.code)).toEqual(['agent.runningUnreadable'])
  expect(b.kernel.state()).toEqual(before)
  expect((await applyPlan(next)).ok).toBe(true)
  await next.close()
})

test('a fresh router is not touched before the first apply', async () => {
  const b = bench()
  b.kernel.ipvsadm('-A -t 192.0.2.99:80 -s rr')
  b.put('lvs.cf', ONE)
  const before = b.kernel.state()
  const agent = await b.start()
  await agent.loop.look()
  expect(b.kernel.state()).toEqual(before)
  expect((await agent.loop.status()).running).toBeNull()
  await agent.close()
})

test('started in another role on the same boot: addresses go, and come back with the old one', async () => {
  const { b, agent } = await running()
  await agent.close()
  const vips = () =>
    b.kernel
      .state()
      .addresses.filter((a) => !a.base)
      .map((a) => a.address)
  const table = dump(b.kernel)
  b.options.role = 'standby'
  const standby = await b.start()
  expect([vips(), dump(b.kernel)]).toEqual([[], table])
  await standby.close()
  b.options.role = 'active'
  const active = await b.start()
  expect(vips().sort()).toEqual(['10.0.0.254', '192.0.2.10'])
  await active.close()
})

test('the addresses are announced again every minute, and only those that stand here', async () => {
  const { b, agent } = await running()
  const announced = () => b.kernel.ran.filter((op) => op.do === 'address.announce').length
  const first = announced()
  b.clock.forward(59_000)
  await agent.loop.look()
  expect(announced()).toBe(first)
  b.clock.forward(1_000)
  await agent.loop.look()
  expect(announced()).toBe(first + 2)
  await agent.close()
})

test('nobody waits for an announcement', async () => {
  const { b, agent } = await running()
  const real = b.kernel.execute
  b.kernel.execute = (ops) =>
    ops.every((op) => op.do === 'address.announce') ? new Promise(() => undefined) : real(ops)
  b.clock.forward(60_000)
  await agent.loop.look()
  expect((await agent.loop.plan()).steps).toEqual([])
  await agent.close()
})
