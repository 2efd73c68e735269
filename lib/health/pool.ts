import type { ServerKey } from '../kernel/state'
import type { Saying } from '../plan/types'
import { type BlastDecision, blast, type Evidence, handoverOffer } from './blast'
import { newServer } from './state'
import { effectsBetween, nextTickMs, step } from './step'
import type { Pool, ServerEffect, ServerEvent, ServerRules, ServerState } from './types'

/** What a pool needs to know beside its servers' rules. */
export type PoolRules = {
  servers: { [server: ServerKey]: ServerRules }
  /** lvs.cf gives a sorry server */
  sorry: boolean
  /** the longest check interval: failures this close together are one event */
  intervalMs: number
  holdLimitMs: number
}

export type PoolEffect = (ServerEffect & { server: ServerKey }) | PoolOnlyEffect
type PoolOnlyEffect =
  /** the pool's last set is kept although it fails, or no longer kept */
  { do: 'hold'; on: boolean; why: Saying }

type Stepped = { pool: Pool; effects: PoolEffect[] }

/** A pool of servers that nothing is known of yet. */
export function newPool(rules: PoolRules, atMs: number): Pool {
  const servers = Object.fromEntries(Object.entries(rules.servers).map(([key, own]) => [key, newServer(own, atMs)]))
  return { servers, hold: null, spent: false }
}

/**
 * One event of one server, seen by its whole pool: the server's own step, then the blast radius.
 * An event for a server that the pool does not have changes nothing. Evidence given as a function is asked for only where it matters.
 */
export function stepPool(
  pool: Pool,
  server: ServerKey,
  event: ServerEvent,
  rules: PoolRules,
  evidence: Evidence | (() => Evidence),
): Stepped {
  const before = pool.servers[server]
  const own = rules.servers[server]
  if (!before || !own) return { pool, effects: [] }
  const stepped = step(before, event, own)
  if (stepped.state === before && event.kind !== 'tick') return { pool, effects: [] }
  const notes = stepped.effects.filter((effect) => effect.do === 'note' || effect.do === 'drained')
  const moved = { ...pool, servers: { ...pool.servers, [server]: stepped.state } }
  const told = notes.map((effect) => ({ ...effect, server }))
  // While one serves nothing is kept, whatever the evidence (blast.ts), and only this server has changed: a check that passes again, the usual
  // case, must not cost more in a larger pool.
  if (!moved.hold && !moved.spent && oneServes(moved.servers)) {
    const own = effectsBetween(before, stepped.state).map((effect) => ({ ...effect, server }))
    return { pool: moved, effects: [...own, ...told] }
  }
  const decided = guarded(moved, rules, evidence, event)
  return { pool: decided.pool, effects: [...changes(pool, decided.pool), ...told, ...decided.effects] }
}

/** The clock moved: slow start goes on, and a hold may have lasted long enough. */
export function tickPool(pool: Pool, at: number, rules: PoolRules, evidence: Evidence): Stepped {
  const servers: Pool['servers'] = {}
  for (const [key, state] of Object.entries(pool.servers)) {
    const own = rules.servers[key]
    servers[key] = own ? step(state, { kind: 'tick', at }, own).state : state
  }
  const decided = guarded({ ...pool, servers }, rules, evidence, { kind: 'tick', at })
  return { pool: decided.pool, effects: [...changes(pool, decided.pool), ...decided.effects] }
}

/** New rules from a configuration: servers that are new start, servers that are gone leave without a word, the rest keep their state. */
export function configurePool(pool: Pool, at: number, rules: PoolRules, evidence: Evidence): Stepped {
  const servers: Pool['servers'] = {}
  const fresh: PoolEffect[] = []
  for (const [key, own] of Object.entries(rules.servers)) {
    const old = pool.servers[key]
    servers[key] = old ? step(old, { kind: 'config', at }, own).state : newServer(own, at)
    if (!old) fresh.push({ do: 'want', server: key, before: { present: false, weight: 0 }, want: servers[key].want })
  }
  const decided = guarded({ ...pool, servers }, rules, evidence, { kind: 'config', at })
  const news = fresh.filter((effect) => effect.do === 'want' && effect.want.present)
  return { pool: decided.pool, effects: [...changes(pool, decided.pool), ...news, ...decided.effects] }
}

/** When tickPool is due next; null = when nothing happens before. */
export function nextPoolTickMs(pool: Pool, rules: PoolRules): number | null {
  let due = pool.hold ? pool.hold.sinceMs + rules.holdLimitMs : Number.POSITIVE_INFINITY
  for (const key in pool.servers) {
    const state = pool.servers[key]
    due = Math.min(due, (state && nextTickMs(state)) ?? Number.POSITIVE_INFINITY)
  }
  return Number.isFinite(due) ? due : null
}

/** A pool that nobody serves: why its last set is kept all the same, and whether the partner should serve (blast.ts). */
export type Trouble = { kept: Pool['hold']; offer: Saying | null }

/** null = the pool is well, or nobody is to be blamed but its servers. */
export function troubleOf(pool: Pool, at: number, rules: PoolRules, evidence: Evidence): Trouble | null {
  const offer = handoverOffer(evidence, failingForMs(pool, at), rules.intervalMs)
  return pool.hold || offer ? { kept: pool.hold, offer } : null
}

