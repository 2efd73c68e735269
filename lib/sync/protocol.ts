import * as z from 'zod'
import { plan, revisionInfo } from '@/lib/api/answers'
import { roleSettings } from '@/lib/pulse/vrrp-settings'
import { FILE_NAMES } from '@/lib/store/files'

/**
 * What two routers say to each other over SSH: one verb line, for `push` a bundle on standard input, one line of JSON as the answer.
 * README.md of this folder has the whole; both ends take their shapes from here.
 */

/** Counts up with every change that an older Arapaima would misread. */
export const PROTOCOL = 1
/** The first word of every verb line. In a shell it is a path that does not exist: a key without the forced command does nothing. */
const PREFIX = 'arapaima-sync/'

export const VERBS = ['status', 'compare', 'push', 'plan', 'confirm', 'transact'] as const
export type SyncVerb = (typeof VERBS)[number]
export type Request =
  | { verb: 'status' | 'compare' | 'push' | 'plan' | 'transact' }
  /** applies what is saved there if it is still `hash`, by the plan that was shown */
  | { verb: 'confirm'; hash: string; planId: string; user: string }

const HASH = /^[0-9a-f]{64}$/
/** Names as the command line carries them: letters, digits and `._@-`, nothing that a shell or a log would read otherwise. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}$/

/** A name that may stand on the verb line: what else it holds becomes `-`. */
export const asUser = (name: string): string => {
  const clean = name.replace(/[^A-Za-z0-9_.@-]/g, '-').slice(0, 64)
  return USER.test(clean) ? clean : 'unknown'
}

/** The verb line of a request. */
export function lineOf(request: Request): string {
  const more = request.verb === 'confirm' ? [request.hash, request.planId, asUser(request.user)] : []
  return [`${PREFIX}${PROTOCOL}`, request.verb, ...more].join(' ')
}

/** Why a line is no request; `protocol` names the version that was spoken. */
export type LineFault = { fault: 'nothing' | 'other' } | { fault: 'protocol'; protocol: string }

/** The request that a verb line (SSH_ORIGINAL_COMMAND) makes. Anything that is not exactly one of the verbs is none. */
export function requestOf(line: string | undefined): Request | LineFault {
  if (line === undefined || line === '') return { fault: 'nothing' }
  if (line.length > 400 || !/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(line)) return { fault: 'other' }
  const [first = '', word = '', ...args] = line.split(' ')
  if (!first.startsWith(PREFIX)) return { fault: 'other' }
  const protocol = first.slice(PREFIX.length)
  if (protocol !== String(PROTOCOL))
    return /^\d{1,6}$/.test(protocol) ? { fault: 'protocol', protocol } : { fault: 'other' }
  const verb = VERBS.find((one) => one === word)
  if (verb === 'confirm') {
    const [hash = '', planId = '', user = ''] = args
    const right = args.length === 3 && HASH.test(hash) && HASH.test(planId) && USER.test(user)
    return right ? { verb, hash, planId, user } : { fault: 'other' }
  }
  return verb && args.length === 0 ? { verb } : { fault: 'other' }
}

const hash = z.string().regex(HASH)
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
const words = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u)
const params = z.record(z.string().max(40), z.union([words(4000), z.number()]))

/** More than any configuration needs, per file. */
export const MAX_BUNDLE_FILE_BYTES = 16 * 1024 * 1024
export const MAX_HEADER_BYTES = 16 * 1024

const fileEntry = z.strictObject({
  name: z.enum(FILE_NAMES),
  size: z.int().min(0).max(MAX_BUNDLE_FILE_BYTES),
  sha256: hash,
})
/** The three files, each once and in the order of the hash. */
const fileList = z
  .array(fileEntry)
  .length(FILE_NAMES.length)
  .refine((list) => list.every((file, i) => file.name === FILE_NAMES[i]), { error: 'the three files, in order' })

/** First line of a bundle. */
export const bundleHeader = z.strictObject({
  protocol: z.literal(PROTOCOL),
  /** hash of the three files that follow */
  hash,
  files: fileList,
})
export type BundleHeader = z.infer<typeof bundleHeader>

