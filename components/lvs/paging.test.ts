import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableServer } from '@/lib/api/types'
import { pageOf, pagesOf } from './paging'

const services = (...counts: number[]) => counts.map((count) => ({ servers: new Array<TableServer>(count) }))

test('services are kept whole', () => {
  expect(pagesOf(services(3, 3, 3), 8)).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 3 },
  ])
  expect(pagesOf(services(50, 1), 8)).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 2 },
  ])
  expect(pagesOf([], 8)).toEqual([])
})

test('every service is on exactly one page, in order, and no page with two is too long', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 60 }), (counts) => {
      const pages = pagesOf(services(...counts), 20)
      expect(pages.flatMap(({ from, to }) => counts.slice(from, to))).toEqual(counts)
      for (const { from, to } of pages) {
        const rows = counts.slice(from, to).reduce((sum, count) => sum + count + 1, 0)
        expect(to - from === 1 || rows <= 20).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

test('a list of rows: a number outside is the nearest page', () => {
  const list = Array.from({ length: 101 }, (_, i) => i)
  const pages = [
    { from: 0, to: 100 },
    { from: 100, to: 101 },
  ]
  expect(pageOf(list, 100, 2)).toEqual({ rows: [100], pages, current: 2 })
  expect(pageOf(list, 100, 9).current).toBe(2)
  expect(pageOf(list, 100, -1).current).toBe(1)
  expect(pageOf(list, 100, Number.NaN).rows).toEqual(list.slice(0, 100))
  expect(pageOf(list.slice(0, 100), 100, 1).pages).toHaveLength(1)
  expect(pageOf([], 100, 1)).toEqual({ rows: [], pages: [], current: 1 })
})