/** Whether other evidence could still keep this pool's last set, or end that it is kept. */
export function isInDoubt(pool: Pool, at: number, rules: PoolRules): boolean {
  return pool.hold !== null || (!oneServes(pool.servers) && mayBeKept(pool, at, rules).length > 0)
}

/** Since the last of them failed; null = one serves, or none has failed. */
function failingForMs(pool: Pool, at: number): number | null {
  const states = Object.values(pool.servers)
  const times = states.flatMap((state) => (state.phase === 'out' && !state.wish ? (state.leftAtMs ?? []) : []))
  return states.some(takes) || times.length === 0 ? null : at - Math.max(...times)
}

function changes(before: Pool, after: Pool): PoolEffect[] {
  const effects: PoolEffect[] = []
  for (const [server, state] of Object.entries(after.servers)) {
    const old = before.servers[server]
    if (old && old !== state) effects.push(...effectsBetween(old, state).map((effect) => ({ ...effect, server })))
  }
  return effects
}

const takes = (state: ServerState): boolean => !state.held && state.want.present && state.want.weight > 0

function oneServes(servers: Pool['servers']): boolean {
  for (const key in servers) {
    const state = servers[key]
    if (state && takes(state)) return true
  }
  return false
}

/** The blast radius over a pool that one event has moved. */
function guarded(pool: Pool, rules: PoolRules, evidence: Evidence | (() => Evidence), event: ServerEvent): Stepped {
  const states = Object.values(pool.servers)
  const left = states.filter(takes).length
  const kept = mayBeKept(pool, event.at, rules)
  const decision = blast({
    left,
    failing: kept.length,
    sorry: rules.sorry,
    evidence: typeof evidence === 'function' ? evidence() : evidence,
    heldForMs: pool.hold ? event.at - pool.hold.sinceMs : null,
    limitMs: rules.holdLimitMs,
    spent: pool.spent,
  })
  if (decision.keep) return keep(pool, kept, decision, event.at, rules)
  const recovered = states.some((state) => state.phase === 'in')
  const expired = pool.hold !== null && event.at - pool.hold.sinceMs >= rules.holdLimitMs
  if (pool.hold) return letGo({ ...pool, spent: expired && !recovered }, decision, event, rules, expired)
  return { pool: pool.spent && recovered ? { ...pool, spent: false } : pool, effects: [] }
}

/** Evidence takes a moment: a gateway that is silent is waited for. */
const EVIDENCE_MS = 5000

/**
 * The servers that may be kept: in service until they failed together, within one interval of the last of them, and that not longer ago than evidence
 * may take; and those that are held. An operator's wish is not overruled.
 */
function mayBeKept({ servers }: Pool, at: number, rules: PoolRules): ServerKey[] {
  const failing = Object.entries(servers).filter(
    ([, { phase, wish, weight }]) => phase === 'out' && !wish && weight > 0,
  )
  const lastMs = Math.max(...failing.map(([, state]) => state.leftAtMs ?? Number.NEGATIVE_INFINITY))
  const isRecent = at - lastMs <= Math.max(rules.intervalMs, EVIDENCE_MS)
  const together = ({ name, leftAtMs }: ServerState) =>
    isRecent && (name === 'down' || name === 'quiesced') && leftAtMs !== null && lastMs - leftAtMs <= rules.intervalMs
  return failing.filter(([, state]) => state.held || together(state)).map(([key]) => key)
}

function keep(pool: Pool, kept: ServerKey[], decision: BlastDecision, at: number, rules: PoolRules): Stepped {
  const servers = { ...pool.servers }
  for (const key of kept) {
    const state = servers[key]
    const own = rules.servers[key]
    if (state && own && !state.held) servers[key] = step(state, { kind: 'hold', at, why: decision.why }, own).state
  }
  const effects: PoolEffect[] = []
  if (!pool.hold) effects.push({ do: 'hold', on: true, why: decision.why })
  return { pool: { ...pool, servers, hold: pool.hold ?? { sinceMs: at, why: decision.why } }, effects }
}

/**
 * The hold's reason is gone. At the limit every verdict counts at once; otherwise (the network is back, or another server passed)
 * each held server keeps its place until its own next verdict: a pass puts it back for good, a failure takes it out.
 */
function letGo(pool: Pool, decision: BlastDecision, event: ServerEvent, rules: PoolRules, limit: boolean): Stepped {
  const servers = { ...pool.servers }
  for (const [key, state] of Object.entries(servers)) {
    const own = rules.servers[key]
    const judged = event.kind === 'verdict' && Object.values(state.seen).some((s) => !s.up && s.atMs === event.at)
    if (own && state.held && (limit || judged)) servers[key] = step(state, { kind: 'release', at: event.at }, own).state
  }
  if (Object.values(servers).some((state) => state.held)) return { pool: { ...pool, servers }, effects: [] }
  const off: PoolEffect = { do: 'hold', on: false, why: decision.why }
  return { pool: { ...pool, servers, hold: null }, effects: [off] }
}
