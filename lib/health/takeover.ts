import { serverKey, serviceKey } from '../kernel/ipvs'
import type { KernelState, ServiceKey } from '../kernel/state'
import type { Evidence } from './blast'
import { configurePool, newPool, type PoolEffect, type PoolRules, stepPool } from './pool'
import type { PoolsRules } from './targets'
import type { Pool, ServerEvent } from './types'

export type Pools = { [service: ServiceKey]: Pool }
export type TakeOverInput = {
  /** as they stand; those of services that the rules do not have are left behind */
  pools: Pools
  rules: PoolsRules
  /** the IPVS table: servers that are new to us and stand there start as they are */
  services: KernelState['services']
  /** the agent starts: every server counts as new, and those that do not stand in the table as missing */
  first: boolean
  atMs: number
  evidence: (service: ServiceKey, pool: Pool | undefined) => Evidence
}
export type TakenOver = { pools: Pools; effects: (PoolEffect & { service: ServiceKey })[] }

/** The pools under the rules of a configuration. Changes nothing: what a configuration would do can be asked before it is applied. */
export function takenOver(input: TakeOverInput): TakenOver {
  const kernel = weightsOf(input.services)
  const taken: TakenOver = { pools: {}, effects: [] }
  for (const [service, rules] of Object.entries(input.rules)) {
    const { pool, effects } = onePool(input, service, rules, kernel)
    taken.pools[service] = pool
    for (const effect of effects) taken.effects.push({ ...effect, service })
  }
  return taken
}

function onePool(
  { pools, first, atMs, evidence }: TakeOverInput,
  service: ServiceKey,
  rules: PoolRules,
  kernel: ReadonlyMap<string, number>,
): { pool: Pool; effects: PoolEffect[] } {
  const old = pools[service]
  const known = new Set(first ? [] : Object.keys(old?.servers ?? {}))
  const made = old
    ? configurePool(old, atMs, rules, evidence(service, old))
    : { pool: newPool(rules, atMs), effects: [] }
  const effects = [...made.effects]
  let { pool } = made
  for (const server of Object.keys(rules.servers)) {
    if (known.has(server)) continue
    const event = startOf(kernel.get(`${service} ${server}`), first, atMs)
    if (!event) continue
    const stepped = stepPool(pool, server, event, rules, evidence(service, pool))
    pool = stepped.pool
    effects.push(...stepped.effects)
  }
  return { pool, effects }
}

function startOf(weight: number | undefined, first: boolean, at: number): ServerEvent | null {
  if (weight !== undefined) return { kind: 'found', at, weight }
  return first ? { kind: 'missing', at } : null
}

/** The weights of an IPVS table, by service and server. */
function weightsOf(services: KernelState['services']): Map<string, number> {
  const weights = new Map<string, number>()
  for (const service of services)
    for (const server of service.servers) weights.set(`${serviceKey(service.id)} ${serverKey(server)}`, server.weight)
  return weights
}
