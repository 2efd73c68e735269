import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { NO_EVIDENCE } from '@/lib/health/blast'
import { HEALTH_DEFAULTS } from '@/lib/health/targets'
import type { Verdict } from '@/lib/health/verdict'
import type { IpvsService } from '@/lib/kernel/state'
import type { LvsConfig, ServerValues, VirtualValues } from '@/lib/lvscf'
import { checkerWith } from './check-target'
import { FakeClock } from './fake-clock'
import type { Checker } from './monitors'
import { type Nanny, type NannyEffect, type NannyInput, startNanny } from './nanny'
import { ROOT_ONLY } from './program-path'

const WEB = 'tcp 192.0.2.10:80'
const nannies: Nanny[] = []
const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const nanny of nannies.splice(0)) nanny.stop()
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

function config(count: number, values: VirtualValues = {}, own: ServerValues = {}): LvsConfig {
  const block = { active: true, address: { address: '192.0.2.10', device: 'eth0:1' }, timeout: 6, reentry: 15 }
  const all = Array.from({ length: count }, (_, i) => ({
    name: `rs${i + 1}`,
    values: { address: `127.0.0.${i + 1}`, active: true, weight: 4, ...own },
  }))
  return {
    global: { network: 'nat' },
    virtuals: [{ name: 'web', values: { ...block, ...values }, servers: all }],
    failovers: [],
  }
}

/** The kernel's table with these weights; 0 stands in it too. */
function table(weights: { [address: string]: number }): IpvsService[] {
  const base = { forward: 'nat' as const, upperThreshold: 0, lowerThreshold: 0 }
  return [
    {
      id: { kind: 'address', protocol: 'tcp', address: '192.0.2.10', port: 80 },
      scheduler: 'wlc',
      flags: [],
      ops: false,
      persistentSec: 0,
      persistPrefix: 32,
      servers: Object.entries(weights).map(([address, weight]) => ({ ...base, address, port: 80, weight })),
    },
  ]
}

/** A nanny on a fake clock whose servers are well or not as `down` says. */
function start(more: Partial<NannyInput> = {}) {
  const clock = new FakeClock()
  const down = new Set<string>()
  const effects: NannyEffect[] = []
  const check: Checker = async (target): Promise<Verdict> =>
    down.has(target.address)
      ? { result: 'down', code: 'refused', params: { error: 'ECONNREFUSED' }, tookMs: 1 }
      : { result: 'up', code: 'connected', params: {}, tookMs: 1 }
  const nanny = startNanny({
    config: config(2),
    services: [],
    saved: null,
    check,
    readLoad: async () => null,
    onEffects: (list) => effects.push(...list),
    clock,
    random: () => 0.5,
    ...more,
  })
  nannies.push(nanny)
  const names = () => Object.fromEntries(Object.entries(nanny.save()[WEB]?.servers ?? {}).map(([k, s]) => [k, s.name]))
  const weight = (address: string) => {
    const { health, overrides } = nanny.wanted()
    const over = overrides[WEB]?.[`${address}:80`]
    return over?.remove ? null : (over?.weight ?? health[WEB]?.[`${address}:80`]?.weight)
  }
  return { clock, down, effects, nanny, names, weight }
}

test('nothing before the first check; then in by slow start; out at one failure; back after re-entry', async () => {
  const { clock, down, effects, weight } = start()
  expect([weight('127.0.0.1'), weight('127.0.0.2')]).toEqual([null, null])
  await clock.pass(2100)
  expect(weight('127.0.0.1')).toBe(1)
  await clock.pass(60_000)
  expect(weight('127.0.0.1')).toBe(4)
  down.add('127.0.0.1')
  await clock.pass(7000)
  expect([weight('127.0.0.1'), weight('127.0.0.2')]).toEqual([null, 4])
  down.clear()
  await clock.pass(12_000)
  expect(weight('127.0.0.1')).toBeNull()
  await clock.pass(16_000)
  expect(weight('127.0.0.1')).toBe(1)
  const words = effects.flatMap((e) => (e.do === 'transition' && e.server === '127.0.0.1:80' ? [e.to] : []))
  expect(words).toEqual(['warming', 'up', 'down', 'warming'])
})

