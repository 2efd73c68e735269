import type { ServerKey, ServiceKey } from '../kernel/state'
import type { AlertEvent } from './alert-types'
import type { PoolEffect } from './pool'
import type { Pool } from './types'

/** Names of lvs.cf for the keys of the kernel; null where the file has none. */
export type AlertNames = {
  virtual(service: ServiceKey): string | null
  server(service: ServiceKey, server: ServerKey): string | null
}

/** True if no server of the pool takes connections and none is still waiting for its first verdict. A pool without active servers is not empty. */
export function isEmpty(pool: Pool): boolean {
  const all = Object.values(pool.servers).filter((state) => state.name !== 'inactive' && state.name !== 'retired')
  return (
    all.length > 0 && all.every((state) => state.name !== 'starting' && !(state.want.present && state.want.weight > 0))
  )
}

/** The effects of the nanny as alerts hear them, in their order. */
export function eventsOf(
  effects: readonly (PoolEffect & { service: ServiceKey; atMs: number })[],
  names: AlertNames,
): AlertEvent[] {
  return effects.flatMap((effect): AlertEvent[] => {
    const { service, atMs: at } = effect
    const base = { at, service, virtual: names.virtual(service) }
    if (effect.do === 'hold') return [{ ...base, kind: 'hold', on: effect.on, why: effect.why }]
    if (effect.do !== 'transition') return []
    const { server, from, to, why } = effect
    return [{ ...base, kind: 'server', server, name: names.server(service, server), from, to, why }]
  })
}

/** What changed in which pools are empty. `before` = those that were; `after` is to be kept for the next time. */
export function emptied(
  pools: { [service: ServiceKey]: Pool },
  before: ReadonlySet<ServiceKey>,
  names: AlertNames,
  at: number,
): { events: AlertEvent[]; after: Set<ServiceKey> } {
  const after = new Set(Object.keys(pools).filter((service) => pools[service] && isEmpty(pools[service])))
  const changed = [...new Set([...before, ...after])].filter((service) => before.has(service) !== after.has(service))
  return {
    after,
    // a service that is gone is not "served again"
    events: changed
      .filter((service) => pools[service])
      .map((service) => ({ kind: 'empty', at, service, virtual: names.virtual(service), on: after.has(service) })),
  }
}
