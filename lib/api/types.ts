import type { Counters, IpvsService, ServerCounters } from '../kernel/state'
import type { Problem } from '../lvscf/model'
import type { Drift, Foreign, PlanStep, Role, Saying } from '../plan/types'
import type { PairView } from './pair'

/** Who asks for a change and how; every journal entry carries it. The agent never trusts it for permission, only records it. */
export type Actor = { user: string; via: 'console' | 'cli' | 'receive' | 'agent'; from?: string }

export type RevisionInfo = {
  number: number
  /** sha256, hex */
  hash: string
  author: string
  /** epoch ms */
  at: number
  note: string
}

export type SavedState = {
  /** what stands on disk now */
  hash: string
  /** null when the bytes on disk are no revision of the history (a hand edit) */
  revision: RevisionInfo | null
  problems: FileProblem[]
}
export type FileName = 'lvs.cf' | 'lvs.iptables' | 'lvs.sysctl'
export type FileProblem = Problem & { file: FileName }

/** Why the kernel is as it is, beside what was applied. */
export type KernelVerdict = {
  /** null before the first look, or when the look failed (`error`) */
  observedAt: number | null
  equal: boolean
  drift: Drift[]
  foreign: Foreign[]
  /** entries of ours at weight 0 that wait for their connections to end */
  retired: { key: string; untilMs: number; active: number; inactive: number }[]
  error?: Saying
}

export type Status = {
  agent: { version: string; pid: number; startedAt: number; hostname: string; bootId: string }
  /** pulse, in Piranha's word: is this router taking part */
  pulse: {
    state: 'running' | 'stopped'
    role: Role
    since: number
    /** `option`: fixed on the agent's command line; `alone`: nothing is running yet */
    source: 'option' | 'alone' | 'pulse' | 'vrrp'
  }
  /** null where the role is fixed, or nothing is running yet */
  pair: PairView | null
  saved: SavedState
  running: RevisionInfo | null
  kernel: KernelVerdict
  /** what the agent is doing now */
  work: { kind: 'apply' | 'repair'; step: number; of: number } | null
  alarms: Saying[]
  /** programs that manage the same kernel: while one runs, the agent only looks (operations.md 10) */
  rivals: Rival[]
  /** tools the agent found, e.g. iptables → `nft`; absent = missing */
  tools: Record<string, string>
}

/** A running program that would undo what the agent does. */
export type Rival = { name: 'pulse' | 'keepalived'; pid: number }

/** States a server or service row can have; always shown as a word and a shape. */
export type RowState =
  | 'up'
  | 'down'
  | 'draining'
  | 'retired'
  | 'quiesced'
  | 'warming'
  | 'starting'
  | 'inactive'
  | 'forced'
  | 'foreign'
  | 'drift'

/** Per second over the last interval, from counter differences. */
export type Rates = { connections: number; inPackets: number; outPackets: number; inBytes: number; outBytes: number }

export type TableServer = {
  key: string
  name: string | null
  address: string
  port: number
  forward: string
  weight: number
  state: RowState
  counters: ServerCounters
  rates: Rates | null
  drift?: Drift
}
export type TableService = {
  key: string
  /** block names that make this service (several for a mark) */
  names: string[]
  service: Omit<IpvsService, 'servers'>
  /** VIP, protocol and port of every member of a mark */
  members: string[]
  state: RowState
  active: number
  inactive: number
  counters: Counters
  rates: Rates | null
  servers: TableServer[]
}
export type Table = {
  at: number
  services: TableService[]
  /** active blocks of the running revision that are not in the kernel, and inactive blocks */
  absent: { name: string; reason: 'inactive' | 'standby' }[]
  /** `ipvsadm -Ln` as it is */
  text: string
}

export type PlanAnswer = {
  /** revision planned */
  hash: string
  role: Role
  problems: FileProblem[]
  steps: PlanStep[]
  /** established connections that the plan ends, by the counters of now */
  cuts: number
  /** identifies (hash, kernel, steps): apply refuses when the plan shown is no longer the plan */
  planId: string
  foreign: Foreign[]
  drift: Drift[]
  warnings: Saying[]
}

export type ApplyAnswer = {
  ok: boolean
  running: RevisionInfo | null
  applied: number
  failed?: { step: PlanStep; why: string }
  left: PlanStep[]
  /** what the read-back still differs in; empty = the kernel equals the plan */
  remaining: PlanStep[]
  tookMs: number
}

export type JournalEntry = {
  seq: number
  at: number
  actor: Actor
  /** e.g. apply, repair, restore, drift, save, login */
  what: string
  saying: Saying
  detail?: Record<string, unknown>
  /** sha256 over the previous entry's chain value and this entry: tampering shows */
  chain: string
}
