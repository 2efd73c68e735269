import type { ServerKey } from '../kernel/state'
import type { Saying } from '../plan/types'

/** The life of one real server of one IPVS service, as a word. README.md says what each means and what the kernel holds then. */
export const STATE_NAMES = [
  'starting',
  'up',
  'warming',
  'down',
  'quiesced',
  'held',
  'draining',
  'cut',
  'retired',
  'forced-up',
  'forced-down',
  'inactive',
] as const
export type StateName = (typeof STATE_NAMES)[number]

/** What health and operator want of one server in the kernel; `present: false` = no entry. Weight 0..65535. */
export type Want = { present: boolean; weight: number }

/**
 * What lvs.cf says about one server of one service, as far as its life goes. Derived by rulesOf.
 * `retired`: its key is gone from the file and the planner keeps it at weight 0 until its connections end.
 */
export type ServerRules = {
  life: 'active' | 'inactive' | 'retired'
  /** configured weight, 0..65535 */
  weight: number
  /** ids of the checks that must all pass (several under a firewall mark) */
  checks: readonly string[]
  /** unbroken success before a failed server returns, ms */
  reentryMs: number
  /** a failed server stays at weight 0 (see quiesce.ts for the rule) */
  quiesce: boolean
  /** load feedback moves the weight (load_monitor) */
  feedback: boolean
}

/**
 * What one check saw: the last result, when it came, and since when it has not changed. Of a server in service only the first of equal passes is
 * noted. Milliseconds of the agent's clock.
 */
export type Seen = { up: boolean; sinceMs: number; atMs: number; why: Saying }

export type WishKind = 'drain' | 'cut' | 'force-up' | 'force-down'
/** What an operator said over the checks. It stays until `resume`, over restarts too. */
export type Wish = {
  kind: WishKind
  /** the operator's own words */
  reason: string
  by: string
  atMs: number
  /** drain only: end in deactivation once nothing is left */
  deactivate: boolean
}

/** JSON-safe: the agent keeps it in its own folder. */
export type ServerState = {
  name: StateName
  sinceMs: number
  /** why it is in this state */
  why: Saying
  /** what the checks say, whatever the operator says: not known yet, in service, out of it */
  phase: 'starting' | 'in' | 'out'
  seen: { [check: string]: Seen }
  wish: Wish | null
  /** failing, but kept as it was because the fault is our own network's (blast.ts) */
  held: boolean
  /** when a failure last took it out of service */
  leftAtMs: number | null
  /** slow start: when the present step of the weight began; null = done */
  warmAtMs: number | null
  /** weight in service: what slow start and load feedback make of the configured one */
  weight: number
  want: Want
  /** a drain's end was reported */
  emptied: boolean
}

/** Connections and persistence entries that a server still holds. */
export type Counts = { active: number; inactive: number; templates: number }

/** What can happen to one server. `at` is the agent's clock (ms, never stepping back). */
export type ServerEvent = { at: number } & (
  | { kind: 'verdict'; check: string; up: boolean; why: Saying }
  | { kind: 'tick' }
  | { kind: 'drain'; reason: string; by: string; deactivate: boolean }
  | { kind: 'cut' | 'force-up' | 'force-down'; reason: string; by: string }
  | { kind: 'resume'; reason: string; by: string }
  /** the rules argument holds what the configuration says now */
  | { kind: 'config' }
  /** stands in the kernel with this weight at the agent's start */
  | { kind: 'found'; weight: number }
  /** does not stand in the kernel at the agent's start (only needed for a restored state) */
  | { kind: 'missing' }
  | { kind: 'load'; load: number | null }
  | { kind: 'counts'; counts: Counts }
  | { kind: 'hold'; why: Saying }
  | { kind: 'release' }
)

export type ServerEffect =
  /** the state's word changed: journal, health log, alerts */
  | { do: 'transition'; from: StateName; to: StateName; why: Saying }
  /** the kernel shall hold something else: the only effect that concerns the planner */
  | { do: 'want'; before: Want; want: Want }
  /** the checks changed their mind while an operator's wish covers it: health log only */
  | { do: 'note'; up: boolean; why: Saying }
  /** a drain has nothing left to wait for; `deactivate` = the operator asked to end in deactivation */
  | { do: 'drained'; deactivate: boolean }

/** All servers of one service. */
export type Pool = {
  servers: { [server: ServerKey]: ServerState }
  /** blast radius: since when failing servers are kept; null = not holding */
  hold: { sinceMs: number; why: Saying } | null
  /** the hold's time is used up: no second one before a server passes its checks again */
  spent: boolean
}
