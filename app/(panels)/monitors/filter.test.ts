import { expect, test } from 'vitest'
import type { HealthServer } from '@/lib/api/health'
import { counted, filtered, notWell } from './filter'

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
