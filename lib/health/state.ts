import type { ServerRules, ServerState, StateName, Want } from './types'

/** A server that nothing is known of yet: not in the kernel, first success adds it. */
export function newServer(rules: ServerRules, atMs: number): ServerState {
  const state: ServerState = {
    name: 'starting',
    sinceMs: atMs,
    why: { code: 'health.why.start', params: {} },
    phase: 'starting',
    seen: {},
    wish: null,
    held: false,
    leftAtMs: null,
    warmAtMs: null,
    weight: 0,
    want: { present: false, weight: 0 },
    emptied: false,
  }
  const name = nameOf(state, rules)
  return { ...state, name, want: wantOf(state, rules) }
}

/** Takes traffic by the checks' word alone: no wish over it, in service, a weight to serve with. */
export function serves(state: ServerState, rules: ServerRules): boolean {
  return rules.life === 'active' && !state.wish && state.phase === 'in' && rules.weight > 0
}

/** The state's word. An operator's cut or force goes before the checks, the checks before a drain. */
export function nameOf(state: ServerState, rules: ServerRules): StateName {
  if (rules.life !== 'active') return rules.life
  const wish = state.wish?.kind
  if (wish === 'cut') return 'cut'
  if (wish === 'force-down') return 'forced-down'
  if (wish === 'force-up') return 'forced-up'
  if (state.phase === 'starting') return 'starting'
  if (state.phase === 'out') {
    if (state.held) return 'held'
    return rules.quiesce && state.want.present ? 'quiesced' : 'down'
  }
  if (wish === 'drain' || rules.weight === 0) return 'draining'
  return state.warmAtMs === null ? 'up' : 'warming'
}

/**
 * What the kernel shall hold. A failed server that quiesces keeps its entry only if it has one: nothing is added at weight 0.
 * `starting` keeps what was found in the kernel at weight 0 until the first verdict.
 */
export function wantOf(state: ServerState, rules: ServerRules): Want {
  const gone: Want = { present: false, weight: 0 }
  const empty: Want = { present: true, weight: 0 }
  switch (nameOf(state, rules)) {
    case 'inactive':
    case 'cut':
    case 'down':
      return gone
    case 'retired':
    case 'quiesced':
    case 'draining':
      return empty
    case 'starting':
      return state.want.present ? empty : gone
    case 'forced-down':
      return rules.quiesce && state.want.present ? empty : gone
    case 'forced-up':
      return { present: true, weight: rules.weight }
    case 'held':
    case 'up':
    case 'warming':
      return { present: true, weight: state.weight }
  }
}
