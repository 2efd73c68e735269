import { beforeEach, expect, test } from 'vitest'
import type { SyncEntry } from '@/lib/kernel/sync-daemon'
import { type FakeSync, fakeSync } from './fake-sync'
import { SyncDaemon } from './sync-daemon'

let links: Record<string, { up: boolean }>
let part: FakeSync
let said: string[]
let daemon: SyncDaemon
const master: SyncEntry = { role: 'master', device: 'eth1', id: 7 }
const backup: SyncEntry = { role: 'backup', device: 'eth1', id: 7 }
const asMaster = { roles: ['master'], device: 'eth1', id: 7 } as const
const asBackup = { ...asMaster, roles: ['backup'] } as const

beforeEach(() => {
  links = { eth0: { up: true }, eth1: { up: true } }
  part = fakeSync(() => links)
  said = []
  daemon = new SyncDaemon(part, (line) => said.push(line), 0)
})

test('one role after the other, then none', async () => {
  await daemon.bring(asBackup)
  expect([daemon.ok(), daemon.state()]).toEqual([
    true,
    { wanted: 'backup', running: 'backup', device: 'eth1', id: 7, why: null },
  ])
  await daemon.bring(asMaster)
  expect(daemon.state()).toMatchObject({ wanted: 'master', running: 'master', why: null })
  await daemon.bring(null)
  expect(part.ran).toEqual(['start backup eth1 7', 'stop backup', 'start master eth1 7', 'stop master'])
  expect([daemon.ok(), daemon.state()]).toEqual([true, { wanted: null, running: null, device: '', id: 0, why: null }])
})

test('an agent that finds it as wanted does nothing', async () => {
  await part.start(master)
  const before = part.ran.length
  await daemon.bring(asMaster)
  await daemon.look()
  expect([part.ran.length, daemon.ok()]).toEqual([before, true])
})

test('while a service is given away both run, and none is interrupted before or after', async () => {
  await daemon.bring(asMaster)
  await daemon.bring({ ...asMaster, roles: ['master', 'backup'] })
  expect([daemon.ok(), daemon.state()]).toMatchObject([true, { wanted: 'master', running: 'master' }])
  await daemon.bring(asBackup)
  expect(part.ran).toEqual(['start master eth1 7', 'start backup eth1 7', 'stop master'])
})

test('both run: the one that is not wanted ends', async () => {
  await part.start(master)
  await part.start(backup)
  await daemon.bring(asBackup)
  expect([...part.running.keys()]).toEqual(['backup'])
  expect(part.ran.slice(2)).toEqual(['stop master'])
})

test('while none is wanted, what somebody else started stays; what we wanted once is ended', async () => {
  await part.start(master)
  await daemon.bring(null)
  await daemon.look()
  expect([...part.running.keys()]).toEqual(['master'])
  await daemon.bring(asMaster)
  await daemon.bring(null)
  expect(part.running.size).toBe(0)
})

test('other interface, other id: ended and started', async () => {
  await daemon.bring(asMaster)
  await daemon.bring({ ...asMaster, device: 'eth0' })
  await daemon.bring({ ...asMaster, device: 'eth0', id: 8 })
  expect([...part.running.values()]).toEqual([{ role: 'master', device: 'eth0', id: 8 }])
})

test('ended by hand, or its interface made anew: started again at the next look', async () => {
  await daemon.bring(asMaster)
  await part.stop('master')
  await daemon.look()
  expect(part.running.get('master')).toEqual(master)
  part.renew('eth1')
  await daemon.look()
  expect(part.ran.slice(-2)).toEqual(['stop master', 'start master eth1 7'])
  const before = part.ran.length
  await daemon.look()
  expect(part.ran.length).toBe(before)
})

test('while all is well it rests between two looks; not while something is amiss', async () => {
  let reads = 0
  const counted = { ...part, list: () => part.list().finally(() => reads++) }
  const resting = new SyncDaemon(counted, () => undefined, 60_000)
  await resting.bring(asMaster)
  const before = reads
  await resting.look()
  await resting.look()
  expect(reads).toBe(before)
  links.eth0 = { up: false }
  await resting.bring({ ...asMaster, device: 'eth0' })
  const amiss = reads
  await resting.look()
  expect(reads).toBeGreaterThan(amiss)
})

test('a down interface is said once and tried again at each look', async () => {
  links.eth1 = { up: false }
  await daemon.bring(asMaster)
  await daemon.look()
  expect([daemon.ok(), daemon.state().why, said.length]).toEqual([false, 'Network is unreachable', 1])
  links.eth1 = { up: true }
  await daemon.look()
  expect([daemon.ok(), daemon.state().why]).toEqual([true, null])
})

test('only the newest of several wishes is brought about, and nothing runs twice', async () => {
  await Promise.all([daemon.bring(asBackup), daemon.bring(null), daemon.bring(asMaster), daemon.look()])
  expect(part.ran).toEqual(['start master eth1 7'])
  const slow = daemon.look()
  await Promise.all([slow, daemon.bring(asBackup), daemon.bring(asMaster)])
  expect(part.ran).toEqual(['start master eth1 7'])
})

test('a tool that fails, and values that cannot be, are told and never thrown', async () => {
  await daemon.bring({ ...asMaster, device: '--syncid' })
  expect([daemon.ok(), daemon.state().why]).toEqual([false, 'not a network device: --syncid'])
  await daemon.bring({ ...asMaster, id: 300 })
  expect(daemon.state().why).toBe('not a sync id: 300')
  const broken = new SyncDaemon({ ...part, list: () => Promise.reject(new Error('no ipvsadm')) }, () => undefined)
  await broken.bring(asMaster)
  expect([broken.ok(), broken.state().why]).toEqual([false, 'no ipvsadm'])
  expect(part.ran).toEqual([])
})
