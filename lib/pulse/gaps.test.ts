import { expect, test } from 'vitest'
import { gapsOf, longestOf } from './gaps'

test('answers close together: no gap, whatever their order', () => {
  expect(gapsOf([150, 50, 100], 0, 200, 60)).toEqual([])
  expect(gapsOf([], 0, 60, 60)).toEqual([])
})

test('gaps in the middle, at the beginning, to the end', () => {
  expect(gapsOf([100, 400, 450], 0, 500, 99)).toEqual([
    { atMs: 0, ms: 100, open: false },
    { atMs: 100, ms: 300, open: false },
  ])
  expect(gapsOf([50, 100], 0, 900, 99)).toEqual([{ atMs: 100, ms: 800, open: true }])
  expect(gapsOf([], 10, 1010, 99)).toEqual([{ atMs: 10, ms: 1000, open: true }])
})

test('an answer at the very end closes the last gap; answers from outside the time count for nothing', () => {
  expect(gapsOf([50, 900], 0, 900, 99)).toEqual([{ atMs: 50, ms: 850, open: false }])
  expect(gapsOf([-5, 950], 0, 900, 99)).toEqual([{ atMs: 0, ms: 900, open: true }])
})

test('the longest', () => {
  expect(longestOf([])).toBe(0)
  expect(longestOf(gapsOf([100, 400], 0, 500, 50))).toBe(300)
})
