import type { Saying } from '../plan/types'
import type { Channel, Facts, Partner, PulseConfig, PulseState, StateName, Told, Word } from './types'

/** Beside keepalive: how long a router that finds its addresses in place listens before it says so. operations.md 3 */
export const WAIT_MS = 1000
/** How long sync daemon and resets rest around a hand-over, so that late connections are synchronised. operations.md 4 */
export const SHIFT_MS = 3000
/** Beats whose packets are counted for the loss of a channel. */
export const COUNTED_BEATS = 32
/** How long a standby on which VRRP begins leaves its partner, which serves, to begin with it as well: a person changes one router after the other. */
export const VRRP_FIRST_MS = 60_000
/** After a router stepped back the next one is master within a second (the skew of its priority); as long again for it to bring everything up. */
export const VRRP_TAKES_MS = 2000

export const why = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.why.${code}`, params })

const NO_PARTNER: Partner = {
  heardAtMs: null,
  doubtedAtMs: null,
  word: null,
  old: false,
  stoppedSinceMs: 0,
  stoppedCount: 0,
  leftPost: false,
  told: null,
}
/** Nothing of VRRP is known. */
export const NO_VRRP: PulseState['vrrp'] = { said: null, backupFromMs: null, gaveUp: false, backUntilMs: null }
const SILENT: Channel = { heardAtMs: null, counts: [0], doubt: null, old: null }

/** What a start finds: are the virtual addresses here, was pulse stopped by a request, the highest term ever known. */
export type Found = { atMs: number; holding: boolean; stopped: boolean; term: number }

/** The state of a router that starts. operations.md 3, "Start" */
export function newState(config: PulseConfig, found: Found): PulseState {
  const blank: PulseState = {
    name: 'off',
    sinceMs: found.atMs,
    why: why('start'),
    nowMs: found.atMs,
    term: found.term,
    partner: NO_PARTNER,
    channels: { public: SILENT, private: SILENT },
    links: { public: true, private: true },
    facts: null,
    agentAtMs: null,
    beatAtMs: found.atMs,
    sentAtMs: null,
    silenceFromMs: found.atMs,
    waitUntilMs: found.atMs,
    deafUntilMs: null,
    giving: null,
    after: null,
    want: null,
    accepted: false,
    shift: null,
    off: null,
    vrrp: NO_VRRP,
  }
  if (found.stopped) return { ...blank, why: why('still-stopped'), off: { by: 'request', keep: found.holding } }
  return begun(blank, config, found)
}

/** How a router begins to take part: with its addresses in place it only listens first; alone it serves at once. */
export function begun(state: PulseState, config: PulseConfig, found: Pick<Found, 'atMs' | 'holding'>): PulseState {
  const { atMs, holding } = found
  const base: PulseState = {
    ...state,
    off: null,
    partner: NO_PARTNER,
    sinceMs: atMs,
    silenceFromMs: atMs,
    beatAtMs: atMs,
    sentAtMs: null,
    deafUntilMs: null,
    giving: null,
    after: null,
    shift: null,
  }
  if (config.unable) return { ...base, name: 'off', why: config.unable, off: { by: 'unable', keep: holding } }
  if (config.roleFrom === 'pulse' && !config.partner) return { ...base, name: 'active', why: why('single') }
  if (!holding) return { ...base, name: 'standby', why: why('start') }
  return { ...base, name: 'provisional', why: why('found-here'), waitUntilMs: atMs + config.keepaliveMs + WAIT_MS }
}

/** Active in its own eyes, with the addresses. */
export function serves(name: StateName): boolean {
  return name === 'active' || name === 'offering'
}

/** The agent's loop answered within the last keepalive: what is decided can be done. */
export function agentAnswers(state: PulseState, config: PulseConfig): boolean {
  return state.agentAtMs !== null && state.nowMs - state.agentAtMs <= config.keepaliveMs
}

/** A heartbeat is sent only while the agent answers, and never with a broken link or out of service. */
export function speaks(state: PulseState, config: PulseConfig): boolean {
  return config.partner && state.name !== 'off' && state.name !== 'fault' && agentAnswers(state, config)
}

/** The partner was heard and believed within deadtime. */
export function heardPartner(state: PulseState, config: PulseConfig): boolean {
  const { heardAtMs } = state.partner
  return config.partner && heardAtMs !== null && state.nowMs - heardAtMs < config.deadtimeMs
}

/** What a heartbeat says of this state. A router that leaves says `running` until its addresses are gone. */
export function wordOf(name: StateName): Word {
  if (name === 'provisional') return 'provisional'
  return serves(name) || name === 'leaving' ? 'running' : 'stopped'
}

const NO_FACTS: Facts = { holding: false, revision: null, sysctlsOk: false, syncOk: false, pools: [] }

/** What an authenticated heartbeat tells beside the word. */
export function toldOf(state: PulseState, config: PulseConfig): Told {
  const { revision, sysctlsOk, syncOk, pools } = state.facts ?? NO_FACTS
  return {
    term: state.term,
    revision,
    sysctlsOk,
    syncOk,
    pools,
    asking: {
      offer: state.name === 'offering',
      accept: state.name === 'standby' && state.accepted,
      want: state.want !== null,
    },
    keepaliveMs: config.keepaliveMs,
    deadtimeMs: config.deadtimeMs,
  }
}
