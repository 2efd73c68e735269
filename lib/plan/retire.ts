import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { CountedTable, IpvsService, KernelState } from '@/lib/kernel/state'
import type { LvsConfig } from '@/lib/lvscf/model'
import { wantedAddresses } from './addresses'
import { activeBlocks, type Block, blockServers } from './blocks'
import { ruleOf } from './chains'
import type { Origin, Owned, Retired, Wanted } from './types'

/** How long an entry with another key may wait for its connections to end. operations.md 1 */
export const RETIRE_LIMIT_MS = 15 * 60_000

/**
 * The entries that rest beside their successors after the change from `previous` to `next`: those of a block, or of a server in
 * it, that keeps its name and gets another key (port, address, plain to mark). What waited before goes on waiting. Nothing that
 * `next` wants again, and nothing that was never ours, is among them.
 * @param nowMs epoch milliseconds
 */
export function retire(previous: LvsConfig | null, next: LvsConfig, owned: Owned, nowMs: number): Retired[] {
  const blocks = activeBlocks(next)
  const keys = new Set(blocks.map((block) => block.key))
  const servers = new Set(blocks.flatMap((b) => blockServers(b).map((s) => `${b.key} ${s.key}`)))
  const isNeeded = (r: Retired) => {
    if (r.addressOnly) return blocks.some((block) => block.vip.address === r.address?.address)
    return r.server === undefined
      ? keys.has(serviceKey(r.service))
      : servers.has(`${serviceKey(r.service)} ${r.server}`)
  }
  const fresh = previous ? changed(previous, next, owned, nowMs + RETIRE_LIMIT_MS) : []
  const waiting = owned.retired.filter((r) => r.untilMs > nowMs)
  const all = new Map<string, Retired>()
  for (const entry of [...waiting, ...fresh]) if (!isNeeded(entry)) all.set(retiredKey(entry), entry)
  return [...all.values()]
}

/** Names a retired entry: the key of the service, of the service and the server, or of the service and the address. */
export function retiredKey(entry: Retired): string {
  const key = serviceKey(entry.service)
  if (entry.addressOnly) return `${key} @ ${entry.address?.address ?? ''}`
  return entry.server === undefined ? key : `${key} ${entry.server}`
}

function changed(previous: LvsConfig, next: LvsConfig, owned: Owned, untilMs: number): Retired[] {
  const now = new Map(activeBlocks(next).map((block) => [block.name, block]))
  const addresses = new Map(
    wantedAddresses(previous, activeBlocks(previous), 'active').addresses.map((a) => [a.address, a]),
  )
  return activeBlocks(previous).flatMap((old): Retired[] => {
    const block = now.get(old.name)
    if (!block || !owned.services.includes(old.key)) return []
    const address = addresses.get(old.vip.address)
    const rest = { origin: { virtual: old.name }, untilMs, ...(address ? { address } : {}) }
    if (block.key !== old.key) {
      const rules =
        old.mark > 0 ? { rules: [{ family: old.id.kind === 'mark' ? old.id.family : 4, rule: ruleOf(old) }] } : {}
      return [{ service: old.id, ...rest, ...rules }]
    }
    const moved = block.vip.address !== old.vip.address
    return [...changedServers(old, block, untilMs), ...(moved ? [{ service: old.id, ...rest, addressOnly: true }] : [])]
  })
}

/** Servers that keep their name inside a service that keeps its key, and get another address or port. */
function changedServers(old: Block, block: Block, untilMs: number): Retired[] {
  const now = new Map(blockServers(block).map((server) => [server.name, server]))
  return blockServers(old).flatMap((server): Retired[] => {
    const next = now.get(server.name)
    if (!next || next.key === server.key) return []
    const origin: Origin = { virtual: old.name, server: server.name }
    return [{ service: old.id, server: server.key, origin, untilMs }]
  })
}

