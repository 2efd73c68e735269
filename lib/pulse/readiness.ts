import type { Saying } from '../plan/types'
import { heardPartner } from './state'
import type { PoolCount, PulseConfig, PulseState, Told } from './types'

export const READY_ITEMS = ['reachable', 'standby', 'revision', 'servers', 'sysctls', 'sync'] as const
/** One line of the list: `unknown` where the partner speaks only Piranha's packet. `remedy` where something can be done. */
export type ReadyItem = {
  item: (typeof READY_ITEMS)[number]
  state: 'ok' | 'no' | 'unknown'
  remedy: Saying | null
}

/** What stands between now and a hand-over to the partner, as its last heartbeat tells. operations.md 4 */
export function readiness(state: PulseState, config: PulseConfig): ReadyItem[] {
  const { partner, facts } = state
  const reachable = heardPartner(state, config)
  const told = reachable ? partner.told : null
  const mine = facts?.revision ?? null
  const judge = (item: ReadyItem['item'], ok: boolean | null, params: Saying['params'] = {}): ReadyItem => {
    const code = item === 'sync' && state.shift ? 'shifting' : item
    const remedy = ok === false ? { code: `pulse.remedy.${code}`, params } : null
    return { item, state: ok === null ? 'unknown' : ok ? 'ok' : 'no', remedy }
  }
  const behind = told ? poolsBehind(facts?.pools ?? [], told.pools) : 0
  return [
    judge('reachable', reachable),
    judge('standby', reachable ? partner.word === 'stopped' : null),
    judge('revision', told ? told.revision === mine : null),
    judge('servers', told ? behind === 0 : null, { count: behind }),
    judge('sysctls', told ? told.sysctlsOk : null),
    judge('sync', syncIsReady(state, config, told)),
  ]
}

/** Nobody tells what comes in while connections of before still arrive: handed on at once, those of the last seconds would be lost. */
function syncIsReady({ shift, facts }: PulseState, { sync }: PulseConfig, told: Told | null): boolean | null {
  if (!sync) return true
  if (shift) return false
  return told && facts ? told.syncOk && facts.syncOk : null
}

/** True when nothing on the list says no; what cannot be known does not stand in the way. */
export function isReady(state: PulseState, config: PulseConfig): boolean {
  return readiness(state, config).every((line) => line.state !== 'no')
}

/** Services of which the partner sees no server in service though we do: it would answer nobody there. */
export function poolsBehind(ours: readonly PoolCount[], theirs: readonly PoolCount[]): number {
  const known = new Map(theirs.map((pool) => [pool.id, pool]))
  return ours.filter((pool) => pool.up > 0 && (known.get(pool.id)?.up ?? 0) === 0).length
}
