import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Agent } from '../main'
import { applyPlan, type Bench, bench, dump, lvsCf, PERSON } from '../testing'
import { Keeper } from './keeper'
import { type FakeMonitors, fakeMonitors } from './testing'

const WEB = 'tcp 192.0.2.10:80'
const CHECK = '     timeout = 6\n     reentry = 12\n'
const cf = (servers: string[], more = '') => lvsCf([{ servers, more: CHECK + more }])
const TWO = cf(['one 10.0.0.2 1', 'two 10.0.0.3 1'])

/** A router that has applied the file, and whose servers have had their first checks. */
async function serving(text = TWO, monitors = fakeMonitors()): Promise<{ b: Bench; agent: Agent; m: FakeMonitors }> {
  const b = bench({ monitors })
  b.put('lvs.cf', text)
  const agent = await b.start()
  expect((await applyPlan(agent)).ok).toBe(true)
  await monitors.clock.pass(3000)
  await settled(agent)
  return { b, agent, m: monitors }
}
/** All messages that wait for the loop are done. */
const settled = (agent: Agent) => agent.loop.plan().then(() => undefined)
async function pass(agent: Agent, m: FakeMonitors, ms: number): Promise<void> {
  await m.clock.pass(ms)
  await settled(agent)
}
const servers = (b: Bench) =>
  Object.fromEntries(b.kernel.state().services.flatMap((s) => s.servers.map((one) => [one.address, one.weight])))
const states = async (agent: Agent) =>
  Object.fromEntries((await agent.loop.health({})).servers.map((row) => [row.name, row.state]))
const WISH = { virtual: 'web', server: 'one', reason: 'kernel update', deactivate: false, actor: PERSON }

test('an apply brings the service; its servers come with their first check, and the plan says so', async () => {
  const m = fakeMonitors()
  m.down.add('10.0.0.3')
  const b = bench({ monitors: m })
  b.put('lvs.cf', TWO)
  const agent = await b.start()
  expect((await agent.loop.plan()).warnings).toContainEqual({ code: 'plan.WARN_STARTING', params: { count: 2 } })
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(servers(b)).toEqual({})
  expect(await states(agent)).toEqual({ one: 'starting', two: 'starting' })
  await pass(agent, m, 3000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1 })
  const { kernel } = await agent.loop.status()
  expect([kernel.equal, kernel.drift]).toEqual([true, []])
  await agent.close()
})

test('a server that fails leaves the kernel at once, is no drift, and returns after re-entry', async () => {
  const { b, agent, m } = await serving()
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  expect((await agent.loop.plan()).steps).toEqual([])
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: true, drift: [] })
  m.down.clear()
  await pass(agent, m, 30_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  const log = await agent.loop.healthLog({ server: 'one', limit: 10 })
  expect(log.map((entry) => [entry.from, entry.to])).toEqual([
    ['down', 'up'],
    ['up', 'down'],
    ['starting', 'up'],
  ])
  expect(log[1]).toMatchObject({ virtual: 'web', why: { code: 'health.verdict.refused' } })
  // The journal is for people's deeds: what checks did is not in it.
  expect((await agent.entries()).map((entry) => entry.what)).toEqual(['start', 'apply'])
  expect((await agent.loop.health({})).reactionMs?.last).toBeGreaterThan(0)
  await agent.close()
})

test('a verdict that comes while another is carried out is done without reading the whole kernel', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1', 'three 10.0.0.4 1']))
  const { execute, observe } = b.kernel
  let looks = 0
  b.kernel.observe = (look) => {
    looks++
    return observe(look)
  }
  b.kernel.execute = async (ops, told) => {
    b.kernel.execute = execute
    m.down.add('10.0.0.3')
    await m.clock.pass(7000)
    expect(await states(agent)).toMatchObject({ one: 'down', two: 'down', three: 'up' })
    return execute(ops, told)
  }
  m.down.add('10.0.0.2')
  await m.clock.pass(7000)
  await vi.waitFor(() => expect(servers(b)).toEqual({ '10.0.0.4': 1 }))
  expect(looks).toBe(0)
  await agent.close()
})

test('slow start doubles the weight in the kernel', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 64']))
  expect(servers(b)).toEqual({ '10.0.0.2': 2 })
  await pass(agent, m, 20_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 4 })
  await pass(agent, m, 100_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 64 })
  await agent.close()
})

