import type { CountedTable, KernelState, TemplateTable } from '@/lib/kernel/state'
import type { SyncEntry, SyncRole } from '@/lib/kernel/sync-daemon'
import type { Op } from '@/lib/plan/types'

/** What observe() is asked for beside the parts that are always read. */
export type Look = {
  sysctls: readonly string[]
  /** parts that show no sign of a change since they were last read need not be read again (reader.ts) */
  quick?: boolean
}

export type TableSince = { before: Pick<KernelState, 'services' | 'timeouts'>; ops: readonly Op[] }

/** How far a list of operations got. `why` is the tool's own text. */
export type Executed = { done: number; failed?: { index: number; why: string } }

/** The connection synchronisation of a kernel. Only agent/kernel/sync-daemon.ts starts and stops it. */
export interface SyncPart {
  /** what runs, at most one daemon of each role. @throws AgentError */
  list(): Promise<SyncEntry[]>
  /** The tool's text when it refuses: it runs already, the interface is not there or down. Null when it was started. */
  start(entry: SyncEntry): Promise<string | null>
  /** The tool's text when it refuses, null when it was stopped. */
  stop(role: SyncRole): Promise<string | null>
  /** The number by which the kernel knows this interface; null = there is none of that name. */
  indexOf(device: string): Promise<number | null>
}

/**
 * A router's kernel, real or fake (one contract suite runs on both). Only agent/apply.ts calls `execute`.
 * Nothing here decides: it reads the machine as data and runs operations as they are.
 */
export interface Kernel {
  /** Everything of lib/kernel/state, read from the machine now. Throws an AgentError with the tool's text when a tool fails. */
  observe(look: Look): Promise<KernelState>
  /**
   * The IPVS part of it alone: for a change that touched nothing else. With what it was before and the operations that were run since, only the
   * services that they are about may be read.
   */
  observeTable(since?: TableSince): Promise<Pick<KernelState, 'services' | 'timeouts'>>
  /** Addresses and interfaces alone: a change of role has no time for the rest. */
  observeNet(): Promise<Pick<KernelState, 'addresses' | 'links' | 'loopback'>>
  /**
   * Runs the operations in order, ipvsadm ones as lines of one `ipvsadm -R`; stops at the first failure it sees. `told` hears how many are
   * done. The caller reads back.
   */
  execute(ops: readonly Op[], told?: (done: number) => void): Promise<Executed>
  /** Connection counts and traffic counters of the whole table. `list`: what tableText() gave just now; it is not read again then. */
  counters(list?: string): Promise<CountedTable>
  /** Persistence entries of each server. */
  templates(): Promise<TemplateTable>
  /** `ipvsadm -Ln` as a person would see it. */
  tableText(): Promise<string>
  /** Tools found, with version or kind: `ipvsadm` → `1.31`, `iptables` → `nft` | `legacy`, `arping` ...; a missing tool is absent. */
  tools(): Promise<Record<string, string>>
  readonly sync: SyncPart
}
