import { nextBeat } from './channel'
import { type Draft, note, sendNow, set } from './draft'
import { agentAnswered, begin, configured, doubted, failed, heard, linked, mute } from './events'
import { handoverTick, request, terminate, withdrawn } from './handover'
import { considerTakeover, resumeService, silenceEndsMs, stoppedEndsMs } from './roles'
import { agentAnswers, why } from './state'
import type { PulseConfig, PulseEffect, PulseEvent, PulseState } from './types'
import { stepsBack, vrrp, vrrpTick } from './vrrp-events'

/**
 * One step of a router's role (what pulse decided). Pure: the time is in the event, in ms of one monotonic clock; events come in the
 * order of their times. The rules are operations.md 3 and 4 and reference 2.4; README.md has them as a table.
 */
export function step(
  before: PulseState,
  event: PulseEvent,
  config: PulseConfig,
): { state: PulseState; effects: PulseEffect[] } {
  const at = Math.max(event.at, before.nowMs)
  const draft: Draft = { state: { ...before, nowMs: at }, effects: [], config, at }
  const due = nextTickMs(before, config)
  if (at > due + config.keepaliveMs) stalled(draft, at - due)
  happen(draft, event)
  elapse(draft, event.kind === 'heard' && event.queued)
  tellTrack(before, draft, event.kind === 'config')
  return { state: draft.state, effects: draft.effects }
}

/** When time alone changes something next: the shell wakes then. Never more than keepalive away. */
export function nextTickMs(state: PulseState, config: PulseConfig): number {
  const draft: Draft = { state, effects: [], config, at: state.nowMs }
  const times = [
    config.partner ? state.beatAtMs : null,
    state.name === 'standby' ? silenceEndsMs(draft) : null,
    state.name === 'standby' && state.partner.stoppedCount > 0 ? stoppedEndsMs(draft) : null,
    state.name === 'provisional' ? state.waitUntilMs : null,
    state.sentAtMs !== null ? state.sentAtMs + config.deadtimeMs : null,
    state.deafUntilMs,
    state.giving?.untilMs,
    state.after?.atMs,
    state.want?.untilMs,
    state.shift?.untilMs,
    state.vrrp.backupFromMs,
    state.vrrp.backUntilMs,
    state.nowMs + config.keepaliveMs,
  ]
  return Math.min(...times.filter((time): time is number => typeof time === 'number' && time > state.nowMs))
}

/** VRRP's track file follows the state; what ends leaves it as it is. */
function tellTrack(before: PulseState, { state, config, effects }: Draft, anew: boolean): void {
  if (config.roleFrom !== 'vrrp' || effects.some((effect) => effect.do === 'end')) return
  const back = stepsBack(state, config)
  if (anew || back !== stepsBack(before, config)) effects.push({ do: 'track', back })
}

/** This process did not run when it should have: what it did not hear in that time was not silence. */
function stalled(draft: Draft, lateMs: number): void {
  set(draft, { silenceFromMs: draft.at })
  note(draft, why('late', { ms: Math.round(lateMs) }))
}

function happen(draft: Draft, event: PulseEvent): void {
  mute(draft)
  switch (event.kind) {
    case 'tick':
      return
    case 'heard':
      heard(draft, event)
      return
    case 'doubt':
      doubted(draft, event)
      return
    case 'agent':
      agentAnswered(draft, event)
      return
    case 'config':
      configured(draft)
      return
    case 'links':
      linked(draft, event)
      return
    case 'request':
      request(draft, event)
      if (event.what === 'start' && draft.state.name === 'off' && !draft.config.unable) begin(draft)
      return
    case 'withdrawn':
      withdrawn(draft)
      return
    case 'failed':
      failed(draft, event.why)
      return
    case 'term':
      terminate(draft)
      return
    case 'vrrp':
      vrrp(draft, event)
      return
  }
}

/** What time alone brings, and the heartbeat. */
function elapse(draft: Draft, queued: boolean): void {
  handoverTick(draft)
  if (draft.state.deafUntilMs !== null && draft.at >= draft.state.deafUntilMs) set(draft, { deafUntilMs: null })
  const { name, waitUntilMs } = draft.state
  if (name === 'provisional' && draft.config.roleFrom === 'pulse' && agentAnswers(draft.state, draft.config)) {
    if (draft.at >= waitUntilMs) resumeService(draft, why('nobody-else'))
  }
  vrrpTick(draft)
  considerTakeover(draft, queued)
  beat(draft)
}

function beat(draft: Draft): void {
  const { state, config, at } = draft
  if (!config.partner || at < state.beatAtMs) return
  set(draft, { beatAtMs: at + config.keepaliveMs, channels: nextBeat(state.channels) })
  sendNow(draft)
}
