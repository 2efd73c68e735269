import type { DiffPart } from '../ui/diff-lines'

/**
 * What a save that did not happen gives back to its form: everything typed, each problem at its field, and the revision
 * to send next time. Plain data: it crosses from the server to the browser, and without JavaScript it is rendered at once.
 */
export type FormState = {
  /** differs from answer to answer, so that the same problem twice is announced twice */
  attempt: string
  values: Record<string, string>
  problems: FormProblem[]
  /** hash of the revision that the next attempt is based on (If-Match) */
  revision: string
  /** the values that this revision holds, as JSON; what differs from them is what the person changed */
  seen: string
  clash?: Clash
}

/** `field: null`: it belongs to the whole form (or to another part of the file). */
export type FormProblem = { field: string | null; label: string; says: string }

/** Somebody saved between opening and accepting. */
export type Clash = {
  /** who saved what when, as a sentence */
  says: string
  /** fields that both changed, to different values; what was typed here is kept */
  conflicts: ClashField[]
  /** fields that only the other one changed: this form shows the new value now */
  taken: ClashField[]
  /** lvs.cf then and now; null when what was opened is in no revision of the history */
  diff: DiffPart[] | null
}
export type ClashField = { field: string; label: string; was: string; now: string; mine: string }

/** The shape of every save: a server action that redirects when it is done and answers with a state when it is not. */
export type SaveAction = (state: FormState | null, data: FormData) => Promise<FormState | null>
