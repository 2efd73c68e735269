import * as z from 'zod'
import { someSettings } from './settings'
import type { Actor } from './types'

/** Largest body of a request, bytes. */
export const MAX_BODY_BYTES = 64 * 1024
/** Deepest nesting of a request. */
export const MAX_DEPTH = 12

/** What the agent itself writes in the journal: nobody else may post an entry under these names. */
export const AGENT_ENTRIES = [
  'start',
  'stop',
  'restore',
  'apply',
  'repair',
  'put-back',
  'retired',
  'cut',
  'adopt',
  'drift',
  'alarm',
  'files',
  'lost',
  'settings',
  'wish',
  'try',
  'alert',
  'role',
  'pair',
  'key',
] as const
export type AgentEntry = (typeof AGENT_ENTRIES)[number]

/** One line of printable text. */
export const oneLine = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
/** A person's words: blanks, tabs and line ends, no other control character. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u)

export const actor: z.ZodType<Actor> = z.strictObject({
  user: oneLine(64),
  via: z.enum(['console', 'cli', 'receive']),
  from: oneLine(64).optional(),
})

export const planId = z.string().regex(/^[0-9a-f]{64}$/)
export const applyBody = z.strictObject({ planId, note: words(1000).default(''), actor })
export const repairBody = z.strictObject({ actor })
/** `key` as status.kernel.retired has it. */
export const cutBody = z.strictObject({ key: oneLine(200), actor })
/** `keys` as status.kernel.foreign has them. */
export const adoptBody = z.strictObject({ keys: z.array(oneLine(200)).min(1).max(100), actor })

/** The members that are named are replaced as wholes, the others stay. */
export const settingsBody = z.strictObject({ settings: someSettings, actor })

const params = z.record(z.string().regex(/^[A-Za-z]\w{0,39}$/), z.union([words(500), z.number()]))
/** Characters of a posted entry's `detail`. */
const MAX_DETAIL = 4096
export const entryBody = z.strictObject({
  what: z
    .string()
    .regex(/^[a-z][a-z0-9.-]{0,39}$/)
    .refine((what) => !(AGENT_ENTRIES as readonly string[]).includes(what), { error: 'written by the agent alone' }),
  actor,
  saying: z.strictObject({ code: z.string().regex(/^[A-Za-z][\w.-]{0,79}$/), params }),
  detail: z
    .record(z.string().max(80), z.unknown())
    .refine((detail) => JSON.stringify(detail).length <= MAX_DETAIL, { error: 'too large' })
    .optional(),
  /** epoch ms of the event itself, when it had to wait for the agent */
  at: z.int().min(0).optional(),
})
export const journalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
export const nothing = z.strictObject({})
