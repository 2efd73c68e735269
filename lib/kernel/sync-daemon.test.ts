import { expect, test } from 'vitest'
import {
  indexIn,
  parseSyncDaemons,
  type SyncEntry,
  startSyncArgv,
  stopSyncArgv,
  syncEntryFault,
  syncSteps,
} from './sync-daemon'

const master: SyncEntry = { role: 'master', device: 'eth1', id: 7 }
const backup: SyncEntry = { role: 'backup', device: 'eth1', id: 7 }
const asMaster = { roles: ['master'], device: 'eth1', id: 7 } as const

test('what ipvsadm prints: nothing, one daemon, both; old and new forms', () => {
  expect(parseSyncDaemons('')).toEqual([])
  expect(parseSyncDaemons('master sync daemon (mcast=eth1, syncid=7)\n')).toEqual([master])
  const both =
    'master sync daemon (mcast=eth1, syncid=7, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)\nbackup sync daemon (mcast=bond0.12, syncid=0, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)\n'
  expect(parseSyncDaemons(both)).toEqual([master, { role: 'backup', device: 'bond0.12', id: 0 }])
  expect(() => parseSyncDaemons('Memory allocation problem\n')).toThrow(/Memory allocation/)
})

test('one daemon is left, the one that is wanted; nothing is done where it runs', () => {
  expect(syncSteps([], null)).toEqual({ stop: [], start: [] })
  expect(syncSteps([], asMaster)).toEqual({ stop: [], start: [master] })
  expect(syncSteps([master], asMaster)).toEqual({ stop: [], start: [] })
  expect(syncSteps([master, backup], asMaster)).toEqual({ stop: ['backup'], start: [] })
  expect(syncSteps([backup], asMaster)).toEqual({ stop: ['backup'], start: [master] })
  expect(syncSteps([master, backup], null)).toEqual({ stop: ['master', 'backup'], start: [] })
  expect(syncSteps([{ ...master, device: 'eth0' }], asMaster)).toEqual({ stop: ['master'], start: [master] })
  const both = { ...asMaster, roles: ['master', 'backup'] } as const
  expect(syncSteps([master], both)).toEqual({ stop: [], start: [backup] })
  expect(syncSteps([], both)).toEqual({ stop: [], start: [master, backup] })
  expect(syncSteps([{ ...master, id: 8 }], asMaster)).toEqual({ stop: ['master'], start: [master] })
})

test('no device or id that a tool could misread', () => {
  expect(syncEntryFault(master)).toBe(null)
  expect(syncEntryFault({ device: 'bond0.12', id: 0 })).toBe(null)
  for (const device of ['', '-x', '--syncid', 'eth0 eth1', 'eth0\n', 'eth0:1', 'a23456789012345b', '../eth0'])
    expect(syncEntryFault({ device, id: 1 }), device).toBe('device')
  for (const id of [-1, 256, 1.5, Number.NaN]) expect(syncEntryFault({ device: 'eth0', id }), String(id)).toBe('id')
})

test('the number of an interface', () => {
  const text =
    'Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n1\tlo        :     1      V3\n\t\t\t\t010000E0     1 0:00000000\t\t0\n12\tbond0.1234567890:     2      V3\n'
  expect([indexIn(text, 'lo'), indexIn(text, 'bond0.1234567890'), indexIn(text, 'bond0')]).toEqual([1, 12, null])
})

test('argv', () => {
  expect(startSyncArgv(backup)).toEqual(['--start-daemon', 'backup', '--mcast-interface', 'eth1', '--syncid', '7'])
  expect(stopSyncArgv('master')).toEqual(['--stop-daemon', 'master'])
})
