import * as z from 'zod'
import { pairAnswer } from './pair'
import { actor } from './requests'

/** A hand-over that was tried: there, measured, and back. operations.md 4. Times in epoch ms, lengths in ms. */
const saying = pairAnswer.shape.why

export const REHEARSAL_STEPS = ['there', 'resting', 'back'] as const

export const rehearsal = z.object({
  /** when it began; names it */
  at: z.number(),
  by: z.string(),
  tookMs: z.number(),
  /** the hand-over to the partner */
  there: pairAnswer,
  /** the hand-over back; null = it did not come to that */
  back: pairAnswer.nullable(),
  /** the virtual address that was asked for */
  address: z.string().nullable(),
  /** from the last virtual address on this router to the partner's first ARP answer or announcement; null = not measured, `unmeasured` says why */
  gapMs: z.number().nullable(),
  unmeasured: saying.nullable(),
  /** what a third host saw (`arapaima probe`), told by hand: the better number */
  seenMs: z.number().nullable(),
})
export type Rehearsal = z.infer<typeof rehearsal>

export const rehearsalsAnswer = z.object({
  /** one is under way; `since` when it began */
  running: z.object({ step: z.enum(REHEARSAL_STEPS), since: z.number(), by: z.string() }).nullable(),
  /** why none can begin now; null = one can */
  cannot: saying.nullable(),
  /** newest first */
  list: z.array(rehearsal),
})
export type RehearsalsAnswer = z.infer<typeof rehearsalsAnswer>

/** Begins one on the active router; the answer comes at once, what came of it stands in the list. */
export const rehearseBody = z.strictObject({ actor })
/** What a third host measured over a rehearsal. `at` names it. At most ten minutes. */
export const seenBody = z.strictObject({ at: z.number(), seenMs: z.number().min(0).max(600_000), actor })
