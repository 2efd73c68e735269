import { ApiError } from '@/lib/api/errors'
import type { Actor, ApplyAnswer, RevisionInfo } from '@/lib/api/types'
import { argvOf, foreignOf, type Op, planSteps, type Saying } from '@/lib/plan'
import { carryOut, type Outcome, type Task } from './apply'
import { alarm, type Context, calm, note } from './context'
import type { Duty } from './duty'
import { refreshRivals } from './observe'

/** A change of the kernel as every message of the loop makes it: carried out, kept, journalled, answered. */

export type About = {
  /** `health` is not journalled: the health log has its reasons */
  what: 'apply' | 'repair' | 'restore' | 'put-back' | 'cut' | 'adopt' | 'health' | 'role'
  actor: Actor
  note?: string
  /** entries that it is about, for the journal */
  entries?: string
  commit?: () => Promise<void>
  /** the duty when the kernel was read: addresses that were planned under another one are not touched */
  under: Duty
  /** commands that another process of ours has run for it, for the journal */
  ran?: readonly string[]
}

const isAddressOp = (op: Op): boolean => op.do === 'address.add' || op.do === 'address.remove'

/** Carries a task out, keeps what it left, writes it into the journal. @throws ApiError when it never began */
export async function change(context: Context, task: Task, about: About): Promise<ApplyAnswer> {
  const { state, ports } = context
  const { ops } = task
  state.changes++
  const start = ports.clock.now()
  // Health and role have no time for it: the last look has seen to that.
  const hurries = about.what === 'health' || about.what === 'role'
  const [rival] = await refreshRivals(context, hurries ? context.options.lookEveryMs * 2 : 0)
  if (rival) throw new ApiError('api.rival', rival)
  if (about.what === 'apply' || about.what === 'repair') state.work = { kind: about.what, step: 0, of: ops.length }
  try {
    const { kernel, hook } = ports
    const told = (done: number) => {
      if (state.work) state.work = { ...state.work, step: done }
    }
    await context.pair?.release(ops)
    if (about.under !== state.duty && ops.some(isAddressOp)) throw new ApiError('api.changed')
    const outcome = await carryOut(task, { kernel, write: context.writeRecord, commit: about.commit, hook, told })
    if (outcome.done !== 'ran') {
      const refusal = refusalOf(outcome, ops)
      await journalOf(context, about, { code: `agent.${about.what}Refused`, params: refusal.params }, ops, refusal.code)
      throw refusal
    }
    await settle(context, task, outcome)
    const answer = answerOf(ops, outcome, state.running?.info ?? null, ports.clock.now() - start)
    await journalOf(context, about, sayingOf(context, about, answer), ops, outcome.failed?.why)
    return answer
  } finally {
    // Also at its end: what was read meanwhile is neither before nor after.
    state.changes++
    state.work = null
    context.pair?.lease(state.seen?.actual ?? task.actual)
  }
}

/** Takes over what a change left: the record in memory, what the kernel holds, what could not be written. */
async function settle(context: Context, task: Task, outcome: Extract<Outcome, { done: 'ran' }>): Promise<void> {
  const { state, ports } = context
  state.owned = outcome.owned
  state.lastApplied = task.plain ?? task.wanted
  context.sampler.expire()
  state.seen = null
  if (outcome.actual) {
    const foreign = foreignOf(outcome.actual, task.wanted, outcome.owned)
    state.seen = { at: ports.clock.now(), actual: outcome.actual, drift: [], foreign, open: outcome.open }
  }
  if (outcome.error === undefined) calm(context, 'agent.record')
  else await alarm(context, 'agent.record', { why: outcome.error })
}

function sayingOf(context: Context, about: About, answer: ApplyAnswer): Saying {
  const revision = context.state.running?.info.number ?? 0
  const params = { revision, done: answer.applied, entries: about.entries ?? '', left: answer.remaining.length }
  return { code: `agent.${about.what}${answer.ok ? '' : 'Failed'}`, params }
}

/** Enough of the operations to see what was done; a huge table does not fill the journal. */
const MAX_LISTED = 200

async function journalOf(
  context: Context,
  about: About,
  saying: Saying,
  ops: readonly Op[],
  why?: string,
): Promise<void> {
  if (about.what === 'health') return
  const all = [...(about.ran ?? []), ...ops.map((op) => argvOf(op).join(' '))]
  const listed = all.slice(0, MAX_LISTED)
  const detail = {
    ...(about.note ? { note: about.note } : {}),
    ...(why === undefined ? {} : { why }),
    operations: listed,
    ...(all.length > listed.length ? { more: all.length - listed.length } : {}),
  }
  await note(context, { what: about.what, actor: about.actor, saying, detail })
}

/** A change that never began, as a refusal to whoever asked. */
function refusalOf(outcome: Exclude<Outcome, { done: 'ran' }>, ops: readonly Op[]): ApiError {
  if (outcome.done === 'unwritable') return new ApiError('api.unwritable', { why: outcome.why })
  const [first] = outcome.refusals
  const op = ops[first?.index ?? 0]
  const entry = String(first?.saying.params.entry ?? op?.do ?? '')
  return new ApiError('api.guard', {
    rule: first?.saying.code ?? '',
    entry,
    value: String(first?.saying.params.value ?? ''),
  })
}

/** What is told to whoever asked for a change. */
function answerOf(
  ops: readonly Op[],
  outcome: Extract<Outcome, { done: 'ran' }>,
  running: RevisionInfo | null,
  tookMs: number,
): ApplyAnswer {
  const failed = outcome.failed
  const step = failed ? planSteps(ops.slice(failed.index, failed.index + 1))[0] : undefined
  const ok = outcome.remaining.length === 0 && outcome.actual !== null
  return {
    ok,
    running,
    applied: outcome.applied,
    ...(failed && step ? { failed: { step, why: failed.why } } : {}),
    left: failed ? planSteps(ops.slice(failed.index + 1)) : [],
    remaining: planSteps(outcome.remaining),
    tookMs,
  }
}