test('a health event touches only the entry whose wanted value changed: a change by hand beside it is held', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1', 'three 10.0.0.4 1']))
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.4:80 -m -w 9')
  const done = b.kernel.ran.length
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.3': 1, '10.0.0.4': 9 })
  expect(b.kernel.ran.slice(done).map((op) => op.do)).toEqual(['ipvs.removeServer'])
  expect((await agent.loop.status()).kernel.drift).toMatchObject([{ key: `${WEB} 10.0.0.4:80`, actual: '9' }])
  await agent.close()
})

test('no hand keeps a server that is down above weight 0', async () => {
  const { b, agent, m } = await serving()
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  b.kernel.ipvsadm('-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 5')
  await agent.loop.look()
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 5')
  await agent.loop.look()
  expect(servers(b)).toEqual({ '10.0.0.3': 5 })
  m.down.add('10.0.0.3')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({})
  await agent.close()
})

test('with none left the sorry server stands in, and leaves when one returns', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1'], '     sorry_server = 10.0.0.99\n'))
  m.down.add('10.0.0.2').add('10.0.0.3')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.99': 1 })
  m.down.delete('10.0.0.3')
  await pass(agent, m, 30_000)
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  await agent.close()
})

test('agent killed and started with half of the servers down: no operation, nothing flaps', async () => {
  const names = [2, 3, 4, 5, 6, 7].map((n) => `s${n} 10.0.0.${n} 1`)
  const { b, agent, m } = await serving(cf(names))
  for (const n of [2, 4, 6]) m.down.add(`10.0.0.${n}`)
  await pass(agent, m, 10_000)
  await agent.loop.look()
  const before = dump(b.kernel)
  const done = b.kernel.ran.length
  b.bury()
  const next = await b.start()
  expect(dump(b.kernel)).toBe(before)
  await pass(next, m, 60_000)
  expect([dump(b.kernel), b.kernel.ran.length]).toEqual([before, done])
  expect((await next.loop.healthLog({ limit: 100 })).filter((entry) => entry.at > m.clock.now() - 60_000)).toEqual([])
  await next.close()
  await agent.loop.close()
})

test('the states lost: servers stay as the kernel has them until a check says otherwise', async () => {
  const { b, agent, m } = await serving()
  await agent.close()
  rmSync(join(b.options.paths.state, 'agent', 'health'))
  const done = b.kernel.ran.length
  const next = await b.start()
  await pass(next, m, 20_000)
  expect(b.kernel.ran.length).toBe(done)
  expect(await states(next)).toEqual({ one: 'up', two: 'up' })
  await next.close()
})

test('a weight 0 by hand is held over a restart, not taken for a server that waits', async () => {
  const { b, agent, m } = await serving()
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  await agent.loop.look()
  await agent.close()
  const next = await b.start()
  await pass(next, m, 30_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 0 })
  expect((await next.loop.status()).kernel.drift).toHaveLength(1)
  await next.close()
})

test('a weight by hand, and a server taken away by hand, are held over a restart too', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1', 'three 10.0.0.4 1']))
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 5\n-d -t 192.0.2.10:80 -r 10.0.0.4:80')
  await agent.loop.look()
  await agent.close()
  const next = await b.start()
  await pass(next, m, 30_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 5 })
  expect((await next.loop.status()).kernel.drift.map((entry) => entry.what)).toEqual(['value', 'missing-server'])
  await next.close()
})

test('a server quiesced after the last look before a crash is not taken for changed by hand', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1'], '     quiesce_server = 1\n'))
  await agent.loop.look()
  const file = join(b.options.paths.state, 'agent', 'health')
  const stale = readFileSync(file)
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.2': 0, '10.0.0.3': 1 })
  await agent.loop.close()
  writeFileSync(file, stale)
  b.bury()
  m.down.clear()
  const next = await b.start()
  await pass(next, m, 20_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  await next.close()
})

test('after a boot the servers come with their first checks', async () => {
  const { b, agent, m } = await serving()
  await agent.close()
  b.ports.bootId = 'boot-2'
  b.kernel.change((state) => ({ ...state, services: [], addresses: state.addresses.filter((a) => a.base) }))
  m.down.add('10.0.0.3')
  const next = await b.start()
  expect(dump(b.kernel)).toBe('-A -t 192.0.2.10:80 -s wrr\n')
  await pass(next, m, 3000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1 })
  await next.close()
})

