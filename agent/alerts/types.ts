import type { Saying } from '@/lib/plan/types'

/** One alert as a channel sends it: `event` for programs, `subject` and `text` for people. */
export type AlertMessage = {
  /** the same over all tries, so that a receiver can tell a second copy */
  id: string
  subject: string
  text: string
  /** the body of webhook and program, JSON-safe */
  event: Record<string, unknown>
}

/** How one try ended. `again`: another try may do better. `why` never holds a secret: no key, no password, no path of a web address. */
export type Sent = { ok: true } | { ok: false; again: boolean; why: Saying }

/** One try of one channel; over within its own time limit, and soon after `signal`. Never rejects. */
export type Send = (message: AlertMessage, signal: AbortSignal) => Promise<Sent>

export function failed(again: boolean, code: string, params: Saying['params'] = {}): Sent {
  return { ok: false, again, why: { code: `alerts.fail.${code}`, params } }
}
