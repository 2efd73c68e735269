import type { Saying } from '../plan/types'
import { nameOf, serves, wantOf } from './state'
import type { Seen, ServerEffect, ServerEvent, ServerRules, ServerState, Wish } from './types'
import { afterLoad, clampWeight, firstWeight, WARM_STEP_MS, warmed } from './weight'

type Stepped = { state: ServerState; effects: ServerEffect[] }

/**
 * One step of the life of a real server (what nanny was, one process per server). Pure: the clock is in the event.
 * One failed check takes a server out at once. The first success at the start adds it at once; after a failure it returns at the
 * first success that stands at least `reentryMs` after the first of an unbroken row (Piranha counted reentry/timeout checks).
 * @returns the new state and what follows from the change; an event that changes nothing gives the same state and no effects
 */
export function step(before: ServerState, event: ServerEvent, rules: ServerRules): Stepped {
  const moved = apply(before, event, rules)
  if (moved === before && event.kind !== 'config') return { state: before, effects: [] }
  const state = settle(before, moved, event, rules)
  const effects = effectsBetween(before, state)
  if (event.kind === 'verdict') effects.push(...noteOf(before, state, event.why))
  if (event.kind === 'counts' && state.emptied && !before.emptied)
    effects.push({ do: 'drained', deactivate: state.wish?.deactivate ?? false })
  return { state, effects }
}

/** What two states of a server differ in, as effects. */
export function effectsBetween(before: ServerState, after: ServerState): ServerEffect[] {
  const effects: ServerEffect[] = []
  if (before.name !== after.name) effects.push({ do: 'transition', from: before.name, to: after.name, why: after.why })
  if (before.want.present !== after.want.present || before.want.weight !== after.want.weight)
    effects.push({ do: 'want', before: before.want, want: after.want })
  return effects
}

/** When the server needs a `tick` next (slow start); null = no time matters to it now. */
export function nextTickMs(state: ServerState): number | null {
  return state.name === 'warming' && state.warmAtMs !== null ? state.warmAtMs + WARM_STEP_MS : null
}

/** What the event itself changes: phase, evidence, wish, weight. The word and the want follow in settle(). */
function apply(state: ServerState, event: ServerEvent, rules: ServerRules): ServerState {
  if (rules.life !== 'active' && event.kind !== 'config') return state
  switch (event.kind) {
    case 'verdict':
      return judged(state, event, rules)
    case 'tick':
      return ticked(state, event.at, rules)
    case 'drain':
      return wished(state, { kind: 'drain', ...wordsOf(event), deactivate: event.deactivate })
    case 'cut':
    case 'force-up':
    case 'force-down':
      return wished(state, { kind: event.kind, ...wordsOf(event), deactivate: false })
    case 'resume':
      return state.wish ? { ...state, wish: null, emptied: false } : state
    case 'config':
      return configured(state, rules)
    case 'found':
      return found(state, clampWeight(event.weight), rules, event.at)
    case 'missing':
      return missing(state)
    case 'load':
      if (state.name !== 'up') return state
      return { ...state, weight: afterLoad(state.weight, rules.weight, event.load) }
    case 'counts': {
      const left = event.counts.active + event.counts.inactive + event.counts.templates
      return state.name === 'draining' && left === 0 && !state.emptied ? { ...state, emptied: true } : state
    }
    case 'hold':
      return state.phase === 'out' && !state.held ? { ...state, held: true } : state
    case 'release':
      return state.held ? { ...state, held: false } : state
  }
}

function wordsOf(event: { at: number; reason: string; by: string }) {
  return { reason: event.reason, by: event.by, atMs: event.at }
}

function wished(state: ServerState, wish: Wish): ServerState {
  return { ...state, wish, held: false, emptied: false }
}

/** A check's result. Results of checks that the rules no longer name change nothing. */
function judged(state: ServerState, event: ServerEvent & { kind: 'verdict' }, rules: ServerRules): ServerState {
  if (!rules.checks.includes(event.check)) return state
  const last = state.seen[event.check]
  // By far the most verdicts: one more pass of a server in service.
  if (event.up && last?.up && state.phase === 'in' && !state.held && last.why.code === event.why.code) return state
  const sinceMs = last?.up === event.up ? last.sinceMs : event.at
  const seen = { ...state.seen, [event.check]: { up: event.up, sinceMs, atMs: event.at, why: event.why } }
  const next = { ...state, seen }
  if (!event.up)
    return { ...next, phase: 'out', warmAtMs: null, leftAtMs: state.phase === 'in' ? event.at : state.leftAtMs }
  if (!mayServe(next, event.at, rules)) return next
  return { ...next, ...(state.held ? taken(state, event.at, rules) : {}), phase: 'in', held: false }
}

/** A held server goes on with the weight that it kept: it warms on from there, or takes what the file says by now. */
function taken(state: ServerState, at: number, rules: ServerRules): Pick<ServerState, 'weight' | 'warmAtMs'> {
  if (state.weight < rules.weight) return { weight: state.weight, warmAtMs: at }
  return { weight: keepLoad(state.weight, rules), warmAtMs: null }
}

