import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pair, type Side } from './model'
import { Daemons } from './vrrp-model'
import { downMs } from './vrrp-times'

const SIDES = [0, 1] as const
const WHAT = [
  'cut public',
  'cut private',
  'cut both',
  'heal',
  'stall',
  'hang',
  'kill',
  'start',
  'start',
  'crash',
] as const
const ASKED = ['handover', 'take', 'stop', 'request start', 'term', 'failed'] as const
const move = fc.record({
  waitMs: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 15_000 })),
  side: fc.constantFrom<Side>(0, 1),
  what: fc.constantFrom(...WHAT, ...ASKED),
  ms: fc.oneof(fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 15_000 })),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never
const plan = fc.record({
  key: fc.boolean(),
  times: fc.constantFrom([1000, 4000], [2000, 5000], [1000, 2000], [6000, 18_000]),
  sync: fc.boolean(),
  moves: fc.array(move, { maxLength: 14 }),
})

type How = { key: boolean; times: readonly number[]; sync: boolean }

class World {
  readonly pair: Pair
  readonly daemons: Daemons
  private requests = 0

  constructor({ key, times, sync }: How) {
    const [keepaliveMs = 0, deadtimeMs = 0] = times
    this.pair = new Pair({ keepaliveMs, deadtimeMs, sync }, key ? 'keys' : 'old', 'vrrp')
    this.daemons = new Daemons(this.pair)
  }

  start(side: Side): void {
    if (this.pair.routers[side].state) return
    this.pair.start(side)
    this.daemons.began(side)
  }

  ask(side: Side, what: 'handover' | 'take' | 'stop' | 'start'): void {
    const asked = { at: this.pair.now, kind: 'request', withdraw: false, by: 'anna', id: ++this.requests } as const
    this.pair.event(side, { ...asked, what })
  }

  make({ side, what, ms }: Move): void {
    const { pair } = this
    const at = pair.now
    pair.story.push(`${(at / 1000).toFixed(3)} ${'AB'[side]} * ${what} ${ms}`)
    if (what === 'cut public' || what === 'cut both') pair.cut.add(`${side}public`)
    if (what === 'cut private' || what === 'cut both') pair.cut.add(`${side}private`)
    if (what === 'heal') pair.cut.clear()
    if (what === 'stall') pair.stall(side, ms)
    if (what === 'hang') pair.hang(side, ms)
    if (what === 'kill') pair.kill(side)
    if (what === 'start') this.start(side)
    if (what === 'crash') this.daemons.crash(side)
    if (what === 'handover' || what === 'take' || what === 'stop') this.ask(side, what)
    if (what === 'request start') this.ask(side, 'start')
    if (what === 'term') pair.event(side, { at, kind: 'term' })
    if (what === 'failed') pair.event(side, { at, kind: 'failed', why: 'no' })
  }

  /** Everything is whole from now on, and everybody takes part. */
  heal(): void {
    const { pair } = this
    const still = pair.routers.map((router) => Math.max(router.hungUntilMs, router.stalledUntilMs) - pair.now)
    pair.run(Math.max(0, ...still))
    for (let i = 0; i < 600 && pair.routers.some(({ state }) => state?.after || state?.giving); i++) pair.run(100)
    pair.story.push(`${pair.now / 1000} healed`)
    pair.cut.clear()
    for (const side of SIDES) {
      this.start(side)
      this.ask(side, 'start')
    }
  }

  told(): string {
    const now = SIDES.map((side) => `${this.daemons.word(side)} ${this.pair.routers[side].state?.name}`)
    return [...this.pair.story.slice(-60), ...now].join('\n')
  }
}

test('whatever happened to two routers under VRRP: once all is whole one serves, the one that VRRP says, and nothing moves any more', () => {
  fc.assert(
    fc.property(plan, ({ moves, ...how }) => {
      const [keepaliveMs = 0, deadtimeMs = 0] = how.times
      const world = new World(how)
      const { pair } = world
      world.start(0)
      for (const one of moves) {
        pair.run(one.waitMs)
        world.make(one)
      }
      world.heal()
      // One election, and as long as a router may wait for its outcome.
      pair.run(2 * downMs(deadtimeMs) + deadtimeMs + 4 * keepaliveMs + 2000)
      pair.measure()
      pair.run(60_000)
      expect([pair.longest, pair.serving().length], world.told()).toEqual([{ both: 0, none: 0 }, 1])
      expect(SIDES.map((side) => world.daemons.word(side)).sort(), world.told()).toEqual(['BACKUP', 'MASTER'])
      expect(world.daemons.word(pair.serving()[0] ?? 0), world.told()).toBe('MASTER')
      const answers = [...pair.answers.values()]
      expect(Math.max(...answers), `answered twice\n${world.told()}`).toBe(1)
      const killed = moves.some(({ what }) => what === 'kill' || what === 'term')
      if (!killed) expect(Math.min(...answers), `not answered\n${world.told()}`).toBe(1)
    }),
    { numRuns: Number(process.env.RUNS ?? 150), verbose: 0 },
  )
}, 120_000)

test('a pair at rest: a hand-over leaves nobody serving for less than a second and a half, and both never', () => {
  const world = new World({ key: true, times: [1000, 4000], sync: true })
  const { pair } = world
  for (const side of SIDES) world.start(side)
  pair.run(20_000)
  expect(pair.serving()).toEqual([0])
  pair.measure()
  world.ask(0, 'handover')
  pair.run(20_000)
  expect(pair.serving()).toEqual([1])
  expect(pair.longest.both).toBe(0)
  expect(pair.longest.none).toBeLessThan(1500)
})
