import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type FakeMonitors, fakeMonitors } from '../health/testing'
import { applyPlan, type Bench, PERSON } from '../testing'
import { holdsVip, pairBench, pairCf, pairTests, WITHIN } from './testing/pair'

/** Two whole agents in this process. */
const { port, start } = pairTests(24_000)
const lvsCf = () => pairCf(port())
// Dead times of seconds pass in these stories, and processes start.
vi.setConfig({ testTimeout: 90_000 })

type Given = { text?: string; key?: string; monitors?: FakeMonitors }

async function router(own: string, { text = lvsCf(), key = '', monitors }: Given = {}) {
  const b = pairBench(own, monitors ? { monitors } : {})
  b.put('lvs.cf', text)
  if (key) {
    mkdirSync(join(b.options.paths.state, 'agent'), { recursive: true, mode: 0o700 })
    const memory = { keys: [key], latched: false, term: 0, stopped: false }
    writeFileSync(join(b.options.paths.state, 'agent', 'pulse.json'), JSON.stringify(memory))
  }
  const agent = await start(b)
  return { b, agent, ...tools(b, () => agent) }
}

function tools(b: Bench, agent: () => Awaited<ReturnType<Bench['start']>>) {
  return {
    holds: () => holdsVip(b),
    status: () => agent().loop.status(),
    state: async () => (await agent().loop.status()).pair?.state,
    services: () => b.kernel.state().services.length,
  }
}

test('a pair: one serves, both hold the table; hand-over there and back by request; stop and start', async () => {
  const key = '5a'.repeat(32)
  const a = await router('127.0.0.1', { key })
  expect((await a.status()).pulse).toMatchObject({ state: 'stopped', role: 'standby', source: 'alone' })
  const plan = await a.agent.loop.plan()
  // The plan of a router that still has to find out who serves brings no address.
  expect([plan.role, plan.steps.some(({ op }) => op.do === 'address.add')]).toEqual(['standby', false])
  expect((await applyPlan(a.agent)).ok).toBe(true)
  await expect.poll(a.state, WITHIN).toBe('active')
  await expect.poll(a.holds, WITHIN).toBe(true)
  const b = await router('127.0.0.2', { key })
  expect((await applyPlan(b.agent)).ok).toBe(true)
  await expect.poll(async () => (await b.status()).pair?.partner?.word, WITHIN).toBe('running')
  expect([await b.state(), b.holds(), b.services(), (await b.status()).pulse]).toMatchObject([
    'standby',
    false,
    1,
    { state: 'running', role: 'standby', source: 'pulse' },
  ])
  expect((await a.status()).pair?.changes[0]).toMatchObject({ from: 'standby', to: 'active', term: 1 })
  // Apart by one connection and no look: the lease is noted as soon as the partner is heard.
  await expect.poll(async () => (await a.status()).pair?.leaseSec, WITHIN).toBe(3)

  await expect.poll(async () => (await b.status()).pair?.can.take, WITHIN).toBeNull()
  expect(await b.agent.loop.pair.handover(PERSON)).toEqual({ ok: true, why: { code: 'pulse.why.taken', params: {} } })
  await expect.poll(() => [a.holds(), b.holds()], WITHIN).toEqual([false, true])
  expect((await a.status()).pulse.role).toBe('standby')
  expect((await b.status()).kernel.equal).toBe(true)

  // Nothing that a look finds brings back what was handed over.
  await a.agent.loop.look()
  expect([a.holds(), (await a.status()).kernel.equal, a.services()]).toEqual([false, true, 1])

  await expect.poll(async () => (await b.status()).pair?.can.handover, WITHIN).toBeNull()
  expect(await b.agent.loop.pair.handover(PERSON)).toMatchObject({ ok: true })
  await expect.poll(() => [a.holds(), b.holds()], WITHIN).toEqual([true, false])

  expect(await b.agent.loop.pair.stop(false, PERSON)).toMatchObject({ ok: true })
  await expect.poll(async () => (await b.status()).pulse.state, WITHIN).toBe('stopped')
  expect((await b.status()).pair).toMatchObject({ state: 'off', can: { start: null } })
  expect(await b.agent.loop.pair.start(PERSON)).toMatchObject({ ok: true })
  await expect.poll(b.state, WITHIN).toBe('standby')
  const journal = await b.agent.entries()
  expect(journal.filter((e) => e.what === 'pair').map((e) => e.saying.code)).toEqual([
    'agent.pair.take',
    'agent.pair.handover',
    'agent.pair.stop',
    'agent.pair.start',
  ])
  expect((await b.status()).pair?.changes.map(({ to }) => to).slice(0, 2)).toEqual(['standby', 'off'])
})

