import type { Settings } from '@/lib/api/settings'
import type { Actor, Rival, SavedState, Status } from '@/lib/api/types'
import type { KernelState } from '@/lib/kernel/state'
import type { Drift, Foreign, Op, Owned, Saying, Wanted } from '@/lib/plan'
import type { Files } from '@/lib/store/files'
import type { Store } from '@/lib/store/store'
import type { Alerts } from './alerts/alerts'
import type { Configuration } from './configuration'
import type { Sampler } from './counters'
import type { Duty } from './duty'
import { whyOf } from './errors'
import type { Keeper } from './health/keeper'
import type { Journal, NewEntry } from './journal'
import { type MonitorClock, monotonicClock } from './monitors/clock'
import type { AgentOptions } from './options'
import type { Ports } from './ports'
import type { Pair } from './pulse/pair'
import type { OwnedRecord } from './record'
import type { Running } from './running'

/** What the last look at the kernel saw. */
export type Seen = {
  at: number
  actual: KernelState
  drift: Drift[]
  foreign: Foreign[]
  /** what the kernel differs in from the running revision, held changes apart */
  open: Op[]
}

/** All that the loop knows. Only the loop's messages write it, one at a time; status reads it. */
export type State = {
  settings: Settings
  running: Running | null
  /** the running revision as the planner takes it */
  configuration: Configuration | null
  owned: Owned
  /** what the last change of ours left in the kernel */
  lastApplied: Wanted | null
  /** counts the beginnings and ends of changes of the kernel */
  changes: number
  saved: SavedState
  /** of the files at the last look; null before the first */
  savedHash: string | null
  seen: Seen | null
  error: Saying | null
  work: Status['work']
  /** the running revision still has to be applied as a whole */
  restoring: boolean
  alarms: Map<string, Saying>
  /** programs that manage the same kernel, at the last look */
  rivals: Rival[]
  /** when that was */
  rivalsAt: number
  /** entry → when it was put back */
  putBacks: Map<string, number[]>
  /** what the role asks of the kernel */
  duty: Duty
  /** when the neighbours were last told where our addresses are */
  announcedAt: number
  tools: Record<string, string>
}

export type Context = {
  options: AgentOptions
  ports: Ports
  journal: Journal
  sampler: Sampler
  health: Keeper
  /** null until they are started */
  alerts: Alerts | null
  /** null where the role is fixed */
  pair: Pair | null
  store: Store
  /** STATE/agent */
  folder: string
  runningFolder: string
  /** judges the saved files */
  judge: (files: Files) => Configuration
  writeRecord: (record: OwnedRecord) => Promise<void>
  startedAt: number
  state: State
}

/** The agent as the author of what it does by itself. */
export const ITSELF: Actor = { user: 'agent', via: 'agent' }

/** Raises an alarm, once; it stays until `calm`. */
export async function alarm(context: Context, code: string, params: Saying['params'] = {}, of = code): Promise<void> {
  const before = context.state.alarms.get(of)
  const saying = { code, params }
  context.state.alarms.set(of, saying)
  if (before?.code === code) return
  context.alerts?.transition({ kind: 'alarm', at: clockOf(context).now(), of, on: true, why: saying })
  await note(context, { what: 'alarm', actor: ITSELF, saying })
}

export function calm(context: Context, of: string): void {
  const why = context.state.alarms.get(of)
  if (!why) return
  context.state.alarms.delete(of)
  context.alerts?.transition({ kind: 'alarm', at: clockOf(context).now(), of, on: false, why })
}

/** The clock of monitors and alerts: it never steps back. */
export const clockOf = ({ ports }: Pick<Context, 'ports'>): MonitorClock => ports.monitors?.clock ?? monotonicClock

/** Writes to the journal. What cannot be written is an alarm and stands in the service's log; the work itself goes on. */
export async function note(context: Context, entry: Omit<NewEntry, 'at'> & { at?: number }): Promise<void> {
  const { journal, ports, state } = context
  try {
    await journal.append({ at: ports.clock.now(), ...entry })
    state.alarms.delete('agent.journal')
  } catch (error) {
    state.alarms.set('agent.journal', { code: 'agent.journal', params: { why: whyOf(error) } })
    ports.log(`journal: ${whyOf(error)}: ${JSON.stringify({ what: entry.what, saying: entry.saying })}`)
  }
}

/**
 * What the role asks of the kernel now. An agent that stood still for longer than the dead time does not know any more who serves: until
 * the heartbeat process has said so the addresses stay as they are.
 */
export function dutyOf({ state, pair }: Pick<Context, 'state' | 'pair'>): Duty {
  return pair?.isStale() && state.duty.addresses === 'hold' ? { ...state.duty, addresses: 'leave' } : state.duty
}