/** All checks pass, and after a failure they have passed for long enough. A held server never left: it needs no re-entry. */
function mayServe(state: ServerState, at: number, rules: ServerRules): boolean {
  if (state.phase === 'in') return true
  const results = rules.checks.map((check) => state.seen[check])
  if (!results.every((result): result is Seen => result?.up === true)) return false
  if (state.phase === 'starting' || state.held) return true
  return at - Math.max(...results.map((result) => result.sinceMs)) >= rules.reentryMs
}

function ticked(state: ServerState, at: number, rules: ServerRules): ServerState {
  if (state.warmAtMs === null || state.name !== 'warming') return state
  const { weight, stepAtMs } = warmed(state.weight, state.warmAtMs, at, rules.weight)
  return weight === state.weight && stepAtMs === state.warmAtMs ? state : { ...state, weight, warmAtMs: stepAtMs }
}

/** The configuration changed. A block switched off and on again starts anew; evidence of checks that are gone is dropped. */
function configured(state: ServerState, rules: ServerRules): ServerState {
  if (rules.life !== 'active')
    return { ...state, phase: 'starting', seen: {}, wish: null, held: false, warmAtMs: null, emptied: false }
  const seen = Object.fromEntries(Object.entries(state.seen).filter(([check]) => rules.checks.includes(check)))
  // Weight 0 in the file is an operator's drain: what fails is then not kept, whatever the network does.
  if (state.phase !== 'in') return { ...state, seen, ...(rules.weight === 0 ? { held: false, weight: 0 } : {}) }
  if (state.warmAtMs !== null && state.weight < rules.weight) return { ...state, seen }
  return { ...state, seen, warmAtMs: null, weight: keepLoad(state.weight, rules) }
}

/**
 * Stands in the kernel when the agent starts: it is left as it is until a check says otherwise. A weight below the configured one goes
 * on warming from there (a restored state knows better); at weight 0 it waits for the first verdict. What an operator changed by hand is the planner's matter (drift).
 */
function found(state: ServerState, weight: number, rules: ServerRules, at: number): ServerState {
  const base: ServerState = { ...state, seen: {}, held: false, want: { present: true, weight } }
  if (weight === 0 && rules.weight > 0) {
    if (state.wish) return { ...base, warmAtMs: null }
    return { ...base, phase: state.phase === 'in' ? 'starting' : state.phase, weight: 0, warmAtMs: null }
  }
  if (state.phase === 'in' && state.warmAtMs === null) return base
  const warmAtMs = weight < rules.weight ? at : null
  return { ...base, phase: 'in', weight: warmAtMs === null ? keepLoad(weight, rules) : weight, warmAtMs }
}

/** A weight from the configured one up to ten times it is load feedback's, where there is feedback; else the file's weight counts. */
function keepLoad(weight: number, rules: ServerRules): number {
  return rules.feedback && weight > rules.weight && weight <= 10 * rules.weight ? weight : rules.weight
}

/** Not in the kernel when the agent starts, whatever a restored state says. One that had failed still owes its re-entry. */
function missing(state: ServerState): ServerState {
  const phase = state.phase === 'in' ? 'starting' : state.phase
  return { ...state, phase, seen: {}, held: false, warmAtMs: null, want: { present: false, weight: 0 } }
}

/** The word, the reason and the want that follow. A server that enters service from weight 0 or from nothing starts slowly. */
function settle(before: ServerState, moved: ServerState, event: ServerEvent, rules: ServerRules): ServerState {
  const state = { ...moved }
  const served = before.want.present && before.want.weight > 0
  if (serves(state, rules) && !served && event.kind !== 'found') {
    state.weight = firstWeight(rules.weight)
    state.warmAtMs = state.weight < rules.weight ? event.at : null
  }
  if (state.wish?.kind === 'force-up') Object.assign(state, { weight: rules.weight, warmAtMs: null })
  if (state.wish && state.wish.kind !== 'force-up') state.warmAtMs = null
  const name = nameOf(state, rules)
  const want = wantOf(state, rules)
  const changed = name !== before.name
  return { ...state, name, want, ...(changed ? { sinceMs: event.at, why: whyOf(state, event, rules) } : {}) }
}

/** Why the word changed: the verdict's own reason, the operator's, or the kind of event. */
function whyOf(state: ServerState, event: ServerEvent, rules: ServerRules): Saying {
  switch (event.kind) {
    case 'verdict':
    case 'hold':
      return event.why
    case 'drain':
    case 'cut':
    case 'force-up':
    case 'force-down':
    case 'resume':
      return { code: `health.why.${event.kind}`, params: { by: event.by, reason: event.reason } }
    case 'found':
      return { code: 'health.why.found', params: { weight: event.weight } }
    case 'tick':
      return { code: 'health.why.warm', params: { weight: state.weight } }
    case 'config':
      return { code: rules.life === 'active' ? 'health.why.config' : `health.why.${rules.life}`, params: {} }
    default:
      return { code: `health.why.${event.kind}`, params: {} }
  }
}

/** Checks that change their mind under an operator's wish move no weight, but the log shall have it. */
function noteOf(before: ServerState, after: ServerState, why: Saying): ServerEffect[] {
  if (before.phase === after.phase || before.name !== after.name) return []
  return [{ do: 'note', up: after.phase === 'in', why }]
}
