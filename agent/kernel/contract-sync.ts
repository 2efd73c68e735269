import type { SyncEntry } from '@/lib/kernel/sync-daemon'
import { type Assert, CONTRACT_DEVICE, type ContractCase } from './contract-tools'
import type { Kernel } from './kernel'

const master: SyncEntry = { role: 'master', device: CONTRACT_DEVICE, id: 7 }
const backup: SyncEntry = { role: 'backup', device: CONTRACT_DEVICE, id: 255 }

async function refusedBy(assert: Assert, answer: Promise<string | null>, why: RegExp): Promise<void> {
  const said = await answer
  assert.ok(said !== null && why.test(said), `the tool says ${why}, it said: ${said}`)
}

async function started(kernel: Kernel, assert: Assert, entry: SyncEntry): Promise<void> {
  assert.equal(await kernel.sync.start(entry), null, `${entry.role} is started`)
}

/** Sync daemons: how they read back, and what is refused. */
export const syncCases: ContractCase[] = [
  {
    name: 'a sync daemon reads back with interface and id, both roles side by side, and each ends alone',
    run: async (kernel, assert) => {
      const { sync } = kernel
      assert.equal(await sync.list(), [], 'none at first')
      await started(kernel, assert, backup)
      assert.equal(await sync.list(), [backup], 'one')
      await started(kernel, assert, master)
      assert.equal(await sync.list(), [master, backup], 'both')
      assert.equal(await sync.stop('backup'), null, 'stopped')
      assert.equal(await sync.list(), [master], 'the other one')
    },
  },
  {
    name: 'a sync daemon is refused twice, on an unknown interface, and when none is there to be stopped',
    run: async (kernel, assert) => {
      const { sync } = kernel
      await refusedBy(assert, sync.stop('master'), /No daemon is running/)
      await started(kernel, assert, master)
      await refusedBy(assert, sync.start({ ...master, id: 8 }), /already run/)
      await refusedBy(assert, sync.start({ ...backup, device: 'nosuch0' }), /nosuch0|No such device|Invalid argument/)
      assert.equal(await sync.list(), [master], 'the first one, as it was')
      assert.equal(await sync.indexOf('nosuch0'), null, 'no number of an interface that is not there')
      assert.ok((await sync.indexOf(CONTRACT_DEVICE)) ?? 0, 'the number of one that is')
    },
  },
]
