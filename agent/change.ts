import { ApiError, isApiErrorCode } from '@/lib/api/errors'
import type { Actor, ApplyAnswer, PlanAnswer, RevisionInfo } from '@/lib/api/types'
import { canApply } from '@/lib/can'
import { cutsOf, type Op, planSteps, type Saying } from '@/lib/plan'
import type { Saved } from '@/lib/store/files'
import { planBetween } from './between'
import { change } from './changing'
import { type Configuration, hasErrors } from './configuration'
import { type Context, dutyOf } from './context'
import { whyOf } from './errors'
import { countersOrNone, errorsOf, observe, readSaved, refreshRivals } from './observe'
import { planChange, planIdOf, wantedOf } from './planning'
import { prepareRunning, switchRunning } from './running'

/** What an apply of the saved files would do now. Changes nothing. */
export async function planSaved(context: Context): Promise<PlanAnswer> {
  const { configuration } = await readSaved(context)
  const { plan, drift, starting, duty, actual } = await planOf(context, configuration, true)
  const counters = plan.ops.length > 0 ? await countersOrNone(context) : {}
  return {
    hash: configuration.hash,
    role: duty.role,
    problems: configuration.problems,
    steps: planSteps(plan.ops, counters),
    cuts: cutsOf(plan.ops, counters),
    planId: planIdOf(configuration.hash, duty.role, plan.ops),
    foreign: plan.foreign,
    drift,
    warnings: [
      ...wantedOf(configuration, duty.role, undefined, actual.loopback).warnings,
      ...(starting > 0 ? [startingSaying(starting)] : []),
    ],
  }
}

/** Servers that were never checked here take part after their first check. */
const startingSaying = (count: number): Saying => ({ code: 'plan.WARN_STARTING', params: { count } })

/** `quick`: the kernel as observe() takes it. What is only shown is planned anew from a whole reading before it is done. */
async function planOf(context: Context, next: Configuration, quick = false) {
  const { state, ports, health } = context
  const before = state.duty
  const actual = await observe(context, next, quick)
  const duty = context.pair?.dutyAfter(next, actual) ?? before
  const { starting, ...ahead } = health.preview(next, state.settings.holdLimitSec, actual.services)
  const nowMs = ports.clock.now()
  const base = { duty, actual, owned: state.owned, nowMs }
  const plan = planChange({ ...base, next, previous: state.configuration, wishes: ahead })
  const running = state.configuration
  const { lastApplied, settings } = state
  const { pending } = health
  const more = { lastApplied, driftMode: settings.drift, counters: {}, pending, wishes: health.wishes() }
  const between = running && planBetween({ ...base, ...more, duty: dutyOf(context), running })
  return { plan, actual, drift: between?.drift ?? [], starting, duty, before }
}

export type ApplyRequest = {
  /** the plan that was shown; null = whatever the plan is now (HUP) */
  planId: string | null
  note: string
  actor: Actor
}

/**
 * Makes the saved files the running revision.
 * @throws ApiError when it never began: the files have errors, the plan is no longer the one that was shown, lib/can.ts says no, or nothing
 * can be recorded
 */
export async function applySaved(context: Context, request: ApplyRequest): Promise<ApplyAnswer> {
  const { state, ports } = context
  const { configuration, files } = await readSaved(context)
  if (hasErrors(configuration.problems)) {
    const problems = errorsOf(configuration.problems)
    throw new ApiError('api.problems', { count: problems.length }, problems)
  }
  const { plan, actual, duty, before } = await planOf(context, configuration)
  const id = planIdOf(configuration.hash, duty.role, plan.ops)
  if (request.planId !== null && request.planId !== id) throw new ApiError('api.changed')
  await refuseUnlessCan(context, configuration, plan.ops)
  const info = await revisionOf(context, files, request)
  const running = { info, files: files.files, bootId: ports.bootId }
  try {
    await prepareRunning(context.runningFolder, running)
  } catch (error) {
    throw new ApiError('api.unwritable', { why: whyOf(error) }, [], { cause: error })
  }
  const commit = async () => {
    state.running = running
    state.configuration = configuration
    // A role that came meanwhile is newer than the plan.
    if (state.duty === before) state.duty = duty
    await switchRunning(context.runningFolder, running)
  }
  const intent = { what: 'apply', hash: configuration.hash, at: ports.clock.now() }
  const about = { what: 'apply' as const, actor: request.actor, note: request.note, under: before, commit }
  const answer = await change(context, { ...plan, actual, intent }, about)
  if (state.configuration === configuration)
    context.health.takeOver(configuration, state.settings.holdLimitSec, state.seen?.actual.services ?? [])
  if (state.configuration === configuration) context.pair?.join()
  return answer
}

/** Refuses with the reason that the console shows beside its button (lib/can.ts). */
async function refuseUnlessCan(
  context: Context,
  { hash, problems }: Configuration,
  steps: readonly Op[],
): Promise<void> {
  const { work, running } = context.state
  const rivals = await refreshRivals(context)
  const reason = canApply({ hash, problems, steps }, { work, rivals, running: running?.info ?? null })
  if (reason) throw new ApiError(isApiErrorCode(reason.code) ? reason.code : 'api.internal', reason.params)
}

/** The revision that an apply makes running. Files that somebody edited by hand enter the history first. */
async function revisionOf(context: Context, saved: Saved, request: ApplyRequest): Promise<RevisionInfo> {
  const known = context.state.saved
  if (known.revision && known.hash === saved.hash) return known.revision
  const author = request.actor.user
  const answer = await context.store.save({ files: {}, ifMatch: saved.hash, author, note: request.note })
  if (answer.ok) {
    context.state.saved = { ...context.state.saved, revision: answer.revision }
    return answer.revision ?? { number: 0, hash: saved.hash, author, at: context.ports.clock.now(), note: request.note }
  }
  if (answer.code === 'CHANGED') throw new ApiError('api.changed')
  if (answer.code === 'PROBLEMS') throw new ApiError('api.problems', { count: answer.problems.length }, answer.problems)
  throw new ApiError('api.unwritable', { why: `${answer.path}: ${answer.why}` })
}

/**
 * Makes the kernel equal to the running revision again, changes by hand included.
 * @throws ApiError when it never began: nothing is running, or the kernel cannot be read
 */
export async function repair(
  context: Context,
  actor: Actor,
  what: 'repair' | 'restore' = 'repair',
): Promise<ApplyAnswer> {
  const { state, ports } = context
  const running = state.configuration
  if (!running) {
    await observe(context, null)
    throw new ApiError('api.nothingRunning')
  }
  const { plan, actual, before } = await planOf(context, running)
  const intent = { what, hash: running.hash, at: ports.clock.now() }
  return change(context, { ...plan, actual, intent }, { what, actor, under: before })
}
