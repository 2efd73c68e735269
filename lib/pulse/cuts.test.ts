import { expect, test } from 'vitest'
import { read } from '../lvscf'
import type { Saying } from '../plan/types'
import { hasText } from '../text'
import { causesTakeover, cutsHeartbeat, type PairSettings } from './cuts'

const PAIR = `primary = 192.0.2.11
primary_private = 198.51.100.11
backup_active = 1
backup = 192.0.2.12
backup_private = 198.51.100.12
heartbeat_port = 539
keepalive = 2
deadtime = 6
`
const settings = (text: string, roleFrom?: PairSettings['roleFrom']): PairSettings => ({
  file: read(text, {}).config,
  roleFrom,
})
const change = (from: string, to: string) => cutsHeartbeat(settings(PAIR), settings(PAIR.replace(from, to)))
const codes = (found: Saying[]) => found.map(({ code }) => code.replace('pulse.cuts.', ''))

test('the same settings cut nothing, and neither does what has nothing to do with the pair', () => {
  expect(cutsHeartbeat(settings(PAIR), settings(PAIR))).toEqual([])
  expect(change('deadtime = 6\n', 'deadtime = 6\nmonitor_links = 1\nsyncdaemon = 1\n')).toEqual([])
  // Spelled out or left to its default: the same port.
  expect(change('heartbeat_port = 539\n', '')).toEqual([])
})

test('each key of the heartbeat is named with both values', () => {
  expect(change('= 539', '= 540')).toEqual([
    { code: 'pulse.cuts.port', params: { before: 539, after: 540, deadtime: 6 } },
  ])
  expect(change('backup = 192.0.2.12', 'backup = 192.0.2.13')).toEqual([
    {
      code: 'pulse.cuts.address',
      params: { key: 'backup', before: '192.0.2.12', after: '192.0.2.13', deadtime: 6 },
    },
  ])
  expect(codes(change('primary = 192.0.2.11', 'primary = 192.0.2.14'))).toEqual(['address'])
})

test('the private channel alone is no take-over: added, removed, changed', () => {
  const found = [
    change('backup_private = 198.51.100.12', 'backup_private = 198.51.100.13'),
    change('backup_private = 198.51.100.12\n', ''),
    change('primary_private = 198.51.100.11\n', ''),
  ]
  expect(found.map(codes)).toEqual([['private'], ['private'], ['private']])
  expect(found.flat().some(causesTakeover)).toBe(false)
})

test('times that the partner’s own times contradict are a take-over, others a difference', () => {
  expect(codes(change('keepalive = 2', 'keepalive = 3'))).toEqual(['times'])
  expect(codes(change('deadtime = 6', 'deadtime = 20'))).toEqual(['times'])
  // The partner still calls six seconds of silence death.
  expect(codes(change('keepalive = 2\ndeadtime = 6', 'keepalive = 6\ndeadtime = 18'))).toEqual(['keepalive'])
  // The partner still sends every two seconds only.
  expect(codes(change('keepalive = 2\ndeadtime = 6', 'keepalive = 1\ndeadtime = 2'))).toEqual(['deadtime'])
  expect(causesTakeover({ code: 'pulse.cuts.times', params: {} })).toBe(false)
  expect(causesTakeover({ code: 'pulse.cuts.deadtime', params: {} })).toBe(false)
  expect(causesTakeover({ code: 'pulse.cuts.address', params: {} })).toBe(true)
})

test('a pair begins, ends, takes its role from elsewhere', () => {
  expect(codes(change('backup_active = 1', 'backup_active = 0'))).toEqual(['disabled'])
  expect(codes(change('backup = 192.0.2.12', 'backup = 0.0.0.0'))).toEqual(['disabled'])
  const single = settings(PAIR.replace('backup_active = 1', 'backup_active = 0'))
  expect(codes(cutsHeartbeat(single, settings(PAIR)))).toEqual(['enabled'])
  expect(cutsHeartbeat(single, { ...single, roleFrom: 'vrrp' })).toEqual([])
  expect(codes(cutsHeartbeat(settings(PAIR, 'pulse'), settings(PAIR, 'vrrp')))).toEqual(['role'])
})

test('several changes are all named, the heaviest first', () => {
  const after = PAIR.replace('= 539', '= 540').replace('192.0.2.11', '192.0.2.14').replace('100.12', '100.13')
  expect(codes(cutsHeartbeat(settings(PAIR), settings(after)))).toEqual(['address', 'port', 'private'])
})

test('every finding has its sentence', () => {
  const all = ['enabled', 'disabled', 'role', 'address', 'port', 'keepalive', 'deadtime', 'times', 'private']
  expect(all.filter((code) => !hasText(`pulse.cuts.${code}`))).toEqual([])
})
