import { expect, test } from 'vitest'
import { lossOf, nextBeat, noteHeard } from './channel'
import type { PulseState } from './types'

const silent = { heardAtMs: null, counts: [0], doubt: null, old: null }
const BEAT = { word: 'running', told: null } as const
const start: PulseState['channels'] = { public: silent, private: silent }

/** The public channel after beats of ours in which so many packets came, oldest first. */
const after = (...packets: number[]) =>
  packets.reduce(
    (channels, count, beat) =>
      nextBeat(
        Array.from({ length: count }).reduce<PulseState['channels']>(
          (c) => noteHeard(c, 'public', BEAT, beat),
          channels,
        ),
      ),
    start,
  ).public

test('a beat without a packet is a loss, and answers between beats make up for none', () => {
  expect(lossOf(after(1, 1, 1))).toBeNull()
  expect(lossOf(after(1, 1, 1, 1))).toBe(0)
  expect(lossOf(after(1, 1, 0, 0))).toBe(0.5)
  expect(lossOf(after(5, 1, 0, 0, 0, 0))).toBeCloseTo(4 / 6)
})

test('the beats of two routers drift: none and then two is no loss', () => {
  expect(lossOf(after(1, 0, 2, 1, 2, 0, 1, 1))).toBe(0)
})

test('what was before the partner was first heard does not count', () => {
  expect(lossOf(after(0, 0, 0, 0, 0, 0, 1, 1, 1, 1))).toBe(0)
  expect(lossOf(after(0, 0, 0, 0, 0))).toBe(1)
})