/** The retired entries that still wait: their connections, active and inactive, have not ended and the limit is not reached. */
export function stillRetired(retired: readonly Retired[], table: CountedTable, nowMs: number): Retired[] {
  return retired.filter((entry) => {
    if (entry.untilMs <= nowMs) return false
    if (entry.addressOnly) return true
    const servers = table[serviceKey(entry.service)]?.servers ?? {}
    const counted = entry.server === undefined ? Object.values(servers) : [servers[entry.server]]
    return counted.some((server) => server !== undefined && server.active + server.inactive > 0)
  })
}

/**
 * `wanted` with the retired entries still in the kernel put in at weight 0, each with its virtual address and, where no wanted
 * virtual server claims the same packets, its mark rule. (Established connections are found without the mark; a rule that covers
 * a new virtual server would take its packets away.)
 */
export function withRetired(wanted: Wanted, actual: KernelState, retired: readonly Retired[]): Wanted {
  if (retired.length === 0) return wanted
  const standing = new Map(actual.services.map((service) => [serviceKey(service.id), service]))
  const services = new Map(wanted.services.map((service) => [serviceKey(service.id), service]))
  const next: Wanted = { ...wanted, addresses: [...wanted.addresses], origins: { ...wanted.origins }, retiring: [] }
  const chains = next.chains.map((chain) => ({ ...chain, rules: [...chain.rules] }))
  for (const entry of retired) {
    const key = serviceKey(entry.service)
    const service = standing.get(key)
    if (!service) continue
    if (entry.server !== undefined) restServer(next, services, service, entry.server)
    else if (!entry.addressOnly && !services.has(key)) restService(next, services, service)
    next.origins[retiredKey(entry)] ??= [entry.origin]
    keepWayIn(next, chains, wanted, entry)
  }
  return { ...next, chains, services: [...services.values()] }
}

function restService(next: Wanted, services: Map<string, IpvsService>, service: IpvsService): void {
  const key = serviceKey(service.id)
  services.set(key, { ...service, servers: service.servers.map((server) => ({ ...server, weight: 0 })) })
  next.retiring?.push(key)
}

function restServer(next: Wanted, services: Map<string, IpvsService>, standing: IpvsService, server: string): void {
  const key = serviceKey(standing.id)
  const service = services.get(key)
  const found = standing.servers.find((s) => serverKey(s) === server)
  if (!service || !found || service.servers.some((s) => serverKey(s) === server)) return
  services.set(key, { ...service, servers: [...service.servers, { ...found, weight: 0 }] })
  next.retiring?.push(`${key} ${server}`)
}

/** The address only where addresses stand at all: not on a standby. */
function keepWayIn(next: Wanted, chains: Wanted['chains'], wanted: Wanted, entry: Retired): void {
  const { address } = entry
  const standby = wanted.absent !== undefined && wanted.absent.length > 0
  if (address && !standby && !next.addresses.some((a) => a.address === address.address)) next.addresses.push(address)
  if (address && standby && !next.absent?.includes(address.address))
    next.absent = [...(next.absent ?? []), address.address]
  for (const { family, rule } of entry.rules ?? []) {
    const match = matchOf(rule)
    const claimed = wanted.chains.some((c) => c.family === family && c.rules.some((r) => matchOf(r) === match))
    const plain = wanted.services.some((s) => s.id.kind === 'address' && coversExactly(match, s.id))
    if (claimed || plain) continue
    const chain = chains.find((c) => c.family === family && c.name === 'LVS_MARK')
    if (chain) chain.rules.push(rule)
    else chains.push({ family, table: 'mangle', name: 'LVS_MARK', rules: [rule] })
  }
}

/** The part of a derived mark rule that says which packets: all before the target. */
const matchOf = (rule: string) => rule.split(' -j ')[0] ?? rule

function coversExactly(match: string, id: { protocol: string; address: string; port: number }): boolean {
  return (
    match.startsWith(`-d ${id.address}/`) &&
    match.includes(` -p ${id.protocol} `) &&
    match.endsWith(` --dport ${id.port}`)
  )
}
