import type { Saying } from '../plan/types'
import { speaks, wordOf } from './state'
import type { PulseConfig, PulseEffect, PulseState, StateName } from './types'

/** A step under way: the state so far and what has followed from it. */
export type Draft = { state: PulseState; effects: PulseEffect[]; config: PulseConfig; at: number }

export function set(draft: Draft, change: Partial<PulseState>): void {
  draft.state = { ...draft.state, ...change }
}

export function setPartner(draft: Draft, change: Partial<PulseState['partner']>): void {
  set(draft, { partner: { ...draft.state.partner, ...change } })
}

/** Into another state. What belonged to the old one only ends with it; a standby believes only what it hears from now on. */
export function enter(draft: Draft, name: StateName, why: Saying, change: Partial<PulseState> = {}): void {
  const from = draft.state.name
  set(draft, { accepted: false, ...change, name, sinceMs: draft.at, why })
  if (name === 'standby') setPartner(draft, { stoppedCount: 0, leftPost: false })
  if (from !== name) draft.effects.push({ do: 'transition', from, to: name, why, term: draft.state.term })
}

/** A heartbeat at once: the other side shall not wait for the next beat to learn this. */
export function sendNow(draft: Draft): void {
  const { state, config } = draft
  if (!speaks(state, config)) return
  draft.effects.push({ do: 'send', word: wordOf(state.name) })
  set(draft, { sentAtMs: draft.at })
}

/** Answers to each other's heartbeats are this far apart at least, so that two routers never echo each other in a circle. */
const ANSWER_MS = 100

export function sendSoon(draft: Draft): void {
  const due = (draft.state.sentAtMs ?? Number.NEGATIVE_INFINITY) + ANSWER_MS
  if (due <= draft.at) sendNow(draft)
  else set(draft, { beatAtMs: Math.min(draft.state.beatAtMs, due) })
}

export function note(draft: Draft, why: Saying): void {
  draft.effects.push({ do: 'note', why })
}

/** The end of a request, once; a request of nobody's is only noted. */
export function answer(draft: Draft, request: number | null, ok: boolean, why: Saying): void {
  if (request === null) note(draft, why)
  else draft.effects.push({ do: 'answer', request, ok, why })
}

/** What was asked for cannot come about any more: everybody who waits is told why. */
export function abandon(draft: Draft, reason: Saying): void {
  const { giving, after, want } = draft.state
  for (const asked of [giving, after, want])
    if (asked && asked.request !== null)
      draft.effects.push({ do: 'answer', request: asked.request, ok: false, why: reason })
  set(draft, { giving: null, after: null, want: null })
}
