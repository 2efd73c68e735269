import type { Saying } from '@/lib/plan/types'
import { systemWorld } from '@/lib/store/world'
import { SyncError } from './errors'
import type { MachineFacts } from './facts'
import { compareBySftp } from './fallback'
import type { OpenPair } from './open'
import { FILE_STEPS, type StepResult, stepsOf, stepsUntil } from './steps'
import { type PairStatus, pairStatus } from './sync'

/** One look at the partner: how far bringing it in has come, and how it stands to this router. */
export type Look = {
  /** when it ended, epoch ms */
  at: number
  steps: StepResult[]
  /** why nothing was heard; null: it answered */
  why: Saying | null
  /** the partner's `arapaima receive`; null without an answer, and for a router without Arapaima */
  heard: PairStatus | null
  /** a router without Arapaima: whether its files are copies of what is saved here (`savedHash`), or of an older revision */
  files: { equal: boolean; known: boolean; mine: string; theirs: string; savedHash: string } | null
}

/** Looks once. What the partner lacks is part of the answer. @throws StoreError when the files here cannot be read */
export async function lookAtPartner(
  pair: OpenPair,
  here: MachineFacts & { version: string },
  now: () => number = Date.now,
): Promise<Look> {
  const bySftp = pair.settings.via === 'sftp'
  try {
    if (bySftp) {
      const { hash: savedHash } = await pair.store.read()
      const { equal, known, mine, theirs } = await compareBySftp({ ...pair, world: systemWorld() })
      const steps = FILE_STEPS.map((step): StepResult => ({ step, state: 'done' }))
      return { at: now(), steps, why: null, heard: null, files: { equal, known, mine, theirs, savedHash } }
    }
    const heard = await pairStatus(pair, now)
    return { at: now(), steps: stepsOf(heard.theirs, here, heard.clockSec), why: null, heard, files: null }
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    const why = { code: error.code, params: error.params }
    return { at: now(), steps: stepsUntil(error, bySftp ? FILE_STEPS : undefined), why, heard: null, files: null }
  }
}
