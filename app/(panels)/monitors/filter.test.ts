import { expect, test } from 'vitest'
import type { HealthServer } from '@/lib/api/health'
import { counted, filtered, notWell, PAGE_ROWS, pageOf } from './filter'

const server = (name: string, state: HealthServer['state'], virtual: string) =>
  ({ name, state, virtuals: [virtual], service: 'tcp 192.0.2.1:80' }) as HealthServer
const ALL = [
  server('a', 'up', 'web'),
  server('b', 'down', 'web'),
  server('c', 'inactive', 'mail'),
  server('d', 'up', 'mail'),
]
const names = (servers: readonly HealthServer[]) => servers.map((one) => one.name).join('')

test('a filter takes a part of the name, the key of the service, and one state', () => {
  expect(names(filtered(ALL, { virtual: '', state: '' }))).toBe('abcd')
  expect(names(filtered(ALL, { virtual: 'we', state: '' }))).toBe('ab')
  expect(names(filtered(ALL, { virtual: '192.0.2.1:80', state: 'up' }))).toBe('ad')
  expect(names(filtered(ALL, { virtual: 'nobody', state: '' }))).toBe('')
})

test('what is not simply up, and how many are in which state', () => {
  expect(names(notWell(ALL))).toBe('b')
  expect(counted(ALL)).toEqual([
    ['up', 2],
    ['down', 1],
    ['inactive', 1],
  ])
})

test('pages: a number outside is the nearest', () => {
  const rows = Array.from({ length: PAGE_ROWS + 1 }, (_, i) => i)
  expect(pageOf(rows, 2)).toEqual({ rows: [PAGE_ROWS], page: 2, pages: 2 })
  expect(pageOf(rows, 9).page).toBe(2)
  expect(pageOf(rows, Number.NaN).rows.length).toBe(PAGE_ROWS)
  expect(pageOf([], 1)).toEqual({ rows: [], page: 1, pages: 1 })
})
