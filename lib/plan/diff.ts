import { addressKey } from '@/lib/kernel/address'
import { serverDifferences, serverKey, serviceDifferences, serviceKey } from '@/lib/kernel/ipvs'
import { chainKey } from '@/lib/kernel/marks'
import type { Address, IpvsService, IpvsTimeouts, KernelState } from '@/lib/kernel/state'
import { order } from './order'
import type { Op, Origin, Owned, Wanted } from './types'

/**
 * The operations that bring the kernel from `actual` to `wanted`, in the order in which they are to run. What is neither wanted
 * nor ours (operations.md 1) is never touched; what can be edited is never removed and added. Empty when nothing is to do.
 */
export function diff(actual: KernelState, wanted: Wanted, owned: Owned): Op[] {
  const ops = [
    ...sysctlOps(actual, wanted, owned),
    ...chainOps(actual, wanted),
    ...timeoutOps(actual, wanted),
    ...tableOps(actual, wanted, owned),
    ...addressOps(actual, wanted, owned),
  ]
  return order(ops, wanted)
}

/** Wanted values, and the former value of settings that are ours and no longer wanted. */
function sysctlOps(actual: KernelState, wanted: Wanted, owned: Owned): Op[] {
  const values = { ...owned.sysctls, ...wanted.sysctls }
  return Object.entries(values).flatMap(([key, value]): Op[] => {
    const before = actual.sysctls[key]
    const known = before !== undefined || Object.hasOwn(wanted.sysctls, key)
    return known && before !== value ? [{ do: 'sysctl.set', key, value, before }] : []
  })
}

/** Our chains are ours by name: those that are not wanted go. */
function chainOps(actual: KernelState, wanted: Wanted): Op[] {
  const standing = new Map(actual.chains.map((chain) => [chainKey(chain), chain]))
  const ops: Op[] = []
  for (const chain of wanted.chains) {
    const now = standing.get(chainKey(chain))
    standing.delete(chainKey(chain))
    const same = now && now.jumps === 1 && now.rules.join('\n') === chain.rules.join('\n')
    if (!same) ops.push({ do: 'marks.setChain', chain, before: now?.rules ?? null, jumps: now?.jumps ?? 0 })
  }
  for (const { family, table, name, rules, jumps } of standing.values())
    ops.push({ do: 'marks.removeChain', chain: { family, table, name }, before: rules, jumps })
  return ops
}

function timeoutOps({ timeouts: before }: KernelState, wanted: Wanted): Op[] {
  const timeouts: IpvsTimeouts = { ...before, ...wanted.timeouts }
  const same =
    timeouts.tcpSec === before.tcpSec && timeouts.tcpFinSec === before.tcpFinSec && timeouts.udpSec === before.udpSec
  return same ? [] : [{ do: 'ipvs.setTimeouts', before, timeouts }]
}

function tableOps(actual: KernelState, wanted: Wanted, owned: Owned): Op[] {
  const standing = new Map(actual.services.map((service) => [serviceKey(service.id), service]))
  const ops: Op[] = []
  for (const service of wanted.services) {
    const key = serviceKey(service.id)
    const before = standing.get(key)
    standing.delete(key)
    if (!before) ops.push({ do: 'ipvs.addService', service: { ...service, servers: [] } })
    else if (serviceDifferences(before, service).length > 0)
      ops.push({ do: 'ipvs.editService', before: alone(before), service: alone(service) })
    serverOps(ops, key, before, service, wanted)
  }
  for (const key of owned.services) {
    const service = standing.get(key)
    if (service) ops.push({ do: 'ipvs.removeService', service })
  }
  return ops
}

const alone = (service: IpvsService): IpvsService => ({ ...service, servers: [] })

/** Inside a service of ours every server is ours. */
function serverOps(
  ops: Op[],
  key: string,
  before: IpvsService | undefined,
  service: IpvsService,
  wanted: Wanted,
): void {
  const standing = new Map((before?.servers ?? []).map((server) => [serverKey(server), server]))
  const originOf = (server: string): { origin?: Origin } => {
    const origin = wanted.origins[`${key} ${server}`]?.[0]
    return origin ? { origin } : {}
  }
  for (const server of service.servers) {
    const name = serverKey(server)
    const now = standing.get(name)
    standing.delete(name)
    if (!now) ops.push({ do: 'ipvs.addServer', service: service.id, server, ...originOf(name) })
    else if (serverDifferences(now, server).length > 0)
      ops.push({
        do: 'ipvs.editServer',
        service: service.id,
        before: now,
        server,
        ...originOf(name),
        ...retiring(wanted, key, name),
      })
  }
  for (const [name, server] of standing)
    ops.push({ do: 'ipvs.removeServer', service: service.id, server, ...originOf(name) })
}

/** Set by withRetired: entries that stand at weight 0 until their connections have ended. */
function retiring(wanted: Wanted, service: string, server: string): { why?: 'retire' } {
  const retired = wanted.retiring ?? []
  return retired.includes(service) || retired.includes(`${service} ${server}`) ? { why: 'retire' } : {}
}

/**
 * A virtual address is known by its address over all interfaces (operations.md 7): it stands as wanted, and every other entry of
 * it goes. A router's own base address satisfies a wish and is never removed, unless we put it there.
 */
function addressOps(actual: KernelState, wanted: Wanted, owned: Owned): Op[] {
  const ours = new Set(owned.addresses.map(addressKey))
  const isBase = (entry: Address) => entry.base && !ours.has(addressKey(entry))
  const wishes = new Map(wanted.addresses.map((entry) => [entry.address, entry]))
  const gone = new Set([...(wanted.absent ?? []), ...owned.addresses.map((entry) => entry.address)])
  const ops: Op[] = []
  const satisfied = new Set<string>()
  for (const entry of actual.addresses) {
    const wish = wishes.get(entry.address)
    if (wish && (isBase(entry) || addressKey(entry) === addressKey(wish))) satisfied.add(entry.address)
  }
  for (const entry of wanted.addresses) {
    if (satisfied.has(entry.address)) continue
    ops.push({ do: 'address.add', address: entry })
    ops.push({ do: 'address.announce', device: entry.device, address: entry.address })
  }
  for (const entry of actual.addresses) {
    const wish = wishes.get(entry.address)
    if ((!wish && !gone.has(entry.address)) || isBase(entry)) continue
    if (!wish || addressKey(wish) !== addressKey(entry)) ops.push({ do: 'address.remove', address: entry })
  }
  return ops
}
