import type { ServiceKey } from '@/lib/kernel/state'
import { poolId } from '@/lib/pulse/packet'
import type { Facts } from '@/lib/pulse/types'
import type { Context } from '../context'
import { heldHere } from '../duty'
import { wantedOf } from '../planning'

/** How this router does, for the heartbeat: from the last look, nothing is read for it. `syncOk`: the sync daemon runs as wanted. */
export function factsOf({ state, health }: Context, syncOk: boolean): Facts {
  const { seen, configuration, running } = state
  const wanted = configuration ? wantedOf(configuration, 'active').wanted : null
  const open = [...(seen?.open ?? []), ...(seen?.drift ?? [])]
  return {
    holding: seen !== null && wanted !== null && heldHere(wanted, seen.actual).length > 0,
    revision: running?.info.hash ?? null,
    sysctlsOk: seen !== null && !open.some((one) => ('do' in one ? one.do === 'sysctl.set' : one.field === 'sysctl')),
    syncOk,
    pools: poolsOf(wanted?.services.length ? health.counts() : {}),
  }
}

/** Services of which the partner may know more than we do. */
function poolsOf(counts: { [service: ServiceKey]: { up: number; known: number } }): Facts['pools'] {
  return Object.entries(counts).map(([service, count]) => ({ id: poolId(service), ...count }))
}
