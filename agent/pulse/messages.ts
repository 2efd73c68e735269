import * as z from 'zod'
import type { Saying } from '@/lib/plan/types'
import { type PulseEffect, type PulseState, type PulseWish, STATE_NAMES, VRRP_WORDS } from '@/lib/pulse/types'

/** What agent and heartbeat process say to each other. Both check what they get: a message that does not fit is a bug or an old bundle. */

const params = z.record(z.string(), z.union([z.string(), z.number()]))
const saying = z.object({ code: z.string(), params })
const ms = z.number().min(0)
const route = z.object({ from: z.string(), to: z.string(), device: z.string() })
const routes = z.object({ public: route.nullable(), private: route.nullable() })
const port = z.number().int().min(1).max(65535)
const config = z.object({
  me: z.enum(['primary', 'backup']),
  partner: z.boolean(),
  unable: saying.nullable(),
  keepaliveMs: ms.min(1),
  deadtimeMs: ms.min(1),
  monitorLinks: z.boolean(),
  privateChannel: z.boolean(),
  sync: z.boolean(),
  roleFrom: z.enum(['pulse', 'vrrp']),
  more: z.boolean().optional(),
})
const place = z.object({
  config,
  port,
  routes,
  /** where heartbeats went before, as long as the partner may still be there (lib/pulse/bridge.ts) */
  behind: z.object({ port, routes, mute: z.boolean() }).nullable(),
})
const keys = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(2)
const facts = z.object({
  holding: z.boolean(),
  revision: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  sysctlsOk: z.boolean(),
  syncOk: z.boolean(),
  pools: z.array(z.object({ id: z.number(), up: z.number(), known: z.number() })),
})
const leased = z.object({
  device: z.string(),
  address: z.string(),
  prefix: z.number(),
  label: z.string().optional(),
})
const id = z.number().int()
/** What the heartbeat process brings up by itself when this router becomes active. */
const ready = z.object({
  addresses: z.array(leased),
  /** written before they come up, and after they are gone: names as sysctl(8) has them */
  settings: z.object({ hold: z.record(z.string(), z.string()), withdraw: z.record(z.string(), z.string()) }),
})

/** From the agent. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    place,
    keys,
    latched: z.boolean(),
    term: z.number().int().min(0),
    stopped: z.boolean(),
    holding: z.boolean(),
  }),
  z.object({ kind: z.literal('place'), place }),
  z.object({ kind: z.literal('keys'), keys, latched: z.boolean() }),
  /** the agent's loop lives, and this is how things are */
  z.object({ kind: z.literal('facts'), facts }),
  /**
   * `standing`: as the agent saw it after it had brought about the wish `after`; leased from now on. `ready`: null = the agent moves them itself.
   * Answered by `leased` when nothing of before is under way any more.
   */
  z.object({ kind: z.literal('addresses'), id, standing: z.array(leased), ready: ready.nullable(), after: id }),
  /** these are about to be taken down by the agent, or others brought up; answered like `addresses` */
  z.object({ kind: z.literal('release'), id, addresses: z.array(z.string()) }),
  z.object({
    kind: z.literal('request'),
    id,
    what: z.enum(['start', 'handover', 'take', 'stop']),
    withdraw: z.boolean(),
    by: z.string(),
  }),
  /** the wish of this number is brought about: the addresses are gone */
  z.object({ kind: z.literal('withdrawn'), wish: id }),
  z.object({ kind: z.literal('failed'), wish: id, why: z.string() }),
  z.object({ kind: z.literal('term') }),
  z.object({ kind: z.literal('vrrp'), state: z.enum(VRRP_WORDS) }),
])
export type Order = z.infer<typeof orderSchema>
export type PlaceOrder = z.infer<typeof place>
export type Ready = z.infer<typeof ready>

/** What the heartbeat process did with the addresses for a wish. */
const moved = z.object({
  /** when it began, by the machine's monotonic clock (departures.ts) */
  beganMs: ms,
  /** the commands that were run */
  lines: z.array(z.string()),
  /** of those that were to be brought up: which stand now */
  brought: z.array(leased),
  /** the neighbours have heard the first word of it */
  told: z.boolean(),
  /** all of it */
  done: z.boolean(),
  why: z.string(),
})
export type Moved = z.infer<typeof moved>

/** From the heartbeat process. Its own values are typed; only their frame is checked. */
const report = z.discriminatedUnion('kind', [
  /** does the agent's loop live? */
  z.object({ kind: z.literal('ask') }),
  /** `moves`: the addresses are moved here, and `moved` follows */
  z.object({ kind: z.literal('wish'), number: id, wish: z.looseObject({ role: z.string() }), moves: z.boolean() }),
  z.object({ kind: z.literal('moved'), number: id, moved }),
  z.object({ kind: z.literal('effect'), effect: z.looseObject({ do: z.string() }) }),
  z.object({
    kind: z.literal('view'),
    state: z.looseObject({ name: z.enum(STATE_NAMES) }),
    lagMs: ms,
    strangers: z.number(),
    sockets: z.array(saying),
    alarms: z.array(saying),
    heard: z.object({ newMs: ms.nullable(), oldMs: ms.nullable() }),
  }),
  z.object({ kind: z.literal('leased'), id }),
  /** the partner has proven that it holds the key / our newest key */
  z.object({ kind: z.literal('latched') }),
  z.object({ kind: z.literal('rotated') }),
  z.object({ kind: z.literal('log'), line: z.string() }),
])

/** What the panels show of the heartbeat process. */
export type PulseView = {
  state: PulseState
  /** how late this process was at worst over the last minute */
  lagMs: number
  /** packets from addresses that are not the partner's */
  strangers: number
  /** sockets that could not be opened */
  sockets: Saying[]
  alarms: Saying[]
  /** when the partner was last heard on the line of now, and on the one before; by its own clock */
  heard: { newMs: number | null; oldMs: number | null }
}
export type Report =
  | { kind: 'ask' | 'latched' | 'rotated' }
  | { kind: 'wish'; number: number; wish: PulseWish; moves: boolean }
  | { kind: 'moved'; number: number; moved: Moved }
  | { kind: 'effect'; effect: Exclude<PulseEffect, { do: 'send' }> }
  | ({ kind: 'view' } & PulseView)
  | { kind: 'leased'; id: number }
  | { kind: 'log'; line: string }

/** @throws ZodError */
export function readReport(value: unknown): Report {
  report.parse(value)
  return value as Report
}
