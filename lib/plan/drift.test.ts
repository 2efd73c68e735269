import { expect, test } from 'vitest'
import { restoreIpvs } from '@/lib/kernel/ipvs-table'
import type { KernelState } from '@/lib/kernel/state'
import { read } from '@/lib/lvscf'
import { desired, diff, drift, emptyOwned, type Health, type Role, withHeldChanges } from './index'
import { applyOps, machineOf, stateOf } from './machine'

const CF = `network = nat
virtual web {
     active = 1
     address = 192.0.2.10 eth0:1
     port = 80
     scheduler = wrr
     fwmark = 0
     server one {
         address = 10.0.0.2
         active = 1
         weight = 1
     }
     server two {
         address = 10.0.0.3
         active = 1
         weight = 2
     }
}
`
const MARKED = CF.replace('fwmark = 0', 'fwmark = 80')
const BARE: KernelState = {
  services: [],
  timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
  chains: [],
  sysctls: {},
  addresses: [{ device: 'eth0', address: '192.0.2.1', prefix: 24, base: true }],
  links: { eth0: { up: true } },
}
const wantedOf = (text: string, role: Role, health: Health = {}) =>
  desired({ config: read(text).config, iptables: '', sysctl: '', role, health }).wanted

/** A router that applied the file, then what somebody did, then what the loop makes of it. */
function after(
  hand: string | ((state: KernelState) => KernelState),
  options: { text?: string; role?: Role; health?: Health } = {},
) {
  const { text = CF, role = 'active', health } = options
  const lastApplied = wantedOf(text, role)
  const wanted = wantedOf(text, role, health)
  const applied = applyOps(BARE, diff(BARE, lastApplied, emptyOwned(''))).state
  const machine = machineOf(typeof hand === 'string' ? applied : hand(applied))
  if (typeof hand === 'string') expect(restoreIpvs(machine.table, hand).messages).toEqual([])
  const actual = stateOf(machine)
  const verdict = drift({ lastApplied, actual, wanted, role, health })
  const ops = diff(actual, withHeldChanges(wanted, verdict.held, actual), emptyOwned(''))
  return { ...verdict, ops: ops.map((op) => op.do) }
}

const SERVICE = '-t 192.0.2.10:80'
const KEY = 'tcp 192.0.2.10:80'

test('nothing changed: nothing held, nothing missing, nothing to do', () => {
  expect(after('')).toEqual({ held: [], missing: [], ops: [] })
})

test('a weight changed at night by hand is shown and kept', () => {
  expect(after(`-e ${SERVICE} -r 10.0.0.3:80 -m -w 0`)).toEqual({
    held: [{ key: `${KEY} 10.0.0.3:80`, what: 'value', field: 'weight', wanted: '2', actual: '0' }],
    missing: [],
    ops: [],
  })
})

test('a scheduler, a method and timeouts changed by hand are kept too', () => {
  const changed = after(`-E ${SERVICE} -s rr\n-e ${SERVICE} -r 10.0.0.3:80 -g -w 2`)
  expect(changed.held.map((d) => [d.field, d.actual])).toEqual([
    ['scheduler', 'rr'],
    ['forward', 'direct'],
  ])
  expect(changed.ops).toEqual([])
  const times = after('--set 60 0 0', { text: `tcp_timeout = 600\n${CF}` })
  expect([times.held.map((d) => d.key), times.ops]).toEqual([['timeouts'], []])
})

test('servers that somebody deleted or added are drift like a value', () => {
  const changed = after(`-d ${SERVICE} -r 10.0.0.2:80\n-a ${SERVICE} -r 10.0.0.9:80 -m -w 7`)
  expect(changed.held.map((d) => [d.what, d.key])).toEqual([
    ['missing-server', `${KEY} 10.0.0.2:80`],
    ['extra-server', `${KEY} 10.0.0.9:80`],
  ])
  expect(changed.ops).toEqual([])
})

test('a service removed by hand is back at once, with its servers', () => {
  expect(after(`-D ${SERVICE}`)).toEqual({
    held: [],
    missing: [{ what: 'service', key: KEY }],
    ops: ['ipvs.addService', 'ipvs.addServer', 'ipvs.addServer'],
  })
})

test('a virtual address removed by hand is back at once, and announced', () => {
  const gone = after((state) => ({ ...state, addresses: state.addresses.filter((a) => a.base) }))
  expect(gone).toEqual({
    held: [],
    missing: [{ what: 'address', key: '192.0.2.10/32 dev eth0' }],
    ops: ['address.add', 'address.announce'],
  })
})

test('a chain, or the jump to it, is back at once; changed rules are kept', () => {
  const options = { text: MARKED }
  const lost = [{ what: 'chain', key: '4 mangle LVS_MARK' }]
  expect(after((state) => ({ ...state, chains: [] }), options)).toEqual({
    held: [],
    missing: lost,
    ops: ['marks.setChain'],
  })
  const jumpless = after((state) => ({ ...state, chains: state.chains.map((c) => ({ ...c, jumps: 0 })) }), options)
  expect(jumpless).toEqual({ held: [], missing: lost, ops: ['marks.setChain'] })
  const other = after((state) => ({ ...state, chains: state.chains.map((c) => ({ ...c, rules: [] })) }), options)
  expect([other.held.map((d) => d.field), other.missing, other.ops]).toEqual([['rules'], [], []])
})

test('a setting changed by hand is kept on the active router and put back on a standby', () => {
  const off = (state: KernelState) => ({ ...state, sysctls: { ...state.sysctls, 'net.ipv4.ip_forward': '0' } })
  const active = after(off)
  expect([active.held.map((d) => d.key), active.ops]).toEqual([['net.ipv4.ip_forward'], []])
  const standby = after(off, { role: 'standby' })
  expect(standby).toEqual({
    held: [],
    missing: [{ what: 'sysctl', key: 'net.ipv4.ip_forward' }],
    ops: ['sysctl.set'],
  })
})

test('a server that goes down is taken out although its weight was changed by hand', () => {
  const health: Health = { [KEY]: { '10.0.0.3:80': { up: false } } }
  const changed = after(`-e ${SERVICE} -r 10.0.0.3:80 -m -w 9`, { health })
  expect([changed.held, changed.ops]).toEqual([[], ['ipvs.removeServer']])
})

test('a quiesced server that is down never keeps a weight above 0', () => {
  const text = CF.replace('scheduler', 'quiesce_server = 1\n     scheduler')
  const health: Health = { [KEY]: { '10.0.0.3:80': { up: false } } }
  const lastApplied = wantedOf(text, 'active', health)
  const applied = applyOps(BARE, diff(BARE, lastApplied, emptyOwned(''))).state
  const machine = machineOf(applied)
  restoreIpvs(machine.table, `-e ${SERVICE} -r 10.0.0.3:80 -m -w 5\n-e ${SERVICE} -r 10.0.0.2:80 -m -w 5`)
  const actual = stateOf(machine)
  const { held } = drift({ lastApplied, actual, wanted: lastApplied, role: 'active', health })
  expect(held.map((d) => d.key)).toEqual([`${KEY} 10.0.0.2:80`])
  const ops = diff(actual, withHeldChanges(lastApplied, held, actual), emptyOwned(''))
  expect(ops.map((op) => op.do === 'ipvs.editServer' && op.server.weight)).toEqual([0])
})
