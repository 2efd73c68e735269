import { expect, test } from 'vitest'
import type { Address } from '@/lib/kernel/state'
import { emptyOwned, type Owned } from '@/lib/plan'
import { configurationOf } from '../configuration'
import type { Context } from '../context'
import { readyOf } from './ready'

const config = (globals = '') => `serial_no = 1
primary = 192.0.2.11
backup = 192.0.2.12
backup_active = 1
service = lvs
network = nat
nat_router = 198.51.100.1 eth1:1
nat_nmask = 255.255.255.0
${globals}virtual web {
     active = 1
     address = 192.0.2.100 eth0:1
     vip_nmask = 255.255.255.0
     port = 80
     server one {
         address = 198.51.100.21
         active = 1
         weight = 1
     }
}
`
const files = (text: string) => ({
  'lvs.cf': Buffer.from(text),
  'lvs.iptables': Buffer.alloc(0),
  'lvs.sysctl': Buffer.alloc(0),
})
const context = (text: string | null, owned: Partial<Owned> = {}, rivals: unknown[] = []) =>
  ({
    state: {
      configuration: text === null ? null : configurationOf(files(text)),
      owned: { ...emptyOwned('boot'), ...owned },
      rivals,
    },
  }) as unknown as Context

const OUTSIDE: Address = { device: 'eth0', address: '192.0.2.11', prefix: 24, base: true }
const INSIDE: Address = { device: 'eth1', address: '198.51.100.11', prefix: 24, base: true }
const net = (addresses: Address[], devices = ['eth0', 'eth1']) => ({
  addresses,
  links: Object.fromEntries(devices.map((device) => [device, { up: true }])),
})
const named = (found: ReturnType<typeof readyOf>) => found?.addresses.map(({ address }) => address)

test('the virtual address and the gateway, with mask and label', () => {
  expect(readyOf(context(config()), net([OUTSIDE, INSIDE]))).toEqual({
    addresses: [
      { device: 'eth1', address: '198.51.100.1', prefix: 24, label: 'eth1:1' },
      { device: 'eth0', address: '192.0.2.100', prefix: 24, label: 'eth0:1' },
    ],
    settings: { hold: {}, withdraw: {} },
  })
})

test('with connections synchronised: the setting of each role, once the former value is on record', () => {
  const sync = config('syncdaemon = 1\n')
  const owned = { sysctls: { 'net.ipv4.vs.backup_only': '0' } }
  expect(readyOf(context(sync), net([OUTSIDE, INSIDE]))?.settings).toEqual({ hold: {}, withdraw: {} })
  expect(readyOf(context(sync, owned), net([OUTSIDE, INSIDE]))?.settings).toEqual({
    hold: { 'net.ipv4.vs.backup_only': '0' },
    withdraw: { 'net.ipv4.vs.backup_only': '1' },
  })
})

test('nothing is made ready before a configuration runs, or beside another program', () => {
  expect(readyOf(context(null), net([OUTSIDE, INSIDE]))).toBeNull()
  const beside = context(config(), {}, [{ name: 'pulse', pid: 7 }])
  expect(readyOf(beside, net([OUTSIDE, INSIDE]))).toBeNull()
})

test('left to the agent: the router’s own address, one that would be the first of its interface, an interface that is not there', () => {
  const own = { ...OUTSIDE, address: '192.0.2.100' }
  expect(named(readyOf(context(config()), net([own, INSIDE])))).toEqual(['198.51.100.1'])
  expect(named(readyOf(context(config()), net([OUTSIDE])))).toEqual(['192.0.2.100'])
  expect(named(readyOf(context(config()), net([OUTSIDE, INSIDE], ['eth0'])))).toEqual(['192.0.2.100'])
})

test('an address that retires goes along', () => {
  const old = { device: 'eth0', address: '192.0.2.99', prefix: 24 }
  const service = { kind: 'address', protocol: 'tcp', address: old.address, port: 80 } as const
  const retired = [{ service, origin: { virtual: 'web' }, untilMs: 1, address: old }] as unknown as Owned['retired']
  expect(named(readyOf(context(config(), { retired }), net([OUTSIDE, INSIDE])))).toContain('192.0.2.99')
})
