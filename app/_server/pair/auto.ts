import type { Saying } from '@/lib/plan/types'
import type { Look } from '@/lib/sync'

/**
 * Automatic sync after an apply: when it is due. Pure; the watcher acts on it. It looks at what is, not at what just happened, so that an
 * apply by the command, or while the console was away, counts too.
 */
export type AutoState = {
  /** what was tried last */
  hash: string
  failures: number
  /** epoch ms; before it nothing is tried */
  nextAt: number
  /** why the last try came to nothing; null: it did not fail */
  failed: Saying | null
}
export const NO_AUTO: AutoState = { hash: '', failures: 0, nextAt: 0, failed: null }

export type AutoFacts = {
  /** chosen in the settings */
  auto: boolean
  savedHash: string
  /** what runs here; null: nothing, or the agent is away */
  runningHash: string | null
  role: 'active' | 'standby' | null
  look: Look | null
}

const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 600_000

/**
 * True if a sync is to be tried now: this router serves, what is saved here runs here, and the partner, which would apply it by itself, has
 * something older. An active partner wants a person who has seen its plan (operations.md 5); one whose files are not from here is never overwritten.
 */
export function isDue(state: AutoState, facts: AutoFacts, now: number): boolean {
  const { auto, role, savedHash, runningHash, look } = facts
  if (!auto || role !== 'active' || runningHash !== savedHash || look === null) return false
  if (state.hash === savedHash && now < state.nextAt) return false
  if (look.files) return look.files.known && !look.files.equal
  if (!look.heard) return false
  const { theirs, equal, known } = look.heard
  if (!known || !theirs.agent.up || theirs.agent.role !== 'standby') return false
  return !equal || theirs.agent.running?.hash !== savedHash
}

/** After a try: done, or the pause before the next one, doubled each time. */
export function afterTry(state: AutoState, hash: string, failed: Saying | null, now: number): AutoState {
  if (failed === null) return { ...NO_AUTO, hash }
  const failures = state.hash === hash ? state.failures + 1 : 1
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
  return { hash, failures, nextAt: now + pause, failed }
}

/** A failure that no longer matters: something else is saved, or the pair is in sync by other means. */
export function settled(state: AutoState, facts: AutoFacts): AutoState {
  const equal = facts.look?.heard?.equal ?? facts.look?.files?.equal ?? false
  return state.failed && (!facts.auto || equal || state.hash !== facts.savedHash) ? NO_AUTO : state
}
