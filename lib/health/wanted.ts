import type { ServiceKey } from '../kernel/state'
import type { Health, Overrides } from '../plan/types'
import type { PoolsRules } from './targets'
import type { Pool, ServerState } from './types'

/**
 * What health and operators want, as desired() takes it: `health` says who is up and with which weight, `overrides` who shall
 * not stand in the table although the file names it (`remove`: failed, not yet checked, cut) and who stands in it with weight 0. With the two
 * desired() gives exactly each state's `want`. Inactive and retired servers are not named: the file and the planner's own record have them.
 */
export function wantedOf(pools: { [service: ServiceKey]: Pool }, rules: PoolsRules): Wishes {
  const health: Health = {}
  const overrides: Overrides = {}
  for (const [service, pool] of Object.entries(pools)) {
    const own: Health[string] = {}
    const said: Overrides[string] = {}
    for (const [server, state] of Object.entries(pool.servers)) {
      if (state.name === 'inactive' || state.name === 'retired') continue
      const { present, weight } = state.want
      if (!present) said[server] = { remove: true }
      else if (weight === 0) said[server] = { weight: 0 }
      const up = present && (weight > 0 || !failed(state, rules[service]?.servers[server]?.quiesce === true))
      own[server] = up ? { up, weight } : { up }
    }
    health[service] = own
    if (Object.keys(said).length > 0) overrides[service] = said
  }
  return { health, overrides }
}

export type Wishes = { health: Health; overrides: Overrides }

/** Stands at weight 0 because of its checks (or a force), not because somebody wants it to drain: the sorry server may be needed. */
function failed(state: ServerState, quiesce: boolean): boolean {
  if (state.name === 'quiesced' || state.name === 'forced-down') return true
  return state.name === 'starting' && quiesce
}

/** How many servers of a pool take new connections: none = the sorry server's turn. */
export function servingCount(pool: Pool): number {
  return Object.values(pool.servers).filter((state) => state.want.present && state.want.weight > 0).length
}
