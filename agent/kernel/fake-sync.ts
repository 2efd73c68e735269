import type { SyncEntry, SyncRole } from '@/lib/kernel/sync-daemon'
import type { SyncPart } from './kernel'

/** The kernel's sync daemons in memory, with what a test may do behind the agent's back. */
export type FakeSync = SyncPart & {
  readonly running: ReadonlyMap<SyncRole, SyncEntry>
  /** what was started and stopped, oldest first: `start master eth1 7`, `stop backup` */
  readonly ran: readonly string[]
  /** an interface gone and made anew under the same name */
  renew(device: string): void
}

/**
 * @param links the interfaces as they are now. A daemon needs one that is there, a master one that is up; once started it goes on whatever
 * happens to the interface, and is told to go on even after that is gone (tried)
 */
export function fakeSync(links: () => Readonly<Record<string, { up: boolean }>>): FakeSync {
  const running = new Map<SyncRole, SyncEntry>()
  const ran: string[] = []
  const renewed = new Map<string, number>()
  const entry = ({ role, device, id }: SyncEntry): SyncEntry => ({ role, device, id })
  const order: SyncRole[] = ['master', 'backup']
  return {
    running,
    ran,
    renew: (device) => renewed.set(device, (renewed.get(device) ?? 0) + 1),
    list: async () => order.flatMap((role) => running.get(role) ?? []).map(entry),
    start: async (wish) => {
      if (running.has(wish.role)) return 'Daemon has already run'
      const link = links()[wish.device]
      if (!link) return 'No such device'
      if (!link.up && wish.role === 'master') return 'Network is unreachable'
      running.set(wish.role, entry(wish))
      ran.push(`start ${wish.role} ${wish.device} ${wish.id}`)
      return null
    },
    stop: async (role) => {
      if (!running.delete(role)) return 'No daemon is running'
      ran.push(`stop ${role}`)
      return null
    },
    indexOf: async (device) => {
      const index = Object.keys(links()).indexOf(device)
      return index < 0 ? null : index + 2 + 100 * (renewed.get(device) ?? 0)
    },
  }
}