test('the active agent ends: TERM hands over; a crash leaves everything and the next start finds itself in place', async () => {
  const a = await router('127.0.0.1')
  await applyPlan(a.agent)
  await expect.poll(a.holds, WITHIN).toBe(true)
  const b = await router('127.0.0.2')
  await applyPlan(b.agent)
  await expect.poll(async () => (await a.status()).pair?.can.handover, WITHIN).toBeNull()

  await a.agent.terminate()
  expect(a.holds()).toBe(false)
  await expect.poll(b.holds, WITHIN).toBe(true)
  await a.agent.close()

  // b alone, ended without a word and started again: no operation, the address stays, and it serves on.
  const done = b.b.kernel.ran.length
  await b.agent.close()
  expect(b.holds()).toBe(true)
  const next = await start(b.b)
  const state = async () => (await next.loop.status()).pair?.state
  await expect.poll(state, WITHIN).toBe('active')
  expect([b.b.kernel.ran.length - done, b.holds()]).toEqual([0, true])
})

test('a router whose file names addresses that it does not have says so and claims nothing', async () => {
  const a = await router('127.0.0.9')
  const plan = await a.agent.loop.plan()
  expect(plan.role).toBe('standby')
  expect((await applyPlan(a.agent)).ok).toBe(true)
  await expect.poll(a.state, WITHIN).toBe('off')
  const { pair, pulse, alarms } = await a.status()
  expect(pulse.state).toBe('stopped')
  expect(pair?.faults[0]?.code).toBe('pulse.start.not-here')
  expect(alarms.map(({ code }) => code)).toContain('pulse.start.not-here')
  expect(pair?.can.start?.code).toBe('pulse.start.not-here')
  expect([a.holds(), a.services()]).toEqual([false, 1])
})

test('without a partner there is nobody to ask: the first apply brings the addresses', async () => {
  const a = await router('127.0.0.1', { text: lvsCf().replace('backup_active = 1', 'backup_active = 0') })
  const plan = await a.agent.loop.plan()
  expect(plan.role).toBe('active')
  expect((await applyPlan(a.agent)).ok).toBe(true)
  expect(a.holds()).toBe(true)
  await expect.poll(a.state, WITHIN).toBe('active')
  const { pair, pulse, kernel } = await a.status()
  expect([pulse.source, pair?.paired, pair?.can.handover?.code, kernel.equal]).toEqual([
    'pulse',
    false,
    'pulse.cannot.no-partner',
    true,
  ])
})

