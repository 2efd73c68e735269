import type { Saying } from '../plan/types'
import { isReady, readiness } from './readiness'
import { heardPartner, serves } from './state'
import type { PulseConfig, PulseState } from './types'

/** Why something cannot be done now; null = it can. Panel, command and state machine ask the same functions. */
const no = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.cannot.${code}`, params })

/** Hand the addresses over to the partner: the active router, nothing under way, nothing on the readiness list that says no. */
export function canHandOver(state: PulseState, config: PulseConfig): Saying | null {
  if (!serves(state.name)) return no('not-active')
  if (!config.partner) return no('no-partner')
  if (state.giving) return no('under-way')
  const missing = readiness(state, config).find((line) => line.state === 'no')
  return missing ? no('not-ready', { item: missing.item }) : null
}

/** Ask the active partner for a hand-over: only where it understands the request. */
export function canTake(state: PulseState, config: PulseConfig): Saying | null {
  if (state.name !== 'standby') return no('not-standby')
  if (state.want || state.after) return no('under-way')
  if (!heardPartner(state, config)) return no('not-ready', { item: 'reachable' })
  if (!state.partner.told) return no('old-partner')
  return state.partner.word === 'running' ? null : no('partner-not-active')
}

export function canStart(state: PulseState, config: PulseConfig): Saying | null {
  if (state.name !== 'off') return no('running')
  return config.unable
}

/**
 * End taking part. An active router whose partner is alive but not ready could only stop by leaving its addresses to a partner
 * that takes them while they still stand here: it says so instead, unless the addresses shall be withdrawn.
 */
export function canStop(state: PulseState, config: PulseConfig, withdraw: boolean): Saying | null {
  if (state.name === 'off') return no('stopped')
  if (state.name === 'provisional') return no('starting')
  if (state.giving || state.after) return no('under-way')
  if (withdraw || !serves(state.name) || !heardPartner(state, config)) return null
  if (isReady(state, config)) return null
  return canHandOver(state, config)
}
