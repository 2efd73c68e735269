import { expect, test } from 'vitest'
import type { PairView } from '@/lib/api/pair'
import { sayCode } from '@/lib/text'
import { asksOf, effectsOf, type PairAsk, rehearseAsk } from './pair-asks'
import { pairOf, singleOf, standbyOf } from './testing/pair'

const code = (one: string, params = {}) => sayCode('en', one, params)
const buttons = (pair: PairView) =>
  asksOf(pair).map(({ what, cannot, force }) => `${what}${cannot ? ` ${cannot.code}` : ''}${force ? ' force' : ''}`)
const effects = (what: PairAsk, pair: PairView) =>
  effectsOf(what, pair, code).map(({ key }) => key.replace('pair.effect.', ''))
const cannot = (name: string) => ({ code: `pulse.cannot.${name}`, params: { item: 'revision' } })
const stopRefused = (name: string) => pairOf({ can: { ...pairOf().can, stop: cannot(name) } })

test('each state offers what belongs to it, with the reason why not', () => {
  expect(buttons(pairOf())).toEqual(['handover', 'stop'])
  expect(buttons(standbyOf())).toEqual(['take', 'stop'])
  expect(buttons(singleOf())).toEqual(['handover pulse.cannot.no-partner', 'stop'])
  expect(buttons(pairOf({ state: 'off', can: { ...pairOf().can, start: null } }))).toEqual(['start'])
  expect(buttons(pairOf({ state: 'fault' }))).toEqual(['take pulse.cannot.not-standby', 'stop'])
})

test('a stop that is refused for the partner’s sake can be forced; any other refusal is final', () => {
  expect(buttons(stopRefused('not-ready'))).toEqual(['handover', 'stop force'])
  for (const name of ['starting', 'under-way', 'stopped', 'heartbeat-gone'])
    expect(buttons(stopRefused(name))).toEqual(['handover', `stop pulse.cannot.${name}`])
})

test('a hand-over says what becomes of established connections', () => {
  const sync = (state: 'ok' | 'no' | 'unknown') =>
    pairOf().readiness.map((line) => (line.item === 'sync' ? { ...line, state } : line))
  expect(effects('handover', pairOf())).toEqual(['gives', 'connectionsStay', 'returns'])
  expect(effects('handover', pairOf({ readiness: sync('no') }))).toContain('connectionsEnd')
  expect(effects('handover', pairOf({ readiness: sync('unknown') }))).toContain('connectionsUnknown')
  // Not used: the list calls that ready, the connections end all the same.
  expect(effects('handover', pairOf({ sync: null }))).toContain('connectionsEnd')
  expect(effects('take', standbyOf())).toEqual(['takes', 'connectionsStay'])
})

test('a partner with Piranha’s heartbeat only is said to be unknown', () => {
  const { partner } = pairOf()
  expect(effects('handover', pairOf({ partner: partner && { ...partner, old: true, told: null } }))).toContain('old')
})

test('a stop says what happens to traffic in each case', () => {
  const { partner } = pairOf()
  const silent = pairOf({ partner: partner && { ...partner, alive: false } })
  expect(effects('stop', pairOf())).toEqual(['stopGives', 'connectionsStay', 'stopKept'])
  expect(effects('stop', silent)).toEqual(['stopStays', 'stopKept'])
  expect(effects('stop', singleOf())).toEqual(['stopStays', 'stopKept'])
  expect(effects('stop', standbyOf())).toEqual(['stopStandby', 'stopKept'])
  expect(effects('stop', stopRefused('not-ready'))).toEqual(['stopRefused', 'stopKept'])
})

test('a start says who will serve', () => {
  expect(effects('start', pairOf({ state: 'off', holding: false }))).toEqual(['startListens'])
  expect(effects('start', pairOf({ state: 'off' }))).toEqual(['startListens', 'startHolding'])
  expect(effects('start', singleOf({ state: 'off' }))).toEqual(['startAlone'])
})

test('a rehearsal moves the service twice, and needs what a hand-over needs', () => {
  expect(effects('rehearse', pairOf())).toEqual(['gives', 'connectionsStay', 'rehearse'])
  expect(rehearseAsk(pairOf(), null).cannot).toBeNull()
  expect(rehearseAsk(singleOf(), null).cannot?.code).toBe('pulse.cannot.no-partner')
  expect(rehearseAsk(singleOf(), { code: 'pulse.rehearsal.under-way', params: {} }).cannot?.code).toBe(
    'pulse.rehearsal.under-way',
  )
})
