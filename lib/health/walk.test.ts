import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_WEIGHT } from '../kernel/ipvs'
import type { Evidence } from './blast'
import { configurePool, newPool, nextPoolTickMs, type PoolRules, stepPool, tickPool } from './pool'
import type { Pool, ServerEvent, ServerRules } from './types'
import { wantedOf } from './wanted'

/** One move of the walk: some time passes, then something happens to a server, to the configuration or to the evidence. */
type Move = { waitMs: number; server: string } & (
  | { what: 'event'; event: { [kind: string]: unknown; kind: ServerEvent['kind'] } }
  | { what: 'config'; rules: Partial<ServerRules> }
  | { what: 'evidence'; evidence: Evidence }
  | { what: 'tick' }
)

const NAMES = ['a', 'b', 'c']
const CHECKS = ['http', 'ftp']
const why = { code: 'health.verdict.refused', params: {} }
const words = { reason: 'test', by: 'admin' }

const verdict = fc.record({
  kind: fc.constant('verdict' as const),
  check: fc.constantFrom(...CHECKS, 'gone'),
  up: fc.boolean(),
  why: fc.constant(why),
})
const wish = fc
  .constantFrom('drain' as const, 'cut' as const, 'force-up' as const, 'force-down' as const, 'resume' as const)
  .chain((kind) => fc.record({ kind: fc.constant(kind), deactivate: fc.boolean() }))
  .map((said) => ({ ...said, ...words }))
const other = fc.oneof(
  fc.record({ kind: fc.constant('load' as const), load: fc.oneof(fc.double(), fc.constant(null)) }),
  fc.record({ kind: fc.constant('found' as const), weight: fc.integer({ min: -5, max: 80_000 }) }),
  fc.record({ kind: fc.constant('missing' as const) }),
  fc.constant({ kind: 'counts' as const, counts: { active: 0, inactive: 0, templates: 0 } }),
)
const event = fc.oneof(
  { weight: 12, arbitrary: verdict },
  { weight: 3, arbitrary: wish },
  { weight: 2, arbitrary: other },
)
const rulesChange = fc.record(
  {
    weight: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: MAX_WEIGHT })),
    life: fc.constantFrom('active' as const, 'active' as const, 'inactive' as const, 'retired' as const),
    quiesce: fc.boolean(),
    feedback: fc.boolean(),
    reentryMs: fc.integer({ min: 0, max: 40_000 }),
    checks: fc.constantFrom(['http'], ['http', 'ftp']),
  },
  { requiredKeys: [] },
)
const evidence = fc.record({
  link: fc.constantFrom('up' as const, 'down' as const, 'unknown' as const),
  gateway: fc.constantFrom('answers' as const, 'silent' as const, 'unknown' as const),
  partnerSees: fc.constantFrom(null, { up: 0, known: 3 }, { up: 2, known: 3 }),
})
const move: fc.Arbitrary<Move> = fc
  .record({
    waitMs: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 90_000 })),
    server: fc.constantFrom(...NAMES),
  })
  .chain((base) =>
    fc.oneof(
      { weight: 14, arbitrary: event.map((e) => ({ ...base, what: 'event' as const, event: e })) },
      { weight: 2, arbitrary: rulesChange.map((rules) => ({ ...base, what: 'config' as const, rules })) },
      { weight: 1, arbitrary: evidence.map((e) => ({ ...base, what: 'evidence' as const, evidence: e })) },
      { weight: 3, arbitrary: fc.constant({ ...base, what: 'tick' as const }) },
    ),
  )

/** What the walk knows by itself, apart from the code: since when each check of each server passes without a break. */
type Witness = { [server: string]: { [check: string]: number | null } }

const start: ServerRules = {
  life: 'active',
  weight: 8,
  checks: ['http'],
  reentryMs: 10_000,
  quiesce: false,
  feedback: false,
}