/** First line of a pushed bundle: also what the pusher saw there, and whose revision this is. */
export const pushHeader = bundleHeader.extend({
  /** hash of what the pusher last saw saved there; anything else is saved there now: refused */
  expect: hash,
  /** the revision here: its author and note go into the history there */
  revision: z.strictObject({
    number: z.int().min(0),
    author: line(64).min(1),
    at: z.number().min(0),
    note: words(1000),
  }),
  /** who pushes, and the name of the pushing router */
  user: z.string().regex(USER),
  host: line(64).min(1),
})
export type PushHeader = z.infer<typeof pushHeader>

/** First line of the bundle of `transact`: also where the role shall come from on both routers. */
export const transactHeader = pushHeader.extend({ role: roleSettings.optional() })
export type TransactHeader = z.infer<typeof transactHeader>

const refusal = z.object({
  arapaima: z.int(),
  ok: z.literal(false),
  code: z.string().regex(/^[A-Za-z][\w.-]{0,79}$/),
  params,
  version: line(64).optional(),
})
const ok = { arapaima: z.int(), ok: z.literal(true), version: line(64) }

const role = z.enum(['active', 'standby'])
/** The agent there, as far as it answers. */
const agentState = z.discriminatedUnion('up', [
  z.object({
    up: z.literal(true),
    role,
    pulse: z.enum(['running', 'stopped']),
    running: revisionInfo.nullable(),
    /** the kernel there equals its running revision */
    equal: z.boolean(),
    alarms: z.array(z.object({ code: z.string().max(80), params })).max(100),
    tools: z.record(z.string().max(40), line(200)),
  }),
  z.object({ up: z.literal(false), code: z.string().max(80), params }),
])
export type AgentState = z.infer<typeof agentState>

export const statusAnswer = z.object({
  ...ok,
  host: line(64),
  /** epoch ms */
  clockMs: z.number(),
  saved: z.object({ hash, revision: revisionInfo.nullable(), handEdited: z.boolean(), empty: z.boolean() }),
  /** hashes of the newest revisions there, newest first */
  history: z.array(hash).max(200),
  agent: agentState,
  /** interfaces by name with their addresses, so that the two routers can be compared */
  links: z.record(line(32), z.array(line(64))),
  /** what its own checks say of the real servers; absent: an older Arapaima, or no agent there */
  health: z
    .object({
      servers: z.int().min(0),
      up: z.int().min(0),
      /** `VIRTUAL/SERVER` of those that are down, by service and name; the first of them */
      down: z.array(line(300)).max(100),
    })
    .optional(),
  /** the kernel has IPVS loaded; settings by their dotted names, absent = not there */
  kernel: z.object({ ipvs: z.boolean(), sysctls: z.record(line(120), line(120)) }),
})
export type StatusAnswer = z.infer<typeof statusAnswer>

/** What became of a push on the router that received it. */
const applied = z.discriminatedUnion('done', [
  /** it is standby and applied by itself */
  z.object({ done: z.literal('applied'), operations: z.int() }),
  /** it is active: somebody has to look at its plan and confirm */
  z.object({ done: z.literal('confirm') }),
  /** saved only; why it was not applied */
  z.object({ done: z.literal('not'), code: z.string().max(80), params }),
])
export type Applied = z.infer<typeof applied>

export const pushAnswer = z.object({ ...ok, hash, changed: z.boolean(), number: z.int().min(0), applied })
export type PushAnswer = z.infer<typeof pushAnswer>

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/)
/** The files saved there. */
export const compareAnswer = z.object({
  ...ok,
  hash,
  files: z.strictObject({ 'lvs.cf': base64, 'lvs.iptables': base64, 'lvs.sysctl': base64 }),
})
export const planAnswer = z.object({ ...ok, plan })
export const confirmAnswer = z.object({ ...ok, hash, applied })

/** Both saved and applied there; the heartbeats go on over the former line too until this router follows. */
export const transactAnswer = z.object({ ...ok, hash, number: z.int().min(0), operations: z.int() })

export const ANSWERS = {
  status: statusAnswer,
  compare: compareAnswer,
  push: pushAnswer,
  plan: planAnswer,
  confirm: confirmAnswer,
  transact: transactAnswer,
} as const satisfies Record<SyncVerb, z.ZodType>
export type AnswerTo<V extends SyncVerb> = z.infer<(typeof ANSWERS)[V]>
export type RefusalAnswer = z.infer<typeof refusal>
export const refusalAnswer = refusal
