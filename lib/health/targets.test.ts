import { expect, test } from 'vitest'
import type { LvsConfig, ServerValues, VirtualValues } from '../lvscf/model'
import { desired } from '../plan/desired'
import { newPool } from './pool'
import { loadTargetsOf, type Probe, poolRulesOf, probeOf, targetsOf } from './targets'
import { wantedOf } from './wanted'

const vip = { address: '192.0.2.10', device: 'eth0:1' }
const one: [string, ServerValues][] = [['rs1', { address: '10.0.0.1', active: true }]]

function config(
  blocks: [string, VirtualValues, [string, ServerValues][]][],
  network: 'nat' | 'direct' = 'nat',
): LvsConfig {
  return {
    global: { network },
    virtuals: blocks.map(([name, values, servers]) => ({
      name,
      values: { active: true, address: vip, ...values },
      servers: servers.map(([own, v]) => ({ name: own, values: v })),
    })),
    failovers: [],
  }
}

test('active servers of active blocks, at their own port, with the daemon’s defaults', () => {
  const servers: [string, ServerValues][] = [
    ['rs1', { address: '10.0.0.1', active: true, port: 8080 }],
    ['off', { address: '10.0.0.2', active: false }],
    ['none', { address: '0.0.0.0', active: true }],
  ]
  const got = targetsOf(
    config([
      ['web', { port: 81 }, servers],
      ['dark', { active: false, port: 82 }, one],
    ]),
  )
  expect(got).toEqual([
    {
      id: 'tcp 192.0.2.10:81 10.0.0.1:8080 8080/tcp',
      virtual: 'web',
      server: 'rs1',
      service: 'tcp 192.0.2.10:81',
      serverKey: '10.0.0.1:8080',
      address: '10.0.0.1',
      port: 8080,
      intervalMs: 10_000,
      probe: { kind: 'tcp', send: null, expect: null, regex: false },
    },
  ])
})

test('the check goes to the server’s port even where IPVS keeps the service’s', () => {
  const servers: [string, ServerValues][] = [['rs1', { address: '10.0.0.1', active: true, port: 8080 }]]
  const [target] = targetsOf(config([['web', { port: 81 }, servers]], 'direct'))
  expect(target).toMatchObject({ port: 8080, serverKey: '10.0.0.1:81' })
})

test('members of a mark are checks of one server, each at its own port', () => {
  const blocks = config([
    ['http', { fwmark: 80, port: 80, reentry: 15, timeout: 6 }, one],
    ['https', { fwmark: 80, port: 443, reentry: 30, timeout: 4 }, one],
  ])
  expect(targetsOf(blocks).map((t) => [t.service, t.serverKey, t.port])).toEqual([
    ['mark 80', '10.0.0.1:0', 80],
    ['mark 80', '10.0.0.1:0', 443],
  ])
  const pool = poolRulesOf(blocks)['mark 80']
  expect(pool?.intervalMs).toBe(6000)
  expect(pool?.servers['10.0.0.1:0']).toMatchObject({ reentryMs: 30_000 })
  expect(pool?.servers['10.0.0.1:0']?.checks).toEqual(targetsOf(blocks).map((t) => t.id))
})

test('an edit that changes no check keeps its id; two blocks of one mark and port get two', () => {
  const before = targetsOf(config([['web', { port: 81 }, one]]))
  expect(targetsOf(config([['renamed', { port: 81, scheduler: { name: 'rr', flags: [] } }, one]]))[0]?.id).toBe(
    before[0]?.id,
  )
  const other = { address: '192.0.2.11', device: 'eth0:2' }
  const twin = targetsOf(
    config([
      ['a', { fwmark: 7 }, one],
      ['b', { fwmark: 7, address: other }, one],
    ]),
  )
  expect(new Set(twin.map((t) => t.id)).size).toBe(2)
})

test.each<[VirtualValues, number, Probe]>([
  [{}, 0, { kind: 'program', program: '/usr/lib/arapaima/checks/icmp %h', expect: null, regex: false }],
  [{}, 80, { kind: 'tcp', send: 'GET / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP', regex: false }],
  [{}, 443, { kind: 'tcp', send: null, expect: null, regex: false }],
  [{ send: '', expect: '' }, 80, { kind: 'tcp', send: null, expect: null, regex: false }],
  [{ expect: '220' }, 80, { kind: 'tcp', send: null, expect: '220', regex: false }],
  [{ protocol: { name: 'udp', ops: false } }, 80, { kind: 'udp', send: null, expect: null, regex: false }],
  [{ send: 'a', expect: 'b', use_regex: true }, 80, { kind: 'tcp', send: 'a', expect: 'b', regex: true }],
  [
    { send_program: '/usr/lib/arapaima/checks/dns %h', send: 'a', expect: 'OK' },
    53,
    { kind: 'program', program: '/usr/lib/arapaima/checks/dns %h', expect: 'OK', regex: false },
  ],
])('%j on port %i', (values, port, probe) => {
  const protocol = { name: 'tcp' as const, ops: false }
  expect(probeOf({ protocol, use_regex: false, ...values }, port)).toEqual(probe)
})

test('load readings come about every 20 s, on the grid of the checks', () => {
  const every = (timeout: number) =>
    loadTargetsOf(config([['web', { load_monitor: 'uptime', timeout }, one]])).map((t) => t.everyMs)
  expect([6, 7, 20, 30].map(every)).toEqual([[18_000], [14_000], [20_000], [30_000]])
  expect(loadTargetsOf(config([['web', { load_monitor: 'none' }, one]]))).toEqual([])
})

test('what health wants is what desired() then holds: nothing before the first check, drains and cuts, sorry server', () => {
  const servers: [string, ServerValues][] = [
    ['rs1', { address: '10.0.0.1', active: true, weight: 4 }],
    ['rs2', { address: '10.0.0.2', active: true, weight: 8 }],
    ['rs3', { address: '10.0.0.3', active: true, weight: 2 }],
  ]
  const file = config([['web', { port: 81, sorry_server: '10.0.0.9', quiesce_server: true }, servers]])
  const rules = poolRulesOf(file)['tcp 192.0.2.10:81']
  if (!rules) throw new Error('no pool')
  const pool = newPool(rules, 0)
  const table = () => {
    const input = { config: file, iptables: '', sysctl: '', role: 'active' as const }
    const { wanted } = desired({ ...input, ...wantedOf({ 'tcp 192.0.2.10:81': pool }, { 'tcp 192.0.2.10:81': rules }) })
    return wanted.services[0]?.servers.map((s) => `${s.address} ${s.weight}`)
  }
  expect(table()).toEqual(['10.0.0.9 1'])
  const set = (key: string, change: object) => {
    const old = pool.servers[key]
    if (old) pool.servers[key] = { ...old, ...change }
  }
  set('10.0.0.1:81', { name: 'warming', want: { present: true, weight: 1 } })
  set('10.0.0.2:81', { name: 'draining', want: { present: true, weight: 0 } })
  set('10.0.0.3:81', { name: 'cut', want: { present: false, weight: 0 } })
  expect(table()).toEqual(['10.0.0.1 1', '10.0.0.2 0'])
  set('10.0.0.1:81', { name: 'quiesced', want: { present: true, weight: 0 } })
  set('10.0.0.2:81', { name: 'down', want: { present: false, weight: 0 } })
  expect(table()).toEqual(['10.0.0.1 0', '10.0.0.9 1'])
})
