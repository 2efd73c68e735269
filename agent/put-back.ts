import type { KernelState } from '@/lib/kernel/state'
import { type Op, type Owned, touched } from '@/lib/plan'
import { type Between, groupOf, planBetween } from './between'
import { change } from './changing'
import { alarm, type Context, calm, dutyOf, ITSELF } from './context'
import type { Duty } from './duty'
import { countersOrNone, refused } from './observe'

/** What is to be done between two applies, with the kernel as it is now. */
export async function between(context: Context, actual: KernelState, owned: Owned): Promise<Between> {
  const { state, ports } = context
  const running = state.configuration
  if (!running) throw new Error('nothing is running')
  const counters = owned.retired.length > 0 ? await countersOrNone(context) : {}
  const { health } = context
  return planBetween({
    running,
    duty: dutyOf(context),
    wishes: health.wishes(),
    pending: health.pending,
    actual,
    owned,
    lastApplied: state.lastApplied,
    driftMode: state.settings.drift,
    counters,
    nowMs: ports.clock.now(),
  })
}

/**
 * Does what a look found to be done at once, under the duty of that look. What must be put back too often stays undone and is an alarm. Never throws for what a tool does.
 */
export async function putBack(context: Context, actual: KernelState, plan: Between, under: Duty): Promise<void> {
  const { state, health } = context
  health.settled([...plan.pending].filter(([, { open }]) => !open))
  const { now, tooOften } = await limited(context, plan)
  if (plan.ops.length === 0) calm(context, 'agent.putBack')
  if (state.seen) state.seen = { ...state.seen, open: [...plan.open, ...tooOften] }
  if (now.length === 0 && plan.ended.length === 0) return
  await doNow(context, actual, { ...plan, ops: now }, under)
  if (state.seen) state.seen = { ...state.seen, drift: plan.drift }
}

async function doNow(context: Context, actual: KernelState, plan: Between, under: Duty): Promise<void> {
  const entries = [...new Set([...plan.ops.map(touched), ...plan.ended])].join(', ').slice(0, 500)
  const { plain, wanted, owned, ops } = plan
  try {
    const task = { actual, plain, wanted, owned, ops, intent: null, isOurs: within(ops) }
    const what = plan.ended.length === 0 && ops.every((op) => plan.healthOps.has(op)) ? 'health' : 'put-back'
    const { ok } = await change(context, task, { what, actor: ITSELF, entries, under })
    if (ok) {
      calm(context, 'agent.putBack')
      context.health.settled(plan.pending)
    } else await alarm(context, 'agent.putBack', { entries })
  } catch (error) {
    refused(error)
    // The role has turned meanwhile: what it wants is brought about by its own message.
    if (context.state.duty !== under) return
    await alarm(context, 'agent.putBack', { entries })
  }
}

/** Whether a difference is about one of the entries that these operations are about. */
export function within(ops: readonly Op[]): (op: Op) => boolean {
  const groups = new Set(ops.map(groupOf))
  return (op) => groups.has(groupOf(op))
}

/** At most so many times a minute for one entry; then it is an alarm until a minute has passed without. */
async function limited(context: Context, plan: Between): Promise<{ now: Op[]; tooOften: Op[] }> {
  const { state, options, ports } = context
  const since = ports.clock.now() - options.putBackWindowMs
  for (const [group, times] of state.putBacks) {
    const recent = times.filter((time) => time > since)
    if (recent.length > 0) state.putBacks.set(group, recent)
    else {
      state.putBacks.delete(group)
      calm(context, `agent.fought ${group}`)
    }
  }
  const isCounted = (op: Op) => !isEnding(op, plan) && !plan.healthOps.has(op)
  const groups = [...new Set(plan.ops.filter(isCounted).map(groupOf))]
  const over = groups.filter((group) => (state.putBacks.get(group)?.length ?? 0) >= options.putBackTimes)
  for (const group of groups) {
    if (over.includes(group)) await alarm(context, 'agent.fought', { entry: group }, `agent.fought ${group}`)
    else state.putBacks.set(group, [...(state.putBacks.get(group) ?? []), ports.clock.now()])
  }
  const isOver = (op: Op) => over.includes(groupOf(op)) && isCounted(op)
  return { now: plan.ops.filter((op) => !isOver(op)), tooOften: plan.ops.filter(isOver) }
}

const isEnding = (op: Op, plan: Between): boolean =>
  plan.ended.length > 0 &&
  (op.do === 'ipvs.removeServer' || op.do === 'ipvs.removeService' || op.do === 'address.remove')
