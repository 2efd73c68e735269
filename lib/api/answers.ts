import * as z from 'zod'
import type { Op } from '../plan/types'
import { pairView } from './pair'
import { ROW_STATES } from './row-states'

/** Shapes of the agent's answers; types.ts has the same as types, and the compiler compares the two in routes.ts. */
const values = z.record(z.string(), z.union([z.string(), z.number()]))
const saying = z.object({ code: z.string(), params: values })
export const revisionInfo = z.object({
  number: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  author: z.string(),
  at: z.number(),
  note: z.string(),
})
const role = z.enum(['active', 'standby'])
const fileProblem = z.object({
  file: z.enum(['lvs.cf', 'lvs.iptables', 'lvs.sysctl']),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  line: z.int(),
  column: z.int(),
  path: z.string(),
  got: z.string().optional(),
  params: values.optional(),
})
const drift = z.object({
  key: z.string(),
  what: z.enum(['value', 'missing-server', 'extra-server']),
  field: z.string().optional(),
  wanted: z.string().optional(),
  actual: z.string().optional(),
})
const foreign = z.object({
  what: z.enum(['service', 'address', 'rule']),
  key: z.string(),
  detail: z.string().optional(),
})
const op = z.custom<Op>((value) => typeof value === 'object' && value !== null && 'do' in value)
const step = z.object({
  op,
  argv: z.array(z.string()),
  say: saying,
  effect: z.object({ level: z.enum(['none', 'new-connections', 'cuts']), saying }),
})
export const status = z.object({
  agent: z.object({
    version: z.string(),
    pid: z.int(),
    startedAt: z.number(),
    hostname: z.string(),
    bootId: z.string(),
  }),
  pulse: z.object({
    state: z.enum(['running', 'stopped']),
    role,
    since: z.number(),
    source: z.enum(['option', 'alone', 'pulse', 'vrrp']),
  }),
  pair: pairView.nullable(),
  saved: z.object({ hash: z.string(), revision: revisionInfo.nullable(), problems: z.array(fileProblem) }),
  running: revisionInfo.nullable(),
  kernel: z.object({
    observedAt: z.number().nullable(),
    equal: z.boolean(),
    drift: z.array(drift),
    foreign: z.array(foreign),
    retired: z.array(z.object({ key: z.string(), untilMs: z.number(), active: z.number(), inactive: z.number() })),
    error: saying.optional(),
  }),
  work: z.object({ kind: z.enum(['apply', 'repair']), step: z.int(), of: z.int() }).nullable(),
  alarms: z.array(saying),
  rivals: z.array(z.object({ name: z.enum(['pulse', 'keepalived']), pid: z.int() })),
  tools: z.record(z.string(), z.string()),
})

const numbers = {
  connections: z.number(),
  inPackets: z.number(),
  outPackets: z.number(),
  inBytes: z.number(),
  outBytes: z.number(),
}
const rates = z.object(numbers).nullable()
const tableServer = z.object({
  key: z.string(),
  name: z.string().nullable(),
  address: z.string(),
  port: z.int(),
  forward: z.string(),
  weight: z.int(),
  state: z.enum(ROW_STATES),
  counters: z.object({ ...numbers, active: z.number(), inactive: z.number() }),
  rates,
  drift: drift.optional(),
})
const serviceId = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('address'),
    protocol: z.enum(['tcp', 'udp', 'sctp']),
    address: z.string(),
    port: z.int(),
  }),
  z.object({ kind: z.literal('mark'), mark: z.int(), family: z.union([z.literal(4), z.literal(6)]) }),
])
const tableService = z.object({
  key: z.string(),
  names: z.array(z.string()),
  service: z.object({
    id: serviceId,
    scheduler: z.string(),
    flags: z.array(z.string()),
    ops: z.boolean(),
    persistentSec: z.int(),
    persistPrefix: z.int(),
    engine: z.string().optional(),
  }),
  members: z.array(z.string()),
  state: z.enum(ROW_STATES),
  active: z.number(),
  inactive: z.number(),
  counters: z.object(numbers),
  rates,
  servers: z.array(tableServer),
})
export const table = z.object({
  at: z.number(),
  services: z.array(tableService),
  absent: z.array(z.object({ name: z.string(), reason: z.enum(['inactive', 'standby']) })),
  text: z.string(),
})
export const plan = z.object({
  hash: z.string(),
  role,
  problems: z.array(fileProblem),
  steps: z.array(step),
  cuts: z.int(),
  planId: z.string(),
  foreign: z.array(foreign),
  drift: z.array(drift),
  warnings: z.array(saying),
})
export const applied = z.object({
  ok: z.boolean(),
  running: revisionInfo.nullable(),
  applied: z.int(),
  failed: z.object({ step, why: z.string() }).optional(),
  left: z.array(step),
  remaining: z.array(step),
  tookMs: z.number(),
})
export const journalEntry = z.object({
  seq: z.int().min(1),
  at: z.number(),
  actor: z.object({
    user: z.string(),
    via: z.enum(['console', 'cli', 'receive', 'agent']),
    from: z.string().optional(),
  }),
  what: z.string(),
  saying,
  detail: z.record(z.string(), z.unknown()).optional(),
  chain: z.string().regex(/^[0-9a-f]{64}$/),
})
