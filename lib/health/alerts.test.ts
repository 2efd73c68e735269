import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runCase } from './alert-cases/run'
import { type AlertSettings, alertSettings } from './alert-settings'
import type { AlertDelivery, AlertEvent, AlertWord } from './alert-types'
import { newAlertState, nextAlertMs, step } from './alerts'
import type { StateName } from './types'

const here = fileURLToPath(new URL('./alert-cases/', import.meta.url))
const LINE = '----------'

for (const name of readdirSync(here).filter((file) => file.endsWith('.case'))) {
  test(name, () => {
    const [input = '', expected = ''] = readFileSync(here + name, 'utf8').split(`\n${LINE}\n`)
    const result = runCase(input)
    if (process.env.UPDATE === '1') writeFileSync(here + name, `${input}\n${LINE}\n${result}\n`)
    else expect(`${result}\n`).toBe(expected)
  })
}

const STATES = ['up', 'down', 'warming', 'quiesced', 'draining', 'held', 'cut'] as const
const WORDS: { [state in StateName]?: AlertWord } = {
  up: 'up',
  warming: 'up',
  down: 'down',
  quiesced: 'down',
  draining: 'draining',
  cut: 'cut',
}

const walks = fc.array(
  fc.record({ server: fc.nat(3), to: fc.constantFrom(...STATES), afterMs: fc.integer({ min: 0, max: 120_000 }) }),
  { maxLength: 120 },
)
const settingsOf = fc.record({ count: fc.integer({ min: 1, max: 4 }), changes: fc.integer({ min: 3, max: 8 }) })

/** Runs a walk to its end, ticks included; gives what was delivered and how the servers are then. */
function walk(steps: { server: number; to: StateName; afterMs: number }[], settings: AlertSettings) {
  const state = newAlertState()
  const deliveries: AlertDelivery[] = []
  const now = new Map<number, StateName>()
  const take = (event: AlertEvent) => deliveries.push(...step(state, event, settings))
  const pass = (until: number) => {
    for (let next = nextAlertMs(state); next !== null && next <= until; next = nextAlertMs(state))
      take({ kind: 'tick', at: next })
  }
  let at = 0
  for (const { server, to, afterMs } of steps) {
    at += afterMs
    pass(at)
    const from = now.get(server) ?? 'up'
    now.set(server, to)
    const why = { code: to, params: {} }
    const base = { service: 'tcp v', virtual: 'v', name: `s${server}`, server: `s${server}` }
    take({ kind: 'server', at, from, to, why, ...base })
  }
  pass(Number.POSITIVE_INFINITY)
  return { deliveries, state }
}

test('whatever happens, the last word told of a server is how it is', () => {
  fc.assert(
    fc.property(walks, settingsOf, (steps, { count, changes }) => {
      const settings = alertSettings.parse({
        on: ['down', 'up', 'operator'],
        repeat: { count, perSec: 300 },
        digest: { gatherSec: 2, from: 1000, everySec: 10 },
        flap: { changes, withinSec: 200, calmSec: 100 },
      })
      const { deliveries, state } = walk(steps, settings)
      const last = new Map<string, AlertWord>()
      for (const delivery of deliveries)
        if (delivery.kind === 'news' && delivery.news.subject.kind === 'server')
          last.set(delivery.news.subject.server, delivery.news.word)
      const truth = new Map<string, AlertWord>()
      for (const { server, to } of steps) {
        const word = WORDS[to]
        if (word) truth.set(`s${server}`, word)
      }
      for (const [server, word] of truth) expect(last.get(server) ?? 'up').toBe(word)
      expect(state.owed.size).toBe(0)
      expect(nextAlertMs(state)).toBeNull()
    }),
  )
})

test('no word of a server is told oftener than the limit', () => {
  fc.assert(
    fc.property(walks, settingsOf, (steps, { count, changes }) => {
      const settings = alertSettings.parse({
        on: ['down', 'up', 'operator'],
        repeat: { count, perSec: 300 },
        digest: { gatherSec: 0, from: 1000, everySec: 10 },
        flap: { changes, withinSec: 60, calmSec: 60 },
      })
      const times = new Map<string, number[]>()
      const flapped = new Set<string>()
      for (const delivery of walk(steps, settings).deliveries) {
        if (delivery.kind !== 'news' || delivery.news.subject.kind !== 'server') continue
        const { word, subject } = delivery.news
        if (word === 'flapping') flapped.add(subject.server)
        // the end of flapping is told in any case, once for each time that it was told
        if (word === 'flapping' || flapped.delete(subject.server)) continue
        const key = `${subject.server} ${word}`
        const list = [...(times.get(key) ?? []), delivery.at]
        times.set(key, list)
        const limited = list.at(-1 - count)
        if (limited !== undefined) expect(delivery.at - limited).toBeGreaterThanOrEqual(300_000)
      }
    }),
  )
})

test('a hundred thousand servers that fail at once are one digest, soon', () => {
  const settings = alertSettings.parse({})
  const state = newAlertState()
  for (let i = 0; i < 100_000; i++) {
    const base = { service: `tcp v${i % 10_000}`, virtual: `v${i % 10_000}`, server: `s${i}`, name: `s${i}` }
    const why = { code: 'w', params: {} }
    step(state, { kind: 'server', at: 1000, from: 'up', to: 'down', why, ...base }, settings)
  }
  const deliveries = step(state, { kind: 'tick', at: 4000 }, settings)
  expect(deliveries.map((delivery) => delivery.kind === 'digest' && delivery.count)).toEqual([100_000])
})
