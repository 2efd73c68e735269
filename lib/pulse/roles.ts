import type { Saying } from '../plan/types'
import { abandon, answer, type Draft, enter, note, sendNow, sendSoon, set, setPartner } from './draft'
import { agentAnswers, SHIFT_MS, serves, WAIT_MS, why } from './state'
import type { After, Beat, Giving } from './types'

/** Takes the service over, with a term above every known one. The agent has to answer, or nothing would come up. */
export function activate(draft: Draft, reason: Saying, took = false): void {
  const { state, config, at } = draft
  const term = Math.max(state.term, state.partner.told?.term ?? 0) + 1
  if (state.giving) answer(draft, state.giving.request, false, why('not-taken'))
  if (state.after?.purpose === 'stop') answer(draft, state.after.request, false, why('not-taken'))
  if (state.want) answer(draft, state.want.request, true, why('taken'))
  const ending = state.after?.purpose === 'term'
  const shift = took && config.sync ? { side: 'took' as const, untilMs: at + SHIFT_MS } : null
  enter(draft, 'active', reason, { term, giving: null, after: null, want: null, deafUntilMs: null, shift })
  draft.effects.push({ do: 'remember', term })
  sendNow(draft)
  if (ending) draft.effects.push({ do: 'end', why: why('kept') })
}

/** Gives the service up to a partner that serves: it won, or it did so while we could not. */
export function stepBack(draft: Draft, reason: Saying): void {
  const { giving } = draft.state
  const after = giving ? afterOf(giving, draft.at) : null
  if (giving && !after) answer(draft, giving.request, giving.purpose !== 'failed', why('handed-over'))
  // Without its VRRP, or with a fault there, it could not come back: it says nothing until it can.
  const { said } = draft.state.vrrp
  const unfit = draft.config.roleFrom === 'vrrp' && !after && (said === 'FAULT' || said === 'GONE')
  const change = { silenceFromMs: draft.at, giving: null, after, deafUntilMs: null, shift: null }
  enter(draft, unfit ? 'fault' : 'standby', reason, change)
}

function afterOf({ purpose, request, by }: Giving, atMs: number): After | null {
  return purpose === 'stop' || purpose === 'term' ? { purpose, force: true, atMs, request, by } : null
}

/**
 * Provisional: the addresses are in place, but the partner may have taken over. Nothing is touched, nothing claimed, until it says
 * so or stays silent for keepalive + 1 s. operations.md 3, "Start"
 */
export function becomeProvisional(draft: Draft, reason: Saying): void {
  const { config, at } = draft
  abandon(draft, why('stalled'))
  enter(draft, 'provisional', reason, { waitUntilMs: at + config.keepaliveMs + WAIT_MS, shift: null })
}

/** The wait is over: what was held goes on, under the same term unless the partner's has passed it. */
export function resumeService(draft: Draft, reason: Saying): void {
  const { state } = draft
  const term = (state.partner.told?.term ?? 0) > state.term ? (state.partner.told?.term ?? 0) + 1 : state.term
  if (term !== state.term) draft.effects.push({ do: 'remember', term })
  enter(draft, 'active', reason, { term })
  sendNow(draft)
}

/** Notes what the partner says, whoever we are. */
export function hear(draft: Draft, beat: Beat, queued: boolean): void {
  const { state, at } = draft
  const { partner } = state
  const deaf = state.deafUntilMs !== null && at < state.deafUntilMs
  const old = beat.told === null
  if (beat.word === 'stopped') {
    const first = partner.word !== 'stopped' || partner.stoppedCount === 0
    const leftPost = !deaf && (partner.word === 'running' || (partner.leftPost && !first))
    const counted = deaf || queued ? { stoppedCount: 0 } : { stoppedCount: first ? 1 : partner.stoppedCount + 1 }
    const since = first || deaf || queued ? { stoppedSinceMs: at } : {}
    setPartner(draft, { ...counted, ...since, leftPost })
  } else setPartner(draft, { stoppedCount: 0, leftPost: false })
  setPartner(draft, { heardAtMs: at, word: beat.word, old, told: beat.told ?? partner.told })
  if (beat.word === 'running') set(draft, { deafUntilMs: null })
  // Whoever holds the addresses keeps the term under which it took them.
  const holds = serves(state.name) || state.name === 'provisional' || state.name === 'leaving'
  if (beat.told && !holds && beat.told.term > state.term) {
    set(draft, { term: beat.told.term })
    draft.effects.push({ do: 'remember', term: beat.told.term })
  }
}

/**
 * Both are active. With terms the later activation stays, the primary on a tie; Piranha's packet has none: the primary stays and
 * tells the neighbours again, the backup says `running` once more, so that it does, and steps back. reference 2.4
 */
export function settleSplit(draft: Draft, beat: Beat, before: Beat['word'] | null): void {
  const { state, config } = draft
  const theirs = beat.told?.term
  const stays = theirs === undefined || theirs === state.term ? config.me === 'primary' : state.term > theirs
  if (!stays) {
    if (theirs === undefined) sendNow(draft)
    stepBack(draft, why('partner-active', { term: theirs ?? 0 }))
    return
  }
  if (before !== 'running') note(draft, why('both-active', { term: state.term }))
  draft.effects.push({ do: 'announce' })
  sendSoon(draft)
}

/**
 * A standby router's reasons to take over, in the order in which they count. Nothing is decided while the agent does not answer, or
 * while this router is on its way out.
 */
export function considerTakeover(draft: Draft, queued: boolean): void {
  const { state, config, at } = draft
  if (state.name !== 'standby' || config.roleFrom === 'vrrp') return
  if (!agentAnswers(state, config) || state.after?.force) return
  if (!queued && stoppedLongEnough(draft)) {
    const handed = state.partner.leftPost
    activate(
      draft,
      why(handed ? 'partner-left' : config.me === 'primary' ? 'backup-inactive' : 'primary-inactive'),
      handed,
    )
  } else if (at >= silenceEndsMs(draft)) activate(draft, why(config.partner ? 'partner-dead' : 'single'))
}

/** When silence will be death: deadtime after the last sign of life, as far as we were listening. */
export function silenceEndsMs({ state, config }: Draft): number {
  const { heardAtMs, doubtedAtMs } = state.partner
  return Math.max(heardAtMs ?? 0, doubtedAtMs ?? 0, state.silenceFromMs) + config.deadtimeMs
}

/** A backup believes `stopped` then, unless the partner was just running. operations.md 3, "4-byte races" */
export function stoppedEndsMs({ state, config }: Draft): number {
  return state.partner.stoppedSinceMs + 2 * config.keepaliveMs + WAIT_MS
}

function stoppedLongEnough(draft: Draft): boolean {
  const { partner } = draft.state
  if (partner.word !== 'stopped' || partner.stoppedCount === 0) return false
  if (draft.config.me === 'primary' || partner.leftPost) return true
  return partner.stoppedCount >= 2 && draft.at >= stoppedEndsMs(draft)
}
