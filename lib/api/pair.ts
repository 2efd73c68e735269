import * as z from 'zod'
import { READY_ITEMS } from '../pulse/readiness'
import { STATE_NAMES, WORDS } from '../pulse/types'
import { actor } from './requests'

/** The pair on the wire: how this router takes part, what it hears of its partner, what may be asked for. Times are epoch ms unless named otherwise. */
const saying = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** One channel of the heartbeat, as this router hears it. */
const channel = z.object({
  /** own address, the partner's, and the interface */
  from: z.string(),
  to: z.string(),
  device: z.string(),
  /** when the partner was last heard here */
  heardAt: z.number().nullable(),
  /** share of its heartbeats that did not come, 0..1; null before a few beats */
  loss: z.number().nullable(),
  /** what was last wrong with a packet here, while it is newer than deadtime */
  doubt: z.string().nullable(),
  /** the interface's link; only watched with monitor_links */
  link: z.boolean(),
})

const partner = z.object({
  heardAt: z.number().nullable(),
  /** within deadtime */
  alive: z.boolean(),
  word: z.enum(WORDS).nullable(),
  /** it speaks only Piranha's heartbeat: nothing below is known */
  old: z.boolean(),
  told: z
    .object({
      term: z.int(),
      revision: hash.nullable(),
      sysctlsOk: z.boolean(),
      syncOk: z.boolean(),
      keepaliveMs: z.number(),
      deadtimeMs: z.number(),
      /** servers in service and known, over all services */
      up: z.int(),
      known: z.int(),
    })
    .nullable(),
})

/** A change of this router's role, newest first in lists. */
export const roleChange = z.object({
  at: z.number(),
  from: z.enum(STATE_NAMES),
  to: z.enum(STATE_NAMES),
  why: saying,
  term: z.int(),
})

/** The sync daemon as it is wanted and as it runs; null = not used. */
const syncDaemon = z
  .object({
    wanted: z.enum(['master', 'backup']).nullable(),
    running: z.enum(['master', 'backup']).nullable(),
    device: z.string(),
    id: z.int(),
    why: z.string().nullable(),
  })
  .nullable()

export const pairView = z.object({
  state: z.enum(STATE_NAMES),
  since: z.number(),
  why: saying,
  me: z.enum(['primary', 'backup']),
  source: z.enum(['pulse', 'vrrp']),
  /** a partner is configured */
  paired: z.boolean(),
  port: z.int(),
  keepaliveMs: z.number(),
  deadtimeMs: z.number(),
  monitorLinks: z.boolean(),
  term: z.int(),
  /** virtual addresses stand here */
  holding: z.boolean(),
  /** seconds that they would stand without us; null = for ever, or none */
  leaseSec: z.int().nullable(),
  channels: z.object({ public: channel.nullable(), private: channel.nullable() }),
  partner: partner.nullable(),
  readiness: z.array(
    z.object({ item: z.enum(READY_ITEMS), state: z.enum(['ok', 'no', 'unknown']), remedy: saying.nullable() }),
  ),
  /** null = it can be done; otherwise the reason why not */
  can: z.object({
    start: saying.nullable(),
    stop: saying.nullable(),
    handover: saying.nullable(),
    take: saying.nullable(),
  }),
  /** why it cannot take part, in the order in which it is to be mended; what a person should know */
  faults: z.array(saying),
  warnings: z.array(saying),
  /** after a change of port, addresses or times: the line of before, on which this router is heard as well until the partner has followed */
  behind: z
    .object({
      port: z.int(),
      to: z.array(z.string()),
      keepaliveMs: z.number(),
      deadtimeMs: z.number(),
      /** the partner is heard on the new line */
      followed: z.boolean(),
      /** nothing is sent on the old one any more */
      mute: z.boolean(),
    })
    .nullable(),
  sync: syncDaemon,
  key: z.object({
    /** 0 = none, 2 = while it is changed */
    count: z.int(),
    /** Piranha's packet is refused */
    latched: z.boolean(),
  }),
  /** how late the heartbeat process was at worst over the last minute, ms */
  lagMs: z.number(),
  /** packets from addresses that are not the partner's */
  strangers: z.int(),
  /** the newest changes of role */
  changes: z.array(roleChange),
})
export type PairView = z.infer<typeof pairView>
export type RoleChange = z.infer<typeof roleChange>
export type PairChannel = z.infer<typeof channel>

export const startBody = z.strictObject({ actor })
/** `withdraw`: give the virtual addresses up even if nobody takes them. */
export const stopBody = z.strictObject({ withdraw: z.boolean().default(false), actor })
/** On the active router: give the service to the partner. On a standby: ask the partner for it. */
export const handoverBody = z.strictObject({ actor })
export const restartBody = z.strictObject({ actor })
/** What of the key is done stands in a file that only root can write: the socket's group must not learn or set it. */
export const keyBody = z.strictObject({ actor })
/** How a request to the pair went; the words say why not, or what came of it. */
export const pairAnswer = z.object({ ok: z.boolean(), why: saying })
export type PairAnswer = z.infer<typeof pairAnswer>
