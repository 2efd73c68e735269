import { revisionInfo } from '@/lib/api/answers'
import { ApiError } from '@/lib/api/errors'
import type { Actor, ApplyAnswer, FileProblem, RevisionInfo, Rival } from '@/lib/api/types'
import type { CountedTable, KernelState } from '@/lib/kernel/state'
import { argvOf, foreignOf, type Op, planSteps, type Saying } from '@/lib/plan'
import { StoreError } from '@/lib/store/files'
import { carryOut, type Outcome, sysctlsOf, type Task } from './apply'
import type { Configuration } from './configuration'
import { alarm, type Context, calm, note } from './context'
import { whyOf } from './errors'
import { wantedOf } from './planning'

/** Parts that several messages of the loop share: reading files and kernel, and what an outcome means. */

/** The kernel as it is now, settings included that `next` and the record name. @throws ApiError `api.kernel` */
export async function observe(context: Context, next: Configuration | null): Promise<KernelState> {
  const { state, ports, options } = context
  const known = [state.configuration, next].flatMap((c) => (c ? [wantedOf(c, options.role).wanted] : []))
  const sysctls = [...new Set(known.flatMap((wanted) => sysctlsOf(wanted, state.owned)))]
  try {
    const actual = await ports.kernel.observe({ sysctls: [...sysctls, ...Object.keys(state.owned.sysctls)] })
    state.error = null
    await seen(context, actual)
    return actual
  } catch (error) {
    state.error = { code: 'agent.kernelUnreadable', params: { why: whyOf(error) } }
    throw new ApiError('api.kernel', { why: whyOf(error) }, [], { cause: error })
  }
}

/** The first look begins the checks: servers start as the kernel has them. Each tells them of this router's own network. */
async function seen({ state, options, health }: Context, actual: KernelState): Promise<void> {
  const wanted = state.configuration && wantedOf(state.configuration, options.role).wanted
  const vips = [...(wanted?.addresses ?? []), ...state.owned.addresses].map((entry) => entry.address)
  const moved = health.network.look(actual, new Set([...vips, ...(wanted?.absent ?? [])]))
  await health.begin(state.configuration, state.settings.holdLimitSec, actual.services)
  if (moved) health.nanny?.look()
}

/** The counters; an empty table when they cannot be read. For what is only shown. */
export async function countersOrNone(context: Context): Promise<CountedTable> {
  try {
    return (await context.sampler.sample()).counted
  } catch {
    return {}
  }
}

/** The files as they stand on disk, judged by the agent itself. @throws ApiError `api.unreadable` */
export async function readSaved(context: Context): Promise<{
  configuration: Configuration
  files: Awaited<ReturnType<Context['store']['read']>>
}> {
  try {
    const files = await context.store.read()
    const known = context.state.saved
    const configuration = context.judge(files.files)
    // What the history says was written by others: believed only in its form.
    const revision = files.handEdited ? null : (revisionInfo.safeParse(files.revision).data ?? null)
    if (known.hash !== configuration.hash || known.revision?.number !== revision?.number) {
      context.state.saved = { hash: configuration.hash, revision, problems: configuration.problems }
    }
    calm(context, 'agent.filesUnreadable')
    return { configuration, files }
  } catch (error) {
    const [path, why] =
      error instanceof StoreError ? [error.path, error.why] : [context.options.paths.etc, whyOf(error)]
    await alarm(context, 'agent.filesUnreadable', { path, why })
    throw new ApiError('api.unreadable', { path, why }, [], { cause: error })
  }
}

export type About = {
  /** `health` is not journalled: the health log has its reasons */
  what: 'apply' | 'repair' | 'restore' | 'put-back' | 'cut' | 'adopt' | 'health'
  actor: Actor
  note?: string
  /** entries that it is about, for the journal */
  entries?: string
  commit?: () => Promise<void>
}

/**
 * Who else manages this kernel, looked up anew. While somebody does, the agent observes and changes nothing (operations.md 10); what cannot be looked up
 * stops nothing. What was found less than `maxAgeMs` ago is given again.
 */
export async function refreshRivals(context: Context, maxAgeMs = 0): Promise<Rival[]> {
  const { state, ports } = context
  const now = ports.clock.now()
  if (now - state.rivalsAt < maxAgeMs) return state.rivals
  state.rivalsAt = now
  state.rivals = await ports.around.rivals().catch((error: unknown) => {
    ports.log(`looking for other programs: ${whyOf(error)}`)
    return []
  })
  const [rival] = state.rivals
  if (rival) await alarm(context, 'api.rival', rival)
  else calm(context, 'api.rival')
  return state.rivals
}

/** Carries a task out, keeps what it left, writes it into the journal. @throws ApiError when it never began */
export async function change(context: Context, task: Task, about: About): Promise<ApplyAnswer> {
  const { state, ports } = context
  const { ops } = task
  const start = ports.clock.now()
  // A health event has no time for it: the last look has seen to that.
  const [rival] = await refreshRivals(context, about.what === 'health' ? context.options.lookEveryMs * 2 : 0)
  if (rival) throw new ApiError('api.rival', rival)
  if (about.what === 'apply' || about.what === 'repair') state.work = { kind: about.what, step: 0, of: ops.length }
  try {
    const { kernel, hook } = ports
    const told = (done: number) => {
      if (state.work) state.work = { ...state.work, step: done }
    }
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
    state.work = null
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
  const listed = ops.slice(0, MAX_LISTED).map((op) => argvOf(op).join(' '))
  const detail = {
    ...(about.note ? { note: about.note } : {}),
    ...(why === undefined ? {} : { why }),
    operations: listed,
    ...(ops.length > listed.length ? { more: ops.length - listed.length } : {}),
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

/** A refusal was already kept as an alarm or as the state of the kernel; anything else is a fault of ours. */
export function refused(error: unknown): null {
  if (error instanceof ApiError) return null
  throw error
}

export const errorsOf = (problems: readonly FileProblem[]): FileProblem[] =>
  problems.filter((problem) => problem.severity === 'error')