test('a kernel that cannot be read at the start empties nothing later', async () => {
  const { b, agent, m } = await serving()
  await agent.close()
  const real = b.kernel.observe
  b.kernel.observe = () => Promise.reject(new Error('ipvsadm: no'))
  const next = await b.start()
  await next.loop.look()
  b.kernel.observe = real
  await next.loop.look()
  await pass(next, m, 10_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  await next.close()
})

test('a standby checks too', async () => {
  const m = fakeMonitors()
  const b = bench({ monitors: m, options: { role: 'standby' } })
  b.put('lvs.cf', TWO)
  const agent = await b.start()
  await applyPlan(agent)
  m.down.add('10.0.0.3')
  await pass(agent, m, 8000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1 })
  await agent.close()
})

test('a refused health change is an alarm, tried again at each look', async () => {
  const { b, agent, m } = await serving()
  const real = b.kernel.execute
  b.kernel.execute = async () => ({ done: 0, failed: { index: 0, why: 'no' } })
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  expect((await agent.loop.status()).alarms.map((alarm) => alarm.code)).toEqual(['agent.putBack'])
  b.kernel.execute = real
  await agent.loop.look()
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  expect((await agent.loop.status()).alarms).toEqual([])
  await agent.close()
})

test('an apply keeps what health knows; a new server waits for its check, one that is gone is forgotten', async () => {
  const { b, agent, m } = await serving()
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  b.put('lvs.cf', cf(['one 10.0.0.2 1', 'two 10.0.0.3 1', 'six 10.0.0.6 1']))
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  await pass(agent, m, 100)
  expect(servers(b)).toEqual({ '10.0.0.3': 1, '10.0.0.6': 1 })
  b.put('lvs.cf', cf(['six 10.0.0.6 1']))
  expect((await applyPlan(agent)).ok).toBe(true)
  expect([servers(b), await states(agent)]).toEqual([{ '10.0.0.6': 1 }, { six: 'up' }])
  await agent.close()
})

test('our own link down: the whole set is kept, said in the log; the hold limit is a setting', async () => {
  const { b, agent, m } = await serving()
  await agent.loop.changeSettings({ holdLimitSec: 20 }, PERSON)
  b.kernel.change((state) => ({ ...state, links: { ...state.links, eth1: { up: true, carrier: false } } }))
  m.down.add('10.0.0.2').add('10.0.0.3')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  expect(await states(agent)).toEqual({ one: 'held', two: 'held' })
  const [hold] = await agent.loop.healthLog({ what: 'hold', limit: 5 })
  expect(hold).toMatchObject({ on: true, virtual: 'web', why: { code: 'health.blast.link' } })
  await pass(agent, m, 21_000)
  expect(servers(b)).toEqual({})
  await agent.close()
})

test('the gateway is silent: the whole set is kept, and each server goes by its next check when it is back', async () => {
  const { b, agent, m } = await serving()
  m.gateway.answers = false
  m.down.add('10.0.0.2').add('10.0.0.3')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  const { troubles } = await agent.loop.health({})
  expect(troubles).toMatchObject([{ virtuals: ['web'], kept: { why: { code: 'health.blast.gateway' } }, offer: null }])
  m.gateway.answers = true
  m.down.delete('10.0.0.2')
  await pass(agent, m, 20_000)
  expect(servers(b)).toEqual({ '10.0.0.2': 1 })
  expect((await agent.loop.health({})).troubles).toEqual([])
  await agent.close()
})

test('a gateway that answers keeps nothing, and is asked only while something fails', async () => {
  const { b, agent, m } = await serving()
  await pass(agent, m, 60_000)
  expect(m.gateway.asked).toEqual([])
  m.down.add('10.0.0.2').add('10.0.0.3')
  await pass(agent, m, 7000)
  expect(servers(b)).toEqual({})
  expect(new Set(m.gateway.asked)).toEqual(new Set(['10.0.0.2', '10.0.0.3']))
  const asked = m.gateway.asked.length
  expect(asked).toBeLessThan(6)
  await agent.close()
})

