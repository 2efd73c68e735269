import { isOvertaken, noteDoubt, noteHeard } from './channel'
import { abandon, answer, type Draft, enter, note, sendSoon, set, setPartner } from './draft'
import { give, handoverHeard } from './handover'
import { activate, becomeProvisional, hear, resumeService, settleSplit, stepBack } from './roles'
import { agentAnswers, begun, heardPartner, NO_VRRP, serves, WAIT_MS, why } from './state'
import type { Beat, PulseEvent } from './types'
import { splitUnderVrrp, vrrpBegins } from './vrrp-events'

/**
 * An active router that could say nothing for deadtime (stalled, or without its agent) may have been replaced, and its addresses have
 * run out: it behaves like one that starts and finds itself in place.
 */
export function mute(draft: Draft): void {
  const { state, config, at } = draft
  if (!serves(state.name) || !config.partner) return
  if (state.sentAtMs !== null && at - state.sentAtMs >= config.deadtimeMs) becomeProvisional(draft, why('was-mute'))
}

/** After a pause of the agent's the partner hears from us at once, and a provisional router listens anew before it goes on. */
export function agentAnswered(draft: Draft, { facts }: PulseEvent & { kind: 'agent' }): void {
  const paused = !agentAnswers(draft.state, draft.config)
  set(draft, { facts, agentAtMs: draft.at })
  if (!paused) return
  if (draft.state.name === 'provisional') set(draft, { waitUntilMs: draft.at + draft.config.keepaliveMs + WAIT_MS })
  sendSoon(draft)
}

/** A believed heartbeat of the partner's. A copy counts for its channel only. */
export function heard(draft: Draft, event: PulseEvent & { kind: 'heard' }): void {
  const { channels } = draft.state
  const { channel, beat } = event
  const overtaken = isOvertaken(channels, channel, beat, { atMs: draft.at, keepaliveMs: draft.config.keepaliveMs })
  set(draft, { channels: noteHeard(channels, channel, beat, draft.at) })
  if (event.copy || overtaken || !draft.config.partner) return
  const { name } = draft.state
  const { word } = draft.state.partner
  hear(draft, event.beat, event.queued)
  if (event.answer) sendSoon(draft)
  if (event.beat.word === 'running') set(draft, { vrrp: { ...draft.state.vrrp, gaveUp: false } })
  if (name === 'off' || name === 'fault') return
  if (name === 'provisional') {
    provisional(draft, event)
    return
  }
  if (serves(name)) beside(draft, event.beat, word)
  handoverHeard(draft, event.beat)
}

/** What a partner that serves as well, or did so a moment ago, means to a router that serves. */
function beside(draft: Draft, beat: Beat, before: Beat['word'] | null): void {
  const byVrrp = draft.config.roleFrom === 'vrrp'
  if (beat.word === 'running' && byVrrp) splitUnderVrrp(draft, beat.told?.term ?? 0, before === 'running')
  else if (beat.word === 'running') settleSplit(draft, beat, before)
  // VRRP ended the split, and we stayed: the neighbours may have heard the other one last.
  else if (before === 'running' && byVrrp) draft.effects.push({ do: 'announce' })
}

function provisional(draft: Draft, { beat, queued }: PulseEvent & { kind: 'heard' }): void {
  if (beat.word === 'running') {
    stepBack(draft, why('partner-active', { term: beat.told?.term ?? 0 }))
    return
  }
  if (draft.config.roleFrom === 'vrrp') return
  if (beat.word === 'stopped' && !queued && agentAnswers(draft.state, draft.config))
    resumeService(draft, why('partner-inactive'))
}

/** A packet that cannot be believed still says that somebody with the partner's address lives; only a replay says nothing. */
export function doubted(draft: Draft, { channel, code, answer: wanted }: PulseEvent & { kind: 'doubt' }): void {
  set(draft, { channels: noteDoubt(draft.state.channels, channel, code, draft.at) })
  const alive = code === 'wrong-key' || code === 'old-refused' || code === 'unproven'
  if (alive) setPartner(draft, { doubtedAtMs: draft.at })
  if (wanted) sendSoon(draft)
}

/** Takes part again, after a stop or a fault: as a start of the process would. */
export function begin(draft: Draft): void {
  const { state, config, at } = draft
  const next = begun(state, config, { atMs: at, holding: state.facts?.holding ?? state.off?.keep ?? false })
  draft.effects.push({ do: 'remember', stopped: false })
  enter(draft, next.name, next.why, next)
}

/**
 * Another lvs.cf. A router that cannot take part any more keeps its addresses: those that somebody could take over run out by
 * themselves.
 */
export function configured(draft: Draft): void {
  const { state, config, at } = draft
  if (config.unable && state.name !== 'off') {
    const keep = serves(state.name) || state.name === 'provisional'
    abandon(draft, config.unable)
    enter(draft, 'off', config.unable, { shift: null, off: { by: 'unable', keep } })
    return
  }
  if (!config.unable && state.off?.by === 'unable') {
    begin(draft)
    return
  }
  if (!config.partner) set(draft, { silenceFromMs: at })
  if (config.roleFrom === 'pulse') set(draft, { vrrp: NO_VRRP })
  else vrrpBegins(draft)
  if (state.name === 'fault' && config.roleFrom === 'pulse' && !(config.monitorLinks && config.partner))
    enter(draft, 'standby', why('links-restored'), { silenceFromMs: at })
  if (state.name === 'provisional' && !config.partner && config.roleFrom === 'pulse') activate(draft, why('single'))
}

/** monitor_links: a router with a broken link gives everything up and says nothing until it is whole. reference 2.7 */
export function linked(draft: Draft, event: PulseEvent & { kind: 'links' }): void {
  const { config, at } = draft
  set(draft, { links: { public: event.public, private: event.private } })
  const broken = !event.public ? 'public' : config.privateChannel && !event.private ? 'private' : null
  const { state } = draft
  const counts = config.monitorLinks && config.partner && config.roleFrom === 'pulse'
  if (state.name === 'fault') {
    if (!broken || !counts) enter(draft, 'standby', why('links-restored'), { silenceFromMs: at })
    return
  }
  if (!broken || !counts || state.name === 'off') return
  abandon(draft, why(`link-${broken}`))
  enter(draft, 'fault', why(`link-${broken}`), { shift: null, deafUntilMs: null })
}

/** The kernel would not take what was wished. With a partner that could serve it is better there. */
export function failed(draft: Draft, reason: string): void {
  const { state, config } = draft
  note(draft, why('failed', { why: reason }))
  if (state.name === 'leaving' && state.giving) {
    answer(draft, state.giving.request, false, why('failed', { why: reason }))
    enter(draft, 'active', why('failed', { why: reason }), { giving: null })
    return
  }
  const other = heardPartner(state, config) && state.partner.word === 'stopped'
  if (state.name === 'active' && other && !state.giving)
    give(draft, { purpose: 'failed', by: 'agent', request: null, force: false })
}