test('another heartbeat port, first on one router, then on the other: nobody takes over, and each hears the other all the time', async () => {
  const a = await router('127.0.0.1')
  await applyPlan(a.agent)
  await expect.poll(a.holds, WITHIN).toBe(true)
  const b = await router('127.0.0.2')
  await applyPlan(b.agent)
  await expect.poll(async () => (await a.status()).pair?.partner?.alive, WITHIN).toBe(true)
  const changes = async () => [(await a.status()).pair?.changes.length, (await b.status()).pair?.changes.length]
  const before = await changes()

  const faster = pairCf(port() + 1, 2)
  b.b.put('lvs.cf', faster)
  expect((await applyPlan(b.agent)).ok).toBe(true)
  expect((await b.status()).pair?.behind).toMatchObject({
    port: port(),
    deadtimeMs: 3000,
    followed: false,
    mute: false,
  })
  // Heard after the change, over the old port, for longer than the dead time.
  const since = Date.now() + 3500
  const heard = async () => {
    const [here, there] = [(await a.status()).pair?.partner, (await b.status()).pair?.partner]
    return here?.alive === true && there?.alive === true && Date.now() > since
  }
  await expect.poll(heard, WITHIN).toBe(true)
  expect([await changes(), a.holds(), b.holds()]).toEqual([before, true, false])

  a.b.put('lvs.cf', faster)
  expect((await applyPlan(a.agent)).ok).toBe(true)
  await expect.poll(async () => (await a.status()).pair?.behind?.followed, WITHIN).toBe(true)
  await expect.poll(async () => (await b.status()).pair?.behind?.followed, WITHIN).toBe(true)
  expect([await changes(), a.holds(), b.holds()]).toEqual([before, true, false])
  expect((await a.status()).pair?.port).toBe(port() + 1)
})

test('an apply that read the kernel before the role turned touches no address: it would bring one back', async () => {
  const a = await router('127.0.0.1')
  await applyPlan(a.agent)
  const b = await router('127.0.0.2')
  await applyPlan(b.agent)
  await expect.poll(async () => (await a.status()).pair?.can.handover, WITHIN).toBeNull()
  a.b.put('lvs.cf', lvsCf().replace('192.0.2.10', '192.0.2.99'))
  // The reading of the apply takes until the role has turned.
  const { observe } = a.b.kernel
  let turned = () => {}
  const gate = new Promise<void>((resolve) => {
    turned = resolve
  })
  let reads = 0
  a.b.kernel.observe = async (look) => {
    const state = await observe(look)
    if (!look.quick) {
      reads++
      await gate
    }
    return state
  }
  const apply = a.agent.loop.apply({ planId: null, note: '', actor: PERSON }).catch((error: unknown) => error)
  await expect.poll(() => reads, WITHIN).toBe(1)
  const handover = a.agent.loop.pair.handover(PERSON)
  await expect.poll(async () => (await a.status()).pulse.role, WITHIN).toBe('standby')
  turned()
  expect(await apply).toMatchObject({ code: 'api.changed' })
  expect(await handover).toMatchObject({ ok: true })
  await expect.poll(() => [a.holds(), b.holds()], WITHIN).toEqual([false, true])
  expect(a.b.kernel.state().addresses.filter((entry) => !entry.base)).toEqual([])
  expect((await a.status()).alarms.filter(({ code }) => code === 'agent.roleFailed')).toEqual([])
})

test('a server that only we cannot reach is kept, because the partner sees it up', async () => {
  const key = '5a'.repeat(32)
  const seen = { a: fakeMonitors(), b: fakeMonitors() }
  const a = await router('127.0.0.1', { key, monitors: seen.a })
  await applyPlan(a.agent)
  const b = await router('127.0.0.2', { key, monitors: seen.b })
  await applyPlan(b.agent)
  await seen.b.clock.pass(10_000)
  await expect.poll(async () => (await a.status()).pair?.partner?.told, WITHIN).toMatchObject({ up: 1, known: 1 })
  await seen.a.clock.pass(10_000)
  const servers = () => a.b.kernel.state().services.flatMap((service) => service.servers.length)
  await expect.poll(servers, WITHIN).toEqual([1])
  seen.a.down.add('10.0.0.2')
  await seen.a.clock.pass(10_000)
  const trouble = async () => (await a.agent.loop.health({})).troubles[0]?.kept?.why.code
  await expect.poll(trouble, WITHIN).toBe('health.blast.partner')
  expect(servers()).toEqual([1])
})