test('the partner sees them up: kept, and after two checks an alarm that offers the hand-over, until its view is ours', async () => {
  const begun = vi.spyOn(Keeper.prototype, 'begin')
  const { b, agent, m } = await serving()
  const keeper = begun.mock.contexts.at(-1) as Keeper
  let sees: { up: number; known: number } | null = { up: 2, known: 2 }
  keeper.partnerSees = (service) => (service === WEB ? sees : null)
  m.down.add('10.0.0.2').add('10.0.0.3')
  await pass(agent, m, 7000)
  await agent.loop.look()
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  expect((await agent.loop.status()).alarms).toEqual([])
  await pass(agent, m, 12_000)
  await agent.loop.look()
  const params = { virtual: 'web', service: WEB, up: 2, known: 2 }
  expect((await agent.loop.status()).alarms).toEqual([{ code: 'agent.partnerSees', params }])
  const [trouble] = (await agent.loop.health({})).troubles
  expect(trouble).toMatchObject({
    kept: { why: { code: 'health.blast.partner' } },
    offer: { code: 'health.offer.handover' },
  })
  // What is only kept is not told as up: two routers would believe each other for ever.
  expect(keeper.counts()).toEqual({ [WEB]: { up: 0, known: 2 } })
  sees = { up: 0, known: 2 }
  await pass(agent, m, 7000)
  await agent.loop.look()
  expect([servers(b), (await agent.loop.status()).alarms]).toEqual([{}, []])
  await agent.close()
})

test('health of one server by name: state, checks in words, response times only when asked for', async () => {
  const { agent, m } = await serving()
  m.down.add('10.0.0.2')
  await pass(agent, m, 7000)
  const { servers: rows } = await agent.loop.health({ virtual: 'web', server: 'one', history: '1' })
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    service: WEB,
    server: '10.0.0.2:80',
    virtuals: ['web'],
    state: 'down',
    row: 'down',
    weight: 1,
    want: { present: false },
    wish: null,
    can: { drain: { code: 'health.can.not-in-table' }, cut: null, resume: { code: 'health.can.nothing-to-resume' } },
    checks: [
      { kind: 'tcp', port: 80, everyMs: 6000, last: { result: 'down', say: { code: 'health.verdict.refused' } } },
    ],
  })
  expect(rows[0]?.checks[0]?.history.map((one) => one.up)).toEqual([true, false])
  const [plain] = (await agent.loop.health({ virtual: WEB, server: '10.0.0.3:80' })).servers
  expect(plain?.checks[0]?.history).toEqual([])
  expect((await agent.loop.health({ virtual: 'other' })).servers).toEqual([])
  const table = await agent.loop.table()
  expect(table.services[0]?.servers.map((row) => row.state)).toEqual(['up'])
  await agent.close()
})

test.each([
  ['drain', 'draining', { '10.0.0.2': 0, '10.0.0.3': 1 }],
  ['cut', 'cut', { '10.0.0.3': 1 }],
  ['force-down', 'forced-down', { '10.0.0.3': 1 }],
  ['force-up', 'forced-up', { '10.0.0.2': 1, '10.0.0.3': 1 }],
] as const)(
  '%s: in the kernel when it is answered, in the journal with name and reason, kept over a restart',
  async (kind, state, held) => {
    const { b, agent, m } = await serving()
    const row = await agent.loop.wish({ ...WISH, kind })
    expect(row).toMatchObject({ name: 'one', state, wish: { kind, by: 'anna', reason: 'kernel update' } })
    expect(servers(b)).toEqual(held)
    expect((await agent.entries()).at(-1)).toMatchObject({
      what: 'wish',
      actor: PERSON,
      saying: { code: `agent.wish.${kind}`, params: { virtual: 'web', server: 'one' } },
      detail: { note: 'kernel update' },
    })
    await expect(agent.loop.wish({ ...WISH, kind })).rejects.toMatchObject({ code: 'health.can.already' })
    b.bury()
    const next = await b.start()
    await pass(next, m, 10_000)
    expect([servers(b), (await states(next)).one]).toEqual([held, state])
    await next.loop.wish({ ...WISH, kind: 'resume' })
    await pass(next, m, 30_000)
    expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
    await next.close()
    await agent.loop.close()
  },
)

test('a wish about nobody, and beside pulse, is refused', async () => {
  const { b, agent } = await serving()
  await expect(agent.loop.wish({ ...WISH, server: 'nobody', kind: 'cut' })).rejects.toMatchObject({
    code: 'health.can.unknown',
  })
  b.around.rivals = [{ name: 'pulse', pid: 7 }]
  await expect(agent.loop.wish({ ...WISH, kind: 'cut' })).rejects.toMatchObject({ code: 'api.rival' })
  expect(servers(b)).toEqual({ '10.0.0.2': 1, '10.0.0.3': 1 })
  await agent.close()
})

