import { canHandOver, canStart, canStop, canTake } from './can'
import { abandon, answer, type Draft, enter, note, sendNow, set } from './draft'
import { heardPartner, SHIFT_MS, serves, VRRP_TAKES_MS, WAIT_MS, why } from './state'
import type { Beat, Giving, PulseEvent } from './types'

/** How long an offer or a request waits for the other side. */
const patienceMs = (draft: Draft) => 2 * draft.config.keepaliveMs + WAIT_MS

/** A request of a person's, by panel or command. Each is answered exactly once, now or when its outcome is known. */
export function request(draft: Draft, event: PulseEvent & { kind: 'request' }): void {
  const { state, config } = draft
  switch (event.what) {
    case 'start': {
      const cannot = canStart(state, config)
      // Beginning itself is step.ts's: it is what a start of the process does.
      answer(draft, event.id, cannot === null, cannot ?? why('started', { by: event.by }))
      return
    }
    case 'handover': {
      const cannot = canHandOver(state, config)
      if (cannot) {
        answer(draft, event.id, false, cannot)
        return
      }
      give(draft, { purpose: 'handover', by: event.by, request: event.id, force: false })
      return
    }
    case 'take': {
      const cannot = canTake(state, config)
      if (cannot) {
        answer(draft, event.id, false, cannot)
        return
      }
      set(draft, { want: { request: event.id, untilMs: draft.at + patienceMs(draft) } })
      sendNow(draft)
      return
    }
    case 'stop': {
      const cannot = canStop(state, config, event.withdraw)
      if (cannot) answer(draft, event.id, false, cannot)
      else stop(draft, event)
      return
    }
  }
}

function stop(draft: Draft, event: PulseEvent & { kind: 'request' }): void {
  const { state, config } = draft
  const { by, id, withdraw } = event
  const alive = heardPartner(state, config)
  if (serves(state.name) && (alive || withdraw)) give(draft, { purpose: 'stop', by, request: id, force: withdraw })
  else turnOff(draft, id, by, serves(state.name))
}

/** Out of service by request: remembered over a restart. */
export function turnOff(draft: Draft, request: number | null, by: string, keep: boolean): void {
  draft.effects.push({ do: 'remember', stopped: true })
  // The request itself is answered below, for what it brought.
  set(draft, { after: null })
  abandon(draft, why('stopped', { by }))
  enter(draft, 'off', why('stopped', { by }), { shift: null, deafUntilMs: null, off: { by: 'request', keep } })
  answer(draft, request, true, why('stopped', { by }))
}

/** The process is to end: the service goes to a partner that is ready, otherwise everything stays as it is. operations.md 3, "TERM" */
export function terminate(draft: Draft): void {
  const { state, config } = draft
  const { giving } = state
  if (giving) {
    if (giving.purpose === 'handover') set(draft, { giving: { ...giving, purpose: 'term' } })
    return
  }
  // The end does not wait for connections that still arrive.
  if (serves(state.name) && canHandOver({ ...state, shift: null }, config) === null) {
    give(draft, { purpose: 'term', by: 'TERM', request: null, force: false })
    return
  }
  const kept = serves(state.name) || state.name === 'provisional'
  draft.effects.push({ do: 'end', why: why(kept ? 'kept' : 'ended') })
}

/** The first step of giving: a partner that understands is asked, Piranha's is simply told once the addresses are gone. */
export function give(draft: Draft, wish: Omit<Giving, 'untilMs'>): void {
  const { state, at } = draft
  const giving: Giving = { ...wish, untilMs: at + patienceMs(draft) }
  if (wish.force || wish.purpose === 'failed' || !state.partner.told || state.partner.old) {
    leave(draft, giving)
    return
  }
  enter(draft, 'offering', why('offering', { by: wish.by }), { giving })
  sendNow(draft)
}

function leave(draft: Draft, giving: Giving): void {
  enter(draft, 'leaving', why('leaving', { by: giving.by }), { giving })
}

/** The addresses are gone: from now on the partner may start, and is told so at once. operations.md 4 */
export function withdrawn(draft: Draft): void {
  const { state, config, at } = draft
  const { giving } = state
  if (state.name !== 'leaving' || !giving) return
  const { purpose, force, request } = giving
  const ends = purpose === 'stop' || purpose === 'term'
  const after = ends ? { purpose, force, atMs: at + 2 * config.keepaliveMs, request, by: giving.by } : null
  enter(draft, 'standby', why('left', { by: giving.by }), {
    silenceFromMs: at,
    deafUntilMs: at + config.deadtimeMs,
    shift: config.sync && !force ? { side: 'gave', untilMs: at + SHIFT_MS } : null,
    after,
    giving: ends ? null : { ...giving, untilMs: at + patienceMs(draft) + VRRP_TAKES_MS },
  })
  sendNow(draft)
}

/** What the partner's heartbeat says about a hand-over. */
export function handoverHeard(draft: Draft, beat: Beat): void {
  const { state } = draft
  const asking = beat.told?.asking
  if (state.name === 'offering' && asking?.accept && state.giving) {
    leave(draft, state.giving)
    return
  }
  if (state.name === 'active' && asking?.want && !state.giving) {
    const cannot = canHandOver(state, draft.config)
    if (cannot) note(draft, cannot)
    else give(draft, { purpose: 'handover', by: 'partner', request: null, force: false })
    return
  }
  if (state.name !== 'standby') return
  const accepted = asking?.offer === true && !state.after
  if (accepted !== state.accepted) {
    set(draft, { accepted })
    sendNow(draft)
  }
  // Who gave it up waits here for the partner to serve.
  if (beat.word === 'running' && state.giving) {
    answer(draft, state.giving.request, state.giving.purpose !== 'failed', why('handed-over'))
    set(draft, { giving: null })
  }
}

/** What ends by time alone. */
export function handoverTick(draft: Draft): void {
  const { at } = draft
  if (draft.state.shift && at >= draft.state.shift.untilMs) set(draft, { shift: null })
  const { giving, want, name } = draft.state
  if (want && at >= want.untilMs) {
    set(draft, { want: null })
    answer(draft, want.request, false, why('not-given'))
  }
  if (giving && at >= giving.untilMs && name === 'offering') giveUp(draft, giving)
  finish(draft)
}

/** Nobody took the offer: the service stays. */
function giveUp(draft: Draft, giving: Giving): void {
  enter(draft, 'active', why('not-accepted'), { giving: null })
  if (giving.purpose === 'term') draft.effects.push({ do: 'end', why: why('kept') })
  else answer(draft, giving.request, false, why('not-accepted'))
}

/** After a hand-over: the end that was asked for, once the partner serves (or at the time set, where it shall not matter). */
function finish(draft: Draft): void {
  const { after, shift, partner, name } = draft.state
  if (!after || name !== 'standby') return
  const over = after.force ? draft.at >= after.atMs : partner.word === 'running' && !shift
  if (!over) return
  if (after.purpose === 'stop') {
    turnOff(draft, after.request, after.by, false)
    return
  }
  set(draft, { after: null })
  draft.effects.push({ do: 'end', why: why('handed-over') })
}
