import fc from 'fast-check'
import { fullPrefix, normalFlags, serverKey, serviceKey } from '@/lib/kernel/ipvs'
import { markRule } from '@/lib/kernel/rule'
import type { Address, Chain, IpvsServer, IpvsService, KernelState, ServiceId } from '@/lib/kernel/state'
import { emptyOwned } from './owned'
import type { Owned, Wanted } from './types'

/** Generators of kernel states and wanted states that overlap, for the property tests. Small worlds on purpose: clashes are what they look for. */
const FOUR = ['192.0.2.10', '192.0.2.11', '198.51.100.7']
const SIX = ['2001:db8::10', '2001:db8::11']
const SERVERS = { 4: ['10.0.0.2', '10.0.0.3', '10.0.0.4'], 6: ['2001:db8:1::2', '2001:db8:1::3'] }
const SCHEDULERS = ['rr', 'wrr', 'lc', 'wlc', 'sh', 'mh', 'sed', 'nq', 'fo', 'ovf', 'lblc', 'lblcr', 'dh']

const pick = <T>(...values: T[]) => fc.constantFrom(...values)

const serviceId: fc.Arbitrary<ServiceId> = fc.oneof(
  fc.record({
    kind: fc.constant('address' as const),
    protocol: pick('tcp' as const, 'udp' as const),
    address: pick(...FOUR, ...SIX),
    port: pick(53, 80, 443),
  }),
  fc.record({ kind: fc.constant('mark' as const), mark: pick(80, 81), family: pick(4 as const, 6 as const) }),
)

function familyOf(id: ServiceId): 4 | 6 {
  return fullPrefix(id) === 128 ? 6 : 4
}

function serverOf(id: ServiceId): fc.Arbitrary<IpvsServer> {
  const port = id.kind === 'mark' ? 0 : id.port
  return fc
    .record({
      address: pick(...SERVERS[familyOf(id)]),
      natPort: pick(port, 8080),
      forward: pick('nat' as const, 'direct' as const, 'tunnel' as const),
      weight: pick(0, 1, 2, 65535),
      upperThreshold: pick(0, 0, 100),
      tunnel: pick(
        { type: 'ipip' as const },
        { type: 'gue' as const, port: 5555, checksum: 'nocsum' as const },
        { type: 'gre' as const, checksum: 'csum' as const },
      ),
    })
    .map(({ natPort, tunnel, ...server }) => ({
      ...server,
      port: server.forward === 'nat' ? natPort : port,
      lowerThreshold: 0,
      ...(server.forward === 'tunnel' ? { tunnel } : {}),
    }))
}

const service: fc.Arbitrary<IpvsService> = serviceId.chain((id) =>
  fc
    .record({
      scheduler: pick(...SCHEDULERS),
      flag: pick('flag-1', 'flag-2', ''),
      ops: pick(false, true),
      persistentSec: pick(0, 60, 300),
      prefix: pick(fullPrefix(id), 24),
      servers: fc.uniqueArray(serverOf(id), { maxLength: 4, selector: serverKey }),
    })
    .map(({ scheduler, flag, ops, persistentSec, prefix, servers }) => ({
      id,
      scheduler,
      flags: flag && (scheduler === 'sh' || scheduler === 'mh') ? normalFlags(scheduler, [flag]) : [],
      ops: ops && !(id.kind === 'address' && id.protocol === 'tcp'),
      persistentSec,
      persistPrefix: persistentSec > 0 ? prefix : fullPrefix(id),
      servers,
    })),
)
const services = fc.uniqueArray(service, { maxLength: 6, selector: (s) => serviceKey(s.id) })

const entry = fc
  .record({ device: pick('eth0', 'eth1'), address: pick(...FOUR, ...SIX), wide: fc.boolean(), alias: fc.boolean() })
  .map(({ device, address, wide, alias }) => {
    const six = address.includes(':')
    const prefix = wide ? (six ? 64 : 24) : six ? 128 : 32
    return { device, address, prefix, ...(alias && !six ? { label: `${device}:1` } : {}) }
  })

