import { expect, test } from 'vitest'
import type { Table, TableService } from '@/lib/api/types'
import { type History, remember } from './history'

const service = (key: string, connections: number | null, servers: TableService['servers'] = []) =>
  ({
    key,
    servers,
    rates: connections === null ? null : { connections, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 },
  }) as unknown as TableService
const look = (at: number, ...services: TableService[]): Table => ({ at, services, absent: [], text: '' })
const nothing: History = { times: [], rows: new Map() }

test('each look adds one value to every row; a new row begins with gaps', () => {
  const first = remember(nothing, look(1000, service('a', 1)))
  const second = remember(first, look(2000, service('a', 2), service('b', null)))
  const third = remember(second, look(3000, service('a', 3), service('b', 9)))
  expect(third.times).toEqual([1000, 2000, 3000])
  expect(third.rows.get('a')).toEqual([1, 2, 3])
  expect(third.rows.get('b')).toEqual([null, null, 9])
})

test('the same look twice is one look', () => {
  const once = remember(nothing, look(1000, service('a', 1)))
  expect(remember(once, look(1000, service('a', 1)))).toBe(once)
})

test('a row that is gone is forgotten, and a long pause starts anew', () => {
  const before = remember(nothing, look(1000, service('a', 1), service('b', 1)))
  expect([...remember(before, look(2000, service('a', 1))).rows.keys()]).toEqual(['a'])
  expect(remember(before, look(1000 + 6 * 60_000, service('a', 5))).times).toHaveLength(1)
})

test('the past is bounded', () => {
  let past = nothing
  for (let at = 1; at <= 200; at++) past = remember(past, look(at, service('a', at)))
  expect(past.times).toHaveLength(90)
  expect(past.rows.get('a')?.at(-1)).toBe(200)
})
