import { abandon, type Draft, enter, note, set } from './draft'
import { activate, resumeService, stepBack } from './roles'
import { agentAnswers, heardPartner, serves, VRRP_FIRST_MS, VRRP_TAKES_MS, why } from './state'
import type { PulseConfig, PulseEvent, PulseState } from './types'
import { settledMs } from './vrrp-times'

/** This router steps back: keepalived's track file says so, and the next router becomes master. */
export function stepsBack({ name, giving, after, vrrp }: PulseState, config: PulseConfig): boolean {
  if (config.roleFrom !== 'vrrp') return false
  return name === 'off' || (name === 'standby' && (giving !== null || after !== null || vrrp.backUntilMs !== null))
}

function setVrrp(draft: Draft, change: Partial<PulseState['vrrp']>): void {
  set(draft, { vrrp: { ...draft.state.vrrp, ...change } })
}

/**
 * The role comes from VRRP from now on. A standby that begins the election before the active router would win it, and the service would move for nothing: as
 * long as the partner is heard to serve it is let go first.
 */
export function vrrpBegins(draft: Draft): void {
  const { state, at } = draft
  if (state.vrrp.said === null && state.name === 'standby' && partnerServes(draft))
    setVrrp(draft, { backUntilMs: at + VRRP_FIRST_MS })
}

const partnerServes = ({ state, config }: Draft): boolean =>
  heardPartner(state, config) && state.partner.word === 'running'

/** keepalived says who is master; heartbeats go on for what they tell. operations.md 9 */
export function vrrp(draft: Draft, { state: said }: PulseEvent & { kind: 'vrrp' }): void {
  if (draft.config.roleFrom !== 'vrrp') return
  const before = draft.state.vrrp.said
  setVrrp(draft, { said, backupFromMs: null })
  const { name } = draft.state
  // What it says of a router that steps back, or is about to, is our own doing.
  if (name === 'off' || name === 'leaving' || stepsBack(draft.state, draft.config)) return
  if (said === 'MASTER') master(draft)
  else if (said === 'BACKUP') backup(draft, before)
  else if (said === 'FAULT') broken(draft)
  else if (name === 'standby') enter(draft, 'fault', why('vrrp-gone'))
}

function master(draft: Draft): void {
  const { name, partner } = draft.state
  if (serves(name)) return
  if (name === 'provisional') resumeService(draft, why('vrrp-master'))
  else activate(draft, why('vrrp-master'), partner.leftPost)
}

/**
 * BACKUP after MASTER: somebody is above us. After anything else it only says that the election begins, which a router that serves waits for: with
 * nobody there it would give up for nothing.
 */
function backup(draft: Draft, before: PulseState['vrrp']['said']): void {
  const { state, config, at } = draft
  if (state.name === 'fault') enter(draft, 'standby', why('vrrp-backup'), { silenceFromMs: at })
  else if (!serves(state.name) && state.name !== 'provisional') return
  else if (before === 'MASTER') stepBack(draft, why('vrrp-backup'))
  else setVrrp(draft, { backupFromMs: at + settledMs(config.deadtimeMs) })
}

/** FAULT: whoever else is there takes over at once. With nobody there the last one goes on. */
function broken(draft: Draft): void {
  const { state, config } = draft
  if (state.name === 'fault') return
  const served = serves(state.name) || state.name === 'provisional'
  if (served && !couldServe(state, config)) {
    note(draft, why('vrrp-fault-alone'))
    return
  }
  abandon(draft, why('vrrp-fault'))
  setVrrp(draft, { gaveUp: served })
  enter(draft, 'fault', why('vrrp-fault'), { shift: null })
}

/** Somebody else lives as far as can be known: of more than two routers only one can be heard. */
function couldServe(state: PulseState, config: PulseConfig): boolean {
  return config.more === true || heardPartner(state, config)
}

/** The partner says `running` while we serve. Master on both sides: VRRP settles that by itself. Otherwise it is the one. */
export function splitUnderVrrp(draft: Draft, term: number, wasRunning: boolean): void {
  if (draft.state.vrrp.said !== 'MASTER') stepBack(draft, why('partner-active', { term }))
  else if (!wasRunning) note(draft, why('vrrp-both'))
}

/** What time alone brings. */
export function vrrpTick(draft: Draft): void {
  const { state, config, at } = draft
  if (config.roleFrom !== 'vrrp') return
  const { said, backupFromMs, gaveUp, backUntilMs } = state.vrrp
  if (backUntilMs !== null && (at >= backUntilMs || state.name !== 'standby' || !partnerServes(draft)))
    setVrrp(draft, { backUntilMs: null })
  if (backupFromMs !== null && at >= backupFromMs) {
    setVrrp(draft, { backupFromMs: null })
    if (serves(state.name) || state.name === 'provisional') stepBack(draft, why('vrrp-backup'))
    return
  }
  if (!agentAnswers(state, config)) return
  if (notTaken(draft)) activate(draft, why('not-taken'))
  else if (said === 'MASTER') stillMaster(draft)
  else if ((said === 'FAULT' || said === 'GONE') && !couldServe(state, config)) {
    const alone = why('vrrp-fault-alone')
    if (state.name === 'provisional' && at >= state.waitUntilMs) resumeService(draft, alone)
    // Nobody took over what was given up: the last active one keeps serving.
    if (state.name === 'fault' && gaveUp && at - state.sinceMs >= config.deadtimeMs) resumeService(draft, alone)
  }
}

/** A router that was silent for too long steps back before the partner; if VRRP still has it as the master when that one does not serve, it goes on. */
function stillMaster(draft: Draft): void {
  const { state, config, at } = draft
  if (partnerServes(draft)) return
  if (state.name === 'provisional' && at >= state.waitUntilMs) resumeService(draft, why('nobody-else'))
  if (state.name === 'standby' && !stepsBack(state, config)) activate(draft, why('vrrp-master'))
}

/** Stepped back, and nobody serves: a hand-over that is not taken ends here, also that of a stop. */
function notTaken({ state, at }: Draft): boolean {
  if (state.name !== 'standby' || state.partner.word === 'running') return false
  if (state.after) return !state.after.force && at >= state.after.atMs + VRRP_TAKES_MS
  return state.giving !== null && at >= state.giving.untilMs
}