test('a restart with a full table, half of the servers down: nothing flaps, nothing is emptied', async () => {
  const first = start({ config: config(6) })
  first.down.add('127.0.0.2').add('127.0.0.4').add('127.0.0.6')
  await first.clock.pass(120_000)
  const saved = JSON.parse(JSON.stringify(first.nanny.save()))
  const again = start({ config: config(6), saved, services: table({ '127.0.0.1': 4, '127.0.0.3': 4, '127.0.0.5': 4 }) })
  const all = () => [1, 2, 3, 4, 5, 6].map((i) => again.weight(`127.0.0.${i}`))
  expect(all()).toEqual([4, null, 4, null, 4, null])
  for (const address of first.down) again.down.add(address)
  again.effects.length = 0
  await again.clock.pass(120_000)
  expect(all()).toEqual([4, null, 4, null, 4, null])
  expect(again.effects.filter((e) => e.do === 'want' || e.do === 'transition')).toEqual([])
})

test('without a saved state too the table stays as it is until a check says otherwise', async () => {
  const { clock, effects, weight, names } = start({ services: table({ '127.0.0.1': 4, '127.0.0.2': 0 }) })
  expect(names()).toEqual({ '127.0.0.1:80': 'up', '127.0.0.2:80': 'starting' })
  expect([weight('127.0.0.1'), weight('127.0.0.2')]).toEqual([4, 0])
  effects.length = 0
  await clock.pass(3000)
  expect(effects.filter((e) => e.do === 'want').map((e) => e.server)).toEqual(['127.0.0.2:80'])
})

test('operators’ wishes are kept over a restart and a new configuration, and refused with a reason', async () => {
  const { clock, nanny, weight } = start()
  await clock.pass(60_000)
  const request = { reason: 'kernel update', by: 'admin' }
  expect(nanny.wish(WEB, '127.0.0.1:80', 'drain', { ...request, deactivate: true })).toBeNull()
  expect(nanny.wish(WEB, '127.0.0.1:80', 'drain', request)?.code).toBe('health.can.already')
  expect(nanny.wish(WEB, '127.0.0.9:80', 'drain', request)?.code).toBe('health.can.unknown')
  nanny.configure(config(3))
  expect([weight('127.0.0.1'), weight('127.0.0.3')]).toEqual([0, null])
  const saved = JSON.parse(JSON.stringify(nanny.save()))
  const again = start({ config: config(3), saved, services: table({ '127.0.0.1': 0, '127.0.0.2': 4 }) })
  await again.clock.pass(10_000)
  expect(again.names()['127.0.0.1:80']).toBe('draining')
  again.nanny.counts(WEB, '127.0.0.1:80', { active: 0, inactive: 0, templates: 0 })
  expect(again.effects.filter((e) => e.do === 'drained')).toMatchObject([{ deactivate: true }])
  expect(again.nanny.wish(WEB, '127.0.0.1:80', 'resume', request)).toBeNull()
  expect(again.weight('127.0.0.1')).toBe(1)
})

test('a check that cannot be made changes no server, and is told', async () => {
  const heard: string[] = []
  const check: Checker = async () => ({ result: 'unknown', code: 'own-fault', params: { error: 'EMFILE' }, tookMs: 0 })
  const { clock, effects, weight } = start({
    check,
    services: table({ '127.0.0.1': 4, '127.0.0.2': 4 }),
    onVerdict: (_, verdict) => heard.push(verdict.code),
  })
  effects.length = 0
  await clock.pass(30_000)
  expect([weight('127.0.0.1'), effects.length, new Set(heard)]).toEqual([4, 0, new Set(['own-fault'])])
})

test('our own link is down: the set is held for the limit and not a second longer', async () => {
  let link: 'up' | 'down' = 'up'
  const settings = { expireQuiescentTemplate: false, holdLimitMs: 30_000 }
  const { clock, down, names, weight } = start({
    settings,
    services: table({ '127.0.0.1': 4, '127.0.0.2': 4 }),
    evidence: () => ({ ...NO_EVIDENCE, link }),
  })
  await clock.pass(10_000)
  link = 'down'
  down.add('127.0.0.1').add('127.0.0.2')
  await clock.pass(7000)
  expect(names()).toEqual({ '127.0.0.1:80': 'held', '127.0.0.2:80': 'held' })
  expect([weight('127.0.0.1'), weight('127.0.0.2')]).toEqual([4, 4])
  await clock.pass(31_000)
  expect(names()).toEqual({ '127.0.0.1:80': 'down', '127.0.0.2:80': 'down' })
})