test('a drain counts down connections and persistence entries, and ends in deactivation by the operator’s name', async () => {
  const { b, agent, m } = await serving(cf(['one 10.0.0.2 1', 'two 10.0.0.3 1'], '     persistent = 60\n'))
  b.kernel.setConnections(WEB, '10.0.0.2:80', 5, 2)
  b.kernel.setTemplates(WEB, '10.0.0.2:80', 3)
  await agent.loop.wish({ ...WISH, kind: 'drain', deactivate: true })
  const left = async () => (await agent.loop.health({ server: 'one' })).servers[0]?.left
  for (const active of [5, 4, 3]) {
    b.kernel.setConnections(WEB, '10.0.0.2:80', active, 2)
    b.clock.forward(3000)
    await agent.loop.look()
    expect(await left()).toMatchObject({ active, inactive: 2, templates: 3 })
  }
  expect((await left())?.end).toBeGreaterThan(b.clock.now())
  expect(servers(b)).toEqual({ '10.0.0.2': 0, '10.0.0.3': 1 })
  b.kernel.setConnections(WEB, '10.0.0.2:80', 0)
  b.kernel.setTemplates(WEB, '10.0.0.2:80', 0)
  b.clock.forward(3000)
  await agent.loop.look()
  await settled(agent)
  expect([servers(b), await states(agent)]).toEqual([{ '10.0.0.3': 1 }, { one: 'inactive', two: 'up' }])
  expect((await agent.loop.status()).running).toMatchObject({ number: 2, author: 'anna', note: 'kernel update' })
  await pass(agent, m, 10_000)
  expect(servers(b)).toEqual({ '10.0.0.3': 1 })
  await agent.close()
})

test('where other saved changes wait, the end of a drain is saved and not applied', async () => {
  const { b, agent } = await serving()
  b.put('lvs.cf', TWO.replace('port = 80', 'port = 81'))
  await agent.loop.wish({ ...WISH, kind: 'drain', deactivate: true })
  await agent.loop.look()
  await settled(agent)
  const status = await agent.loop.status()
  expect([status.running?.number, status.saved.hash === status.running?.hash]).toEqual([1, false])
  expect((await agent.entries()).map((entry) => entry.saying.code)).toContain('agent.deactivatedSaved')
  expect(servers(b)).toEqual({ '10.0.0.2': 0, '10.0.0.3': 1 })
  await agent.close()
})

test('a try makes the check now with its dialogue, of what runs or of what is saved, and changes no state', async () => {
  const { b, agent, m } = await serving()
  b.put('lvs.cf', TWO.replaceAll('timeout = 6', 'timeout = 7'))
  m.down.add('10.0.0.2')
  for (const of of ['running', 'saved'] as const) {
    const { checks } = await agent.loop.try({ virtual: 'web', server: 'one', of, actor: PERSON })
    expect(checks).toMatchObject([
      {
        name: 'one',
        address: '10.0.0.2',
        verdict: { result: 'down', say: { code: 'health.verdict.refused' } },
        dialogue: [{ who: 'sent', text: 'GET / HTTP/1.0\\r\\n' }],
      },
    ])
  }
  expect((await states(agent)).one).toBe('up')
  b.put('lvs.cf', 'nonsense\n')
  const bad = agent.loop.try({ virtual: 'web', server: 'one', of: 'saved', actor: PERSON })
  await expect(bad).rejects.toMatchObject({ code: 'api.problems' })
  const nobody = agent.loop.try({ virtual: 'web', server: 'x', of: 'running', actor: PERSON })
  await expect(nobody).rejects.toMatchObject({ code: 'health.can.unknown' })
  await agent.close()
})

test('a verdict is in the kernel by one write and one reading of the table; what a hand did meanwhile is seen and mended', async () => {
  const { b, agent, m } = await serving()
  const calls: string[] = []
  for (const name of ['observe', 'observeTable', 'execute'] as const) {
    const real = b.kernel[name] as (...args: unknown[]) => Promise<never>
    b.kernel[name] = (...args: unknown[]) => {
      calls.push(name)
      return real(...args)
    }
  }
  m.down.add('10.0.0.2')
  await m.clock.pass(7000)
  await agent.loop.status()
  expect(calls).toEqual(['execute', 'observeTable'])
  // Removed by hand since the last look: the edit is refused, a whole look follows.
  b.kernel.ipvsadm('-d -t 192.0.2.10:80 -r 10.0.0.3:80\n-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1')
  m.down.clear()
  await m.clock.pass(30_000)
  await agent.loop.look()
  expect(servers(b)['10.0.0.2']).toBe(1)
  expect((await agent.loop.status()).alarms).toEqual([])
  await agent.close()
})