/** As expect, but cheap: it is asked a million times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

class Walk {
  at = 1_000_000
  rules: PoolRules
  pool: Pool
  evidence: Evidence = { link: 'unknown', gateway: 'unknown', partnerSees: null }
  witness: Witness = Object.fromEntries(NAMES.map((name) => [name, {}]))
  /** what the effects alone say the kernel holds */
  kernel: { [server: string]: { present: boolean; weight: number } } = {}

  constructor(sorry: boolean) {
    const servers = Object.fromEntries(NAMES.map((name) => [name, { ...start }]))
    this.rules = { servers, sorry, intervalMs: 6000, holdLimitMs: 60_000 }
    this.pool = newPool(this.rules, this.at)
    for (const name of NAMES) this.kernel[name] = { present: false, weight: 0 }
  }

  run(step: Move): void {
    this.at += step.waitMs
    const before = this.pool
    const { pool, effects } = this.stepped(step)
    this.pool = pool
    for (const effect of effects) if (effect.do === 'want') this.kernel[effect.server] = effect.want
    this.observe(step)
    this.check(before, step)
  }

  private stepped(step: Move) {
    if (step.what === 'tick') return tickPool(this.pool, this.at, this.rules, this.evidence)
    if (step.what === 'evidence') {
      this.evidence = step.evidence
      return tickPool(this.pool, this.at, this.rules, this.evidence)
    }
    if (step.what === 'config') {
      const own = { ...(this.rules.servers[step.server] ?? start), ...step.rules }
      this.rules = { ...this.rules, servers: { ...this.rules.servers, [step.server]: own } }
      return configurePool(this.pool, this.at, this.rules, this.evidence)
    }
    const happened = { ...step.event, at: this.at } as unknown as ServerEvent
    return stepPool(this.pool, step.server, happened, this.rules, this.evidence)
  }

  private observe(step: Move): void {
    const seen = this.witness[step.server]
    if (!seen || step.what !== 'event' || step.event.kind !== 'verdict') return
    const check = String(step.event.check)
    seen[check] = step.event.up ? (seen[check] ?? this.at) : null
  }

  private check(before: Pool, step: Move): void {
    for (const [name, state] of Object.entries(this.pool.servers)) {
      const { weight, present } = state.want
      const rules = this.rules.servers[name] ?? start
      must(Number.isInteger(weight) && weight >= 0 && weight <= MAX_WEIGHT, `${name} weight ${weight}`)
      must(present || weight === 0, `${name}: a weight without an entry`)
      if (
        ['down', 'quiesced', 'cut', 'draining', 'retired', 'inactive', 'forced-down', 'starting'].includes(state.name)
      )
        must(weight === 0, `${name} is ${state.name} with weight ${weight}`)
      if (state.name === 'forced-up') must(present && weight === rules.weight, `${name} forced up with ${weight}`)
      if (state.wish?.kind === 'cut') must(state.name === 'cut', `${name} is ${state.name}, not cut`)
      if (state.wish?.kind === 'force-down') must(state.name === 'forced-down', `${name} is ${state.name}`)
      if (state.name === 'held') must(this.pool.hold !== null, `${name} is held in a pool without hold`)
      const told = this.kernel[name]
      must(told?.present === present && told.weight === weight, `effects and state of ${name} differ`)
      this.checkReturn(name, before, step)
    }
    const due = nextPoolTickMs(this.pool, this.rules)
    if (this.pool.hold) must(due !== null, 'a hold without an end')
    if (this.rules.sorry) must(this.pool.hold === null, 'held beside a sorry server')
    const { health, overrides } = wantedOf({ s: this.pool }, { s: this.rules })
    for (const [name, state] of Object.entries(this.pool.servers)) {
      if (state.name === 'inactive' || state.name === 'retired') continue
      const gone = overrides.s?.[name]?.remove === true
      must(gone === !state.want.present, `${name}: removed and wanted`)
      const wanted = overrides.s?.[name]?.weight ?? health.s?.[name]?.weight
      if (!gone) must(wanted === state.want.weight, `${name}: ${wanted} handed on`)
    }
  }

  /** From out of service by failure back into it only after re-entry, as the walk itself counted it. */
  private checkReturn(name: string, before: Pool, step: Move): void {
    const old = before.servers[name]
    const now = this.pool.servers[name]
    if (old?.phase !== 'out' || now?.phase !== 'in' || old.held) return
    if (step.what === 'event' && step.event.kind === 'found') return
    const rules = this.rules.servers[name] ?? start
    for (const check of rules.checks) {
      const since = this.witness[name]?.[check]
      must(since !== null, `${name} returned while ${check} fails`)
      must(this.at - (since ?? this.at) >= rules.reentryMs, `${name} returned early`)
    }
  }
}

test('a random walk: weights in range, none for who is out, a return only after re-entry, wishes obeyed, effects tell all', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength: 80 }), fc.boolean(), (moves, sorry) => {
      const walk = new Walk(sorry)
      for (const step of moves) walk.run(step)
    }),
    { numRuns: 400 },
  )
})

test('a pool whose servers all pass comes to full weight, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const walk = new Walk(false)
      for (const step of moves) walk.run(step)
      const plain = { ...start, feedback: false }
      for (const server of NAMES) {
        walk.run({ waitMs: 0, server, what: 'config', rules: plain })
        walk.run({ waitMs: 0, server, what: 'event', event: { kind: 'resume', ...words } })
      }
      for (let second = 0; second < 240; second += 2)
        for (const server of NAMES)
          walk.run({ waitMs: 700, server, what: 'event', event: { kind: 'verdict', check: 'http', up: true, why } })
      walk.run({ waitMs: 0, server: 'a', what: 'tick' })
      expect(Object.values(walk.pool.servers).map((s) => [s.name, s.want.weight])).toEqual(NAMES.map(() => ['up', 8]))
    }),
    { numRuns: 100 },
  )
})
