import { expect, test } from 'vitest'
import type { Address } from '../kernel/state'
import { read } from '../lvscf'
import { bridgeFrom, lineOf, patient, QUIET_MS, SETTLED_MS, socketsOf, stepBridge } from './bridge'
import { placeOf } from './start'

const PAIR = `primary = 192.0.2.1
primary_private = 10.0.0.1
backup_active = 1
backup = 192.0.2.2
backup_private = 10.0.0.2
heartbeat_port = 539
keepalive = 2
deadtime = 6
`
const address = (text: string, device: string): Address => ({ device, address: text, prefix: 24, base: true })
const HERE = [address('192.0.2.1', 'eth0'), address('10.0.0.1', 'eth1')]
const place = (text: string) => placeOf(read(text).config, HERE, 'pulse')
const before = place(PAIR)
const changed = (from: string, to: string) => place(PAIR.replace(from, to))
const started = (after: ReturnType<typeof place>) => {
  const bridge = bridgeFrom(before, after, null)
  if (!bridge) throw new Error('no bridge')
  return bridge
}

test('a bridge stands after a change of port, addresses or times; not where nobody listened or the change is none', () => {
  expect(started(changed('= 539', '= 540')).behind).toEqual(lineOf(before))
  expect(started(changed('192.0.2.2', '192.0.2.3')).behind).toEqual(lineOf(before))
  expect(started(changed('deadtime = 6', 'deadtime = 9')).behind).toEqual(lineOf(before))
  const single = changed('backup_active = 1', 'backup_active = 0')
  expect([
    bridgeFrom(before, place(PAIR), null),
    bridgeFrom(single, before, null),
    bridgeFrom(before, single, null),
  ]).toEqual([null, null, null])
})

test('a second change before the partner followed keeps the line where the partner is; the way back ends the bridge', () => {
  const first = started(changed('= 539', '= 540'))
  const second = bridgeFrom(changed('= 539', '= 540'), changed('= 539', '= 541'), first)
  expect(second?.behind.port).toBe(539)
  expect(bridgeFrom(changed('= 539', '= 540'), before, first)).toBeNull()
  const followed = { ...first, settledFromMs: 1000 }
  expect(bridgeFrom(changed('= 539', '= 540'), changed('= 539', '= 541'), followed)?.behind.port).toBe(540)
})

test('while it stands: the shorter interval, the longer patience', () => {
  const shorter = changed('keepalive = 2\ndeadtime = 6', 'keepalive = 1\ndeadtime = 3')
  expect(patient(shorter.config, started(shorter))).toMatchObject({ keepaliveMs: 1000, deadtimeMs: 6000 })
  const longer = changed('keepalive = 2\ndeadtime = 6', 'keepalive = 5\ndeadtime = 20')
  expect(patient(longer.config, started(longer))).toMatchObject({ keepaliveMs: 2000, deadtimeMs: 20_000 })
  expect(patient(longer.config, null)).toBe(longer.config)
})

test('it ends by itself: first silent, then gone; a partner that falls back is spoken to again', () => {
  const bridge = started(changed('= 539', '= 540'))
  const at = (nowMs: number, from = bridge, oldMs: number | null = nowMs) =>
    stepBridge(from, { nowMs, newMs: nowMs, oldMs })
  const unheard = stepBridge(bridge, { nowMs: 10 * SETTLED_MS, newMs: null, oldMs: 10 * SETTLED_MS })
  expect(unheard).toMatchObject({ settledFromMs: null, mute: false })
  const heard = at(1000)
  expect(heard).toMatchObject({ settledFromMs: 1000, mute: false })
  const settled = at(1000 + SETTLED_MS, heard ?? bridge)
  expect(settled).toMatchObject({ mute: true })
  const muteAt = 1000 + SETTLED_MS
  // It still speaks over the old line: not over.
  expect(at(muteAt + QUIET_MS, settled ?? bridge)).toMatchObject({ mute: true })
  expect(at(muteAt + QUIET_MS, settled ?? bridge, muteAt)).toBeNull()
  const lost = stepBridge(settled ?? bridge, { nowMs: muteAt + 7000, newMs: muteAt, oldMs: muteAt + 7000 })
  expect(lost).toMatchObject({ settledFromMs: null, mute: false })
})

test('sockets: one for each own address and port, however many lines go over it', () => {
  const { port, routes } = before
  expect(socketsOf(before, null).map(({ from, to }) => [from, to])).toEqual([
    ['192.0.2.1', ['192.0.2.2']],
    ['10.0.0.1', ['10.0.0.2']],
  ])
  const moved = changed('= 539', '= 540')
  expect(socketsOf(moved, { port, routes, mute: false }).map((one) => [one.port, one.old.length])).toEqual([
    [540, 0],
    [540, 0],
    [539, 1],
    [539, 1],
  ])
  const other = changed('192.0.2.2', '192.0.2.3')
  expect(socketsOf(other, { port, routes, mute: false })[0]).toMatchObject({
    to: ['192.0.2.3', '192.0.2.2'],
    old: ['192.0.2.2'],
  })
  expect(socketsOf(other, { port, routes, mute: true })[0]).toMatchObject({ to: ['192.0.2.3'], old: ['192.0.2.2'] })
})