test('evidence that comes a moment after the failures still holds the set', async () => {
  let link: 'up' | 'down' = 'up'
  const { clock, down, names, nanny } = start({
    services: table({ '127.0.0.1': 4, '127.0.0.2': 4 }),
    evidence: () => ({ ...NO_EVIDENCE, link }),
  })
  await clock.pass(10_000)
  down.add('127.0.0.1').add('127.0.0.2')
  await clock.pass(6400)
  expect(names()).toEqual({ '127.0.0.1:80': 'down', '127.0.0.2:80': 'down' })
  link = 'down'
  nanny.look()
  expect(names()).toEqual({ '127.0.0.1:80': 'held', '127.0.0.2:80': 'held' })
})

test('load feedback moves the weight of servers that are up', async () => {
  let load: number | null = null
  const { clock, weight } = start({
    config: config(1, { load_monitor: 'rup' }, { weight: 1 }),
    readLoad: async () => load,
  })
  await clock.pass(2100)
  expect(weight('127.0.0.1')).toBe(1)
  load = 0
  await clock.pass(120_000)
  expect(weight('127.0.0.1')).toBeGreaterThan(1)
  expect(weight('127.0.0.1')).toBeLessThanOrEqual(10)
})

test('a service that is gone leaves nothing behind; one that comes and stands in the kernel is taken as it is', async () => {
  const { clock, nanny, weight, effects } = start()
  await clock.pass(10_000)
  nanny.configure({ global: {}, virtuals: [], failovers: [] })
  expect(nanny.wanted()).toEqual({ health: {}, overrides: {} })
  effects.length = 0
  await clock.pass(60_000)
  expect([effects.length, nanny.monitors.status().length]).toEqual([0, 0])
  nanny.configure(config(1), undefined, table({ '127.0.0.1': 4 }))
  expect(weight('127.0.0.1')).toBe(4)
})

test('with real sockets: a server is in after its first check, and out again after it stopped listening', async () => {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const nanny = startNanny({
    config: config(1, { timeout: 1, reentry: 0 }, { port, weight: 1 }),
    services: [],
    saved: null,
    check: checkerWith({ policy: ROOT_ONLY }),
    readLoad: async () => null,
    onEffects: () => {},
  })
  nannies.push(nanny)
  const state = () => nanny.save()[WEB]?.servers[`127.0.0.1:${port}`]?.name
  await expect.poll(state, { timeout: 5000 }).toBe('up')
  const status = nanny.monitors.status()[0]
  expect(status?.last?.verdict.code).toBe('connected')
  await new Promise((resolve) => server.close(resolve))
  await expect.poll(state, { timeout: 5000 }).toBe('down')
  expect(nanny.save()[WEB]?.servers[`127.0.0.1:${port}`]?.why.code).toBe('health.verdict.refused')
})

test('what another configuration would want can be asked, and changes nothing', async () => {
  const { clock, nanny, effects } = start({ services: table({ '127.0.0.1': 4, '127.0.0.2': 4 }) })
  await clock.pass(5000)
  const before = nanny.save()
  effects.length = 0
  const seen = nanny.preview(config(4), HEALTH_DEFAULTS, table({ '127.0.0.1': 4, '127.0.0.2': 4, '127.0.0.3': 2 }))
  expect(seen.health[WEB]).toMatchObject({
    '127.0.0.1:80': { up: true, weight: 4 },
    '127.0.0.3:80': { up: true, weight: 2 },
    '127.0.0.4:80': { up: false },
  })
  expect([seen.starting, effects, nanny.save()]).toEqual([1, [], before])
})

test('servers that a new configuration brings are checked at once', async () => {
  const { clock, nanny, weight } = start({ config: config(1, { timeout: 600 }) })
  await clock.pass(3000)
  nanny.configure(config(2, { timeout: 600 }))
  await clock.pass(20)
  expect(weight('127.0.0.2')).toBe(1)
})
