import * as z from 'zod'
import { ALERT_CHANNELS } from '../health/alert-settings'
import { actor } from './requests'

/** Alerts on the wire: how each channel does, and one try of it. Never a secret. */
const saying = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const channel = z.enum(ALERT_CHANNELS)
const queue = z.object({
  waiting: z.int(),
  sent: z.int(),
  /** given up after all tries, or refused for good */
  failed: z.int(),
  /** thrown away because too many waited */
  dropped: z.int(),
  lastSentMs: z.number().nullable(),
  /** null after a success */
  lastFailure: z.object({ atMs: z.number(), why: saying, tries: z.int() }).nullable(),
})
/** null = not set up, or switched off (settings.alerts) */
export const alertsAnswer = z.object({ channels: z.record(channel, queue.nullable()), gathered: z.int() })
export const alertTestBody = z.strictObject({ channel, actor })
export const alertTested = z.object({ ok: z.boolean(), why: saying.optional() })
