import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_WEIGHT } from '../kernel/ipvs'
import { estimateEnd, leftOf } from './drain'
import { staysAtZero } from './quiesce'
import { afterLoad, clampWeight, firstWeight, loadFrom, WARM_STEP_MS, warmed } from './weight'

test.each([
  [1000, 31],
  [64, 2],
  [63, 1],
  [1, 1],
  [0, 0],
  [65535, 2047],
])('slow start of weight %i begins with %i', (weight, first) => expect(firstWeight(weight)).toBe(first))

test('slow start doubles each step and ends exactly at the weight', () => {
  expect(warmed(31, 0, WARM_STEP_MS - 1, 1000)).toEqual({ weight: 31, stepAtMs: 0 })
  expect(warmed(31, 0, WARM_STEP_MS, 1000)).toEqual({ weight: 62, stepAtMs: WARM_STEP_MS })
  expect(warmed(31, 0, 5 * WARM_STEP_MS, 1000)).toEqual({ weight: 992, stepAtMs: 5 * WARM_STEP_MS })
  expect(warmed(31, 0, 6 * WARM_STEP_MS, 1000)).toEqual({ weight: 1000, stepAtMs: null })
})

test.each([
  // current, configured, load, new
  [100, 100, 0, 150],
  [100, 100, 0.1, 148],
  [950, 100, 0, 1000],
  [1000, 100, 0, 1000],
  [150, 100, 2, 100],
  [500, 100, 9, 400],
  [110, 100, 3, 110],
  [100, 100, 1, 100],
  [100, 100, null, 100],
  [100, 100, Number.NaN, 100],
  [60000, 60000, 0, 60000],
  [50000, 50000, 0, 65535],
  [0, 0, 0, 0],
])('load feedback: %i of %i at load %s gives %i', (current, configured, load, next) =>
  expect(afterLoad(current, configured, load)).toBe(next),
)

test('load feedback never leaves w..10w and 0..65535', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: MAX_WEIGHT }),
      fc.array(fc.double(), { maxLength: 30 }),
      (configured, loads) => {
        let weight = configured
        for (const load of loads) {
          weight = afterLoad(weight, configured, load)
          expect(weight).toBe(clampWeight(weight))
          expect(weight).toBeGreaterThanOrEqual(configured)
          expect(weight).toBeLessThanOrEqual(Math.min(MAX_WEIGHT, 10 * configured))
        }
      },
    ),
  )
})

test.each([
  [' 14:02:11 up 3 days,  2:11,  1 user,  load average: 0.15, 0.10, 0.05', 0.15],
  ['rs1   up  3 days, 2 users, load average: 1.25, 0.9, 0.1', 1.25],
  ['rs1       up   1+02:11,     0 users,  load 0.15, 0.05, 0.01', 0.15],
  ['load averages: 2,50 1,00 0,50', 2.5],
  ['load: 3', 3],
  ['rs1: RPC: Program not registered', null],
  ['', null],
])('the load in %j', (output, load) => expect(loadFrom(output)).toBe(load))

test('a persistent service quiesces only where expire_quiescent_template is on', () => {
  const of = (quiesceServer: boolean, persistent: boolean, expireQuiescentTemplate: boolean) =>
    staysAtZero({ quiesceServer, persistent, expireQuiescentTemplate })
  expect(of(true, false, false)).toBe(true)
  expect(of(true, true, false)).toBe(false)
  expect(of(true, true, true)).toBe(true)
  expect(of(false, false, true)).toBe(false)
})

test('the end of a drain is estimated from what ends, and not at all while nothing does', () => {
  const line = [0, 1, 2, 3].map((i) => ({ atMs: i * 1000, left: 100 - 10 * i }))
  expect(estimateEnd(line)).toBe(10_000)
  expect(estimateEnd(line.slice(0, 2))).toBeNull()
  expect(estimateEnd(line.map((s) => ({ ...s, left: 50 })))).toBeNull()
  expect(estimateEnd([{ atMs: 7, left: 0 }])).toBe(7)
  expect(estimateEnd([])).toBeNull()
  expect(leftOf({ active: 1, inactive: 2, templates: 4 })).toBe(7)
})
