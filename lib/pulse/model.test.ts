import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { AGENT_MS, type Fate, type Mode, Pair, type Side } from './model'
import { WAIT_MS } from './state'

/** The largest delay of the wire, ms: D of the claim. */
const D = 300
type Move = { waitMs: number; side: Side; what: string; ms: number; which: number }

const side = fc.constantFrom<Side>(0, 1)
const fate = (lossy: boolean): fc.Arbitrary<Fate> =>
  fc.record({
    lost: lossy ? fc.boolean() : fc.constant(false),
    delayMs: fc.integer({ min: 0, max: D }),
    again: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: D }) },
    ),
  })
const move: fc.Arbitrary<Move> = fc.record({
  waitMs: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 12_000 })),
  side,
  what: fc.constantFrom(
    ...['cut public', 'cut private', 'cut both', 'heal', 'lossy', 'stall', 'hang', 'kill', 'start', 'start', 'restart'],
    ...['handover', 'take', 'stop', 'stop withdraw', 'request start', 'term', 'replay', 'failed'],
  ),
  ms: fc.oneof(fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 15_000 })),
  which: fc.nat(500),
})

/** Each request has a number of its own. */
let requests = 0

function make(pair: Pair, { side, what, ms, which }: Move, lossy: readonly Fate[]): void {
  const at = pair.now
  const asked = { at, kind: 'request', withdraw: false, by: 'anna', id: ++requests } as const
  pair.story.push(`${(at / 1000).toFixed(3)} ${'AB'[side]} * ${what} ${ms}`)
  if (what === 'cut public' || what === 'cut both') pair.cut.add(`${side}public`)
  if (what === 'cut private' || what === 'cut both') pair.cut.add(`${side}private`)
  if (what === 'heal') pair.cut.clear()
  if (what === 'lossy') pair.fates = lossy
  if (what === 'stall') pair.stall(side, ms)
  if (what === 'hang') pair.hang(side, ms)
  if (what === 'kill' || what === 'restart') pair.kill(side)
  if (what === 'start' || what === 'restart') pair.start(side)
  if (what === 'handover' || what === 'take') pair.event(side, { ...asked, what })
  if (what === 'request start') pair.event(side, { ...asked, what: 'start' })
  if (what.startsWith('stop')) pair.event(side, { ...asked, what: 'stop', withdraw: what !== 'stop' })
  if (what === 'term') pair.event(side, { at, kind: 'term' })
  if (what === 'failed') pair.event(side, { at, kind: 'failed', why: 'no' })
  if (what === 'replay') pair.replay(side, which)
}

const times = fc.constantFrom([1000, 2000], [2000, 5000], [1000, 4000], [6000, 18_000])
const plan = fc.record({
  mode: fc.constantFrom<Mode>('old', 'keys', 'one-key'),
  times,
  sync: fc.boolean(),
  moves: fc.array(move, { maxLength: 14 }),
  good: fc.array(fate(false), { minLength: 1, maxLength: 40 }),
  lossy: fc.array(fate(true), { minLength: 1, maxLength: 40 }),
})

/** On the way out by request: what was asked for is not over yet. */
const leaving = (pair: Pair) =>
  pair.routers.some(({ state }) => state?.after || (state?.giving && state.giving.purpose !== 'handover'))

/** Everything that was broken is whole from now on, and everybody takes part. Stalls and requests that still last end first. */
function heal(pair: Pair, good: readonly Fate[]): void {
  const { routers } = pair
  pair.run(Math.max(0, ...routers.map((r) => Math.max(r.hungUntilMs, r.stalledUntilMs) - pair.now)))
  for (let i = 0; i < 600 && leaving(pair); i++) pair.run(100)
  pair.story.push(`${pair.now / 1000} healed`)
  pair.cut.clear()
  pair.fates = good
  for (const side of [0, 1] as const) {
    pair.start(side)
    pair.event(side, { at: pair.now, kind: 'request', what: 'start', withdraw: false, by: 'anna', id: ++requests })
  }
}

test('the claim of operations.md 3, for any interleaving of loss, delay, duplication, reorder, stop, start, hang and stall', () => {
  fc.assert(
    fc.property(plan, ({ mode, times, sync, moves, good, lossy }) => {
      const [keepaliveMs = 0, deadtimeMs = 0] = times
      const pair = new Pair({ keepaliveMs, deadtimeMs, sync }, mode)
      pair.fates = good
      pair.start(0)
      for (const one of moves) {
        pair.run(one.waitMs)
        make(pair, one, lossy)
      }
      heal(pair, good)
      // A router that begins here listens first; the claim is about what follows.
      pair.measure()
      pair.run(keepaliveMs + WAIT_MS + 3 * D + 2 * AGENT_MS)
      const first = pair.longest
      pair.measure()
      pair.run(deadtimeMs + 4 * keepaliveMs)
      const { both, none } = pair.longest
      pair.measure()
      pair.run(60_000)
      const told = () => pair.story.slice(-60).join('\n')
      expect(both, `both active\n${told()}`).toBeLessThanOrEqual(keepaliveMs + D + 2 * AGENT_MS)
      const standbyMs = deadtimeMs + 2 * keepaliveMs + WAIT_MS + D + 2 * AGENT_MS
      expect(Math.max(first.none, none), `both standby\n${told()}`).toBeLessThanOrEqual(standbyMs)
      const killed = moves.some(({ what }) => ['kill', 'restart', 'term'].includes(what))
      const answered = [...pair.answers.values()]
      expect(Math.max(...answered), `answered twice\n${told()}`).toBe(1)
      if (!killed) expect(Math.min(...answered), `not answered\n${told()}`).toBe(1)
      expect([pair.longest, pair.serving().length], `not settled\n${told()}`).toEqual([{ both: 0, none: 0 }, 1])
    }),
    { numRuns: Number(process.env.RUNS ?? 300), verbose: 0 },
  )
}, 120_000)

test('the lease: a router of a settled pair that hangs or stands still does not answer beside its partner for long', () => {
  const pause = fc.record({
    waitMs: fc.integer({ min: 0, max: 20_000 }),
    side,
    what: fc.constantFrom('stall', 'hang'),
    ms: fc.integer({ min: 0, max: 60_000 }),
    which: fc.constant(0),
  })
  const story = fc.record({
    mode: fc.constantFrom<Mode>('old', 'keys', 'one-key'),
    times,
    moves: fc.array(pause, { maxLength: 3 }),
    good: fc.array(fate(false), { minLength: 1, maxLength: 40 }),
  })
  fc.assert(
    fc.property(story, ({ mode, times, moves, good }) => {
      const [keepaliveMs = 0, deadtimeMs = 0] = times
      const pair = new Pair({ keepaliveMs, deadtimeMs, sync: false }, mode)
      pair.fates = good
      pair.start(0)
      pair.start(1)
      for (const one of moves) {
        pair.run(60_000 + one.waitMs)
        make(pair, one, good)
        pair.run(one.ms)
      }
      pair.run(100_000)
      const told = () => pair.story.slice(-40).join('\n')
      expect(pair.longest.both, `both active\n${told()}`).toBeLessThanOrEqual(keepaliveMs + D + 2 * AGENT_MS)
      expect([pair.serving().length, pair.holds(0) !== pair.holds(1)], told()).toEqual([1, true])
    }),
    { numRuns: Number(process.env.RUNS ?? 40) },
  )
}, 120_000)
