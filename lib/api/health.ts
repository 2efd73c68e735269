import * as z from 'zod'
import { STATE_NAMES } from '../health/types'
import { actor, oneLine, words } from './requests'
import { ROW_STATES } from './row-states'

/** Health of real servers on the wire. Times in epoch ms by the agent's clock; sayings are codes of lib/text. */
const values = z.record(z.string(), z.union([z.string(), z.number()]))
const saying = z.object({ code: z.string(), params: values })
const result = z.enum(['up', 'down', 'unknown'])

/** What one check found: the sentence, and shown text of what was sent, what came, what was expected (absent = nothing of the kind). */
const verdict = z.object({
  result,
  say: saying,
  sent: z.string().optional(),
  got: z.string().optional(),
  expected: z.string().optional(),
  tookMs: z.number(),
})
export type HealthVerdict = z.infer<typeof verdict>

const check = z.object({
  /** names it in tries */
  id: z.string(),
  virtual: z.string(),
  kind: z.enum(['tcp', 'udp', 'program']),
  /** the port that is checked */
  port: z.int(),
  /** interval and limit */
  everyMs: z.number(),
  last: verdict.extend({ at: z.number() }).nullable(),
  /** since when the result is what it is */
  since: z.number().nullable(),
  /** null while it runs or waits for its turn */
  next: z.number().nullable(),
  running: z.boolean(),
  /** the last response times, oldest first, at most 60; empty unless asked for */
  history: z.array(z.object({ at: z.number(), tookMs: z.number(), up: z.boolean() })),
})
export type HealthCheck = z.infer<typeof check>

export const WISH_KINDS = ['drain', 'cut', 'force-up', 'force-down', 'resume'] as const
const can = z.record(z.enum(WISH_KINDS), saying.nullable())

export const healthServer = z.object({
  /** keys of the kernel: `tcp 192.0.2.10:80`, `10.0.0.2:80` */
  service: z.string(),
  server: z.string(),
  /** block names that make the service, several under a firewall mark */
  virtuals: z.array(z.string()),
  name: z.string(),
  state: z.enum(STATE_NAMES),
  /** the word and shape of its row in the routing table */
  row: z.enum(ROW_STATES),
  since: z.number(),
  why: saying,
  /** of lvs.cf */
  weight: z.int(),
  /** what the kernel shall hold; `present: false` = no entry */
  want: z.object({ present: z.boolean(), weight: z.int() }),
  /** what an operator said over the checks */
  wish: z
    .object({
      kind: z.enum(['drain', 'cut', 'force-up', 'force-down']),
      reason: z.string(),
      by: z.string(),
      at: z.number(),
      deactivate: z.boolean(),
    })
    .nullable(),
  /** why an operator cannot do it now; null = can */
  can,
  /** what a draining server still holds, and when that will be nothing (null = not to be told yet) */
  left: z.object({ active: z.int(), inactive: z.int(), templates: z.int(), end: z.number().nullable() }).nullable(),
  /** quiesce with persistence, drain of UDP and such: sentences for the dialog (`health.explain.*`) */
  notes: z.array(saying),
  checks: z.array(check),
})
export type HealthServer = z.infer<typeof healthServer>

export const healthAnswer = z.object({
  at: z.number(),
  /** from the last needed verdict to the kernel read back: the last time, and the longest since the start; null before the first */
  reactionMs: z.object({ last: z.number(), longest: z.number() }).nullable(),
  /** checks that run and wait now */
  load: z.object({ running: z.int(), waiting: z.int() }),
  servers: z.array(healthServer),
  /** pools that nobody serves although their servers may not be to blame */
  troubles: z.array(
    z.object({
      service: z.string(),
      virtuals: z.array(z.string()),
      /** the last set stands in the kernel all the same (blast radius) */
      kept: z.object({ since: z.number(), why: saying }).nullable(),
      /** the partner sees some of them up: it should be the active one */
      offer: saying.nullable(),
    }),
  ),
})
export type HealthTrouble = z.infer<typeof healthAnswer>['troubles'][number]
export type HealthAnswer = z.infer<typeof healthAnswer>
export const healthQuery = z.strictObject({
  /** a block name, or the key of a service */
  virtual: z.string().max(200).optional(),
  /** a block name, or the key of a server */
  server: z.string().max(200).optional(),
  /** 1 = with response times */
  history: z.enum(['0', '1']).default('0'),
})

export const healthEntry = z.object({
  seq: z.int(),
  at: z.number(),
  service: z.string(),
  virtual: z.string(),
  /** '' where the entry is about the whole pool */
  server: z.string(),
  name: z.string(),
  /** `transition`: the state changed · `note`: the checks changed their mind under an operator's wish · `hold`: the blast radius · `drained` */
  what: z.enum(['transition', 'note', 'hold', 'drained']),
  from: z.enum(STATE_NAMES).optional(),
  to: z.enum(STATE_NAMES).optional(),
  /** note: what the checks say; hold: whether the set is kept */
  on: z.boolean().optional(),
  why: saying,
})
export type HealthEntry = z.infer<typeof healthEntry>
export const healthLogQuery = z.strictObject({
  virtual: z.string().max(200).optional(),
  server: z.string().max(200).optional(),
  what: healthEntry.shape.what.optional(),
  /** only changes to this state */
  to: z.enum(STATE_NAMES).optional(),
  /** only entries before this number: the next page */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

/** `virtual` and `server` as in the query: a block name or a key. */
const subject = { virtual: oneLine(200), server: oneLine(200) }
export const wishBody = z.strictObject({
  ...subject,
  kind: z.enum(WISH_KINDS),
  reason: words(500).default(''),
  /** drain only: deactivate the server in lvs.cf once it is empty */
  deactivate: z.boolean().default(false),
  actor,
})
/** One check of a server beside its schedule; changes no state. `saved`: as the saved files have it, applied or not. */
export const tryBody = z.strictObject({ ...subject, of: z.enum(['running', 'saved']).default('running'), actor })
export const tried = z.object({
  checks: z.array(
    z.object({
      id: z.string(),
      virtual: z.string(),
      name: z.string(),
      address: z.string(),
      port: z.int(),
      kind: check.shape.kind,
      verdict,
      /** what was said, as it was said; shown text, bounded */
      dialogue: z.array(z.object({ who: z.enum(['sent', 'got']), text: z.string(), afterMs: z.number() })),
    }),
  ),
})
export type Tried = z.infer<typeof tried>