const chain = fc
  .record({
    family: pick(4 as const, 6 as const),
    name: pick('LVS_MARK' as const, 'LVS_MASQ' as const),
    ports: fc.uniqueArray(pick(80, 443, 8443), { maxLength: 3 }),
    jumps: pick(0, 1, 1, 2),
  })
  .map(({ family, name, ports, jumps }): Chain => {
    const vip = family === 6 ? '2001:db8::10' : '192.0.2.10'
    const rules =
      name === 'LVS_MARK'
        ? ports.map((p) => markRule(vip, 'tcp', p, 80))
        : ports.map((p) => `-p tcp -m tcp --sport ${p} -j MASQUERADE`)
    return { family, table: name === 'LVS_MARK' ? 'mangle' : 'nat', name, rules, jumps }
  })
const chains = fc.uniqueArray(chain, { maxLength: 4, selector: (c) => `${c.family}${c.name}` })

const KEYS = ['net.ipv4.ip_forward', 'net.ipv4.vs.conntrack', 'net.ipv4.vs.expire_nodest_conn']
const sysctls = fc.dictionary(pick(...KEYS), pick('0', '1'))
const timeouts = fc.record({ tcpSec: pick(900, 60), tcpFinSec: pick(120, 30), udpSec: pick(300, 10) })

const base: Address[] = [
  { device: 'eth0', address: '192.0.2.1', prefix: 24, base: true },
  { device: 'eth0', address: '2001:db8::1', prefix: 64, base: true },
  { device: 'eth1', address: '10.0.0.1', prefix: 24, base: true },
]

/** A kernel: what one IPv6 address may do on one interface, and where the base stands, as the real one has it. */
export const kernelState: fc.Arbitrary<KernelState> = fc
  .record({ services, timeouts, chains, sysctls, extra: fc.array(entry, { maxLength: 4 }), ownBase: fc.boolean() })
  .map(({ extra, ownBase, sysctls: settings, ...state }) => {
    const seen = new Set<string>()
    const added = extra.filter((a) => {
      const key = a.address.includes(':') ? `${a.device} ${a.address}` : `${a.device} ${a.address}/${a.prefix}`
      return seen.has(key) ? false : seen.add(key)
    })
    const vipBase = { device: 'eth1', address: '2001:db8::11', prefix: 64, base: true }
    const bases = ownBase && !seen.has('eth1 2001:db8::11') ? [...base, vipBase] : base
    return {
      ...state,
      sysctls: {
        'net.ipv4.conf.all.promote_secondaries': '1',
        ...Object.fromEntries(KEYS.map((k) => [k, '0'])),
        ...settings,
      },
      addresses: [...bases, ...added.map((a) => ({ ...a, base: false }))],
      links: { eth0: { up: true }, eth1: { up: true } },
    }
  })

export const wantedState: fc.Arbitrary<Wanted> = fc
  .record({
    services,
    timeouts: fc.record({ tcpSec: pick(900, 60), udpSec: pick(300, 10) }, { requiredKeys: [] }),
    chains,
    sysctls,
    addresses: fc.uniqueArray(entry, { maxLength: 3, selector: (a) => a.address }),
    standby: fc.boolean(),
  })
  .map(({ chains: all, addresses, standby, ...wanted }) => ({
    ...wanted,
    chains: all.filter((c) => c.rules.length > 0).map(({ jumps: _, ...c }) => c),
    addresses: standby ? [] : addresses,
    absent: standby ? addresses.map((a) => a.address) : [],
    origins: {},
  }))

/** What of a kernel this agent may have put there. */
export function ownedOf(state: KernelState): fc.Arbitrary<Owned> {
  const keys = state.services.map((s) => serviceKey(s.id))
  const added = state.addresses
    .filter((a) => !a.base)
    .map(({ device, address, prefix }) => ({ device, address, prefix }))
  return fc
    .record({
      services: fc.subarray(keys),
      addresses: fc.subarray(added),
      sysctls: fc.dictionary(pick(...KEYS), pick('0', '1')),
    })
    .map((part) => ({ ...emptyOwned('boot'), ...part }))
}
