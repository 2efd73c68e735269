import { expect, test } from 'vitest'
import type { CountedTable, KernelState } from '@/lib/kernel/state'
import { read } from '@/lib/lvscf'
import {
  desired,
  diff,
  emptyOwned,
  ownedAfter,
  ownedDuring,
  RETIRE_LIMIT_MS,
  retire,
  retiredKey,
  stillRetired,
  withRetired,
} from './index'
import { applyOps } from './machine'

const cf = (port: number, server = '10.0.0.2', vip = '192.0.2.10') => `network = nat
virtual web {
     active = 1
     address = ${vip} eth0:1
     port = ${port}
     server one {
         address = ${server}
         active = 1
     }
}
`
const configOf = (text: string) => read(text).config
const wantedOf = (text: string) => desired({ config: configOf(text), iptables: '', sysctl: '', role: 'active' }).wanted
const BARE: KernelState = {
  services: [],
  timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
  chains: [],
  sysctls: {},
  addresses: [],
  links: { eth0: { up: true } },
}
const OLD = cf(80)
const applied = applyOps(BARE, diff(BARE, wantedOf(OLD), emptyOwned(''))).state
const owned = ownedAfter(ownedDuring(emptyOwned(''), wantedOf(OLD), BARE), wantedOf(OLD))
const busy = (active: number, inactive: number): CountedTable => {
  const none = { connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 }
  return { 'tcp 192.0.2.10:80': { total: none, servers: { '10.0.0.2:80': { ...none, active, inactive } } } }
}

test('a new port retires the old service for a quarter of an hour at most', () => {
  const retired = retire(configOf(OLD), configOf(cf(81)), owned, 1000)
  expect(retired.map((r) => [retiredKey(r), r.origin.virtual, r.untilMs])).toEqual([
    ['tcp 192.0.2.10:80', 'web', 1000 + RETIRE_LIMIT_MS],
  ])
  expect(stillRetired(retired, busy(0, 3), 2000)).toEqual(retired)
  expect(stillRetired(retired, busy(0, 0), 2000)).toEqual([])
  expect(stillRetired(retired, busy(5, 0), 1000 + RETIRE_LIMIT_MS)).toEqual([])
  expect(stillRetired(retired, {}, 2000)).toEqual([])
})

test('it waits beside its successor over further applies, and goes when it has ended', () => {
  const next = wantedOf(cf(81))
  const retired = retire(configOf(OLD), configOf(cf(81)), owned, 1000)
  const both = withRetired(next, applied, retired)
  const kernel = applyOps(applied, diff(applied, both, owned)).state
  const during = { ...ownedAfter(ownedDuring(owned, both, applied), both), retired }
  expect(kernel.services.map((s) => s.servers[0]?.weight).sort()).toEqual([0, 1])
  const again = retire(configOf(cf(81)), configOf(cf(81)), during, 2000)
  expect(again).toEqual(retired)
  expect(diff(kernel, withRetired(next, kernel, again), during)).toEqual([])
  const ended = diff(kernel, withRetired(next, kernel, []), during)
  expect(ended.map((op) => op.do)).toEqual(['ipvs.removeService'])
  const back = retire(configOf(cf(81)), configOf(OLD), during, 3000)
  expect(back.map(retiredKey)).toEqual(['tcp 192.0.2.10:81'])
})

test('an address that leaves with its service stays up while the service rests', () => {
  const text = cf(80, '10.0.0.2', '192.0.2.20')
  const retired = retire(configOf(OLD), configOf(text), owned, 1000)
  const wanted = withRetired(wantedOf(text), applied, retired)
  expect(wanted.addresses.map((a) => a.address)).toEqual(['192.0.2.20', '192.0.2.10'])
  const standby = desired({ config: configOf(text), iptables: '', sysctl: '', role: 'standby' }).wanted
  expect(withRetired(standby, applied, retired).addresses).toEqual([])
  expect(withRetired(standby, applied, retired).absent).toEqual(['192.0.2.20', '192.0.2.10'])
})

test('a server with another address rests alone; a block that is gone does not', () => {
  const moved = retire(configOf(OLD), configOf(cf(80, '10.0.0.9')), owned, 1000)
  expect(moved.map(retiredKey)).toEqual(['tcp 192.0.2.10:80 10.0.0.2:80'])
  expect(retire(configOf(OLD), configOf(''), owned, 1000)).toEqual([])
})

test('nothing retires that was never ours, nor without a previous file', () => {
  expect(retire(configOf(OLD), configOf(cf(81)), emptyOwned(''), 1000)).toEqual([])
  expect(retire(null, configOf(cf(81)), owned, 1000)).toEqual([])
})
