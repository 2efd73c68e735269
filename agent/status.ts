import type { KernelVerdict, Status } from '@/lib/api/types'
import { serviceKey } from '@/lib/kernel/ipvs'
import type { CountedTable } from '@/lib/kernel/state'
import { type Owned, retiredKey } from '@/lib/plan'
import type { Context } from './context'

/** What is saved, running and in the kernel, from the last look: nothing is read for it. */
export function statusOf(context: Context, counted: CountedTable): Status {
  const { state, ports, startedAt } = context
  const pair = context.pair?.view() ?? null
  const { version, hostname, bootId } = ports
  return {
    agent: { version, pid: process.pid, startedAt, hostname, bootId },
    pulse: pulseOf(context, pair),
    pair,
    saved: state.saved,
    running: state.running?.info ?? null,
    kernel: verdictOf(context, counted),
    work: state.work,
    alarms: [...state.alarms.values()],
    rivals: state.rivals,
    tools: state.tools,
  }
}

function pulseOf({ state, options, startedAt }: Context, pair: Status['pair']): Status['pulse'] {
  const { role } = state.duty
  if (options.role) return { state: 'running', role, since: startedAt, source: 'option' }
  // Nothing runs here yet, or the heartbeat process has not spoken: this router claims nothing.
  if (!pair) return { state: 'stopped', role: 'standby', since: startedAt, source: 'alone' }
  return { state: pair.state === 'off' ? 'stopped' : 'running', role, since: pair.since, source: pair.source }
}

function verdictOf({ state }: Context, counted: CountedTable): KernelVerdict {
  const { seen, error } = state
  return {
    observedAt: seen?.at ?? null,
    equal: !!seen && !error && seen.drift.length === 0 && seen.open.length === 0,
    drift: seen?.drift ?? [],
    foreign: seen?.foreign ?? [],
    retired: state.owned.retired.map((entry) => retiredRow(entry, counted)),
    ...(error ? { error } : {}),
  }
}

function retiredRow(entry: Owned['retired'][number], counted: CountedTable): KernelVerdict['retired'][number] {
  const servers = counted[serviceKey(entry.service)]?.servers ?? {}
  const of = entry.server === undefined ? Object.values(servers) : [servers[entry.server]]
  const sum = (field: 'active' | 'inactive') => of.reduce((total, server) => total + (server?.[field] ?? 0), 0)
  return { key: retiredKey(entry), untilMs: entry.untilMs, active: sum('active'), inactive: sum('inactive') }
}
