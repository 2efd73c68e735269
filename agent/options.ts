import type { Role } from '@/lib/plan/types'
import type { Paths } from '@/lib/store/paths'

/** How one agent runs. Times in ms. */
export type AgentOptions = {
  paths: Paths
  /** fixed; null = pulse decides */
  role: Role | null
  /** between two looks at the kernel and the files */
  lookEveryMs: number
  /** age up to which counters are given again without a new read */
  countersMs: number
  /** how often in `putBackWindowMs` one missing entry is put back before it is only an alarm (operations.md 2) */
  putBackTimes: number
  putBackWindowMs: number
  /** a journal file is closed and a new one begun beyond this size; the oldest of more than `journalFiles` goes */
  journalBytes: number
  journalFiles: number
}

export const DEFAULTS = {
  role: 'active',
  lookEveryMs: 3_000,
  countersMs: 1_000,
  putBackTimes: 3,
  putBackWindowMs: 60_000,
  journalBytes: 4 * 1024 * 1024,
  journalFiles: 8,
} as const satisfies Omit<AgentOptions, 'paths'>
