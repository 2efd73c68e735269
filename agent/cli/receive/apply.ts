import type { PlanAnswer } from '@/lib/api/types'
import { SyncError } from '@/lib/sync/errors'
import type { Applied } from '@/lib/sync/protocol'
import { hasErrors } from '../../configuration'
import { actorOf, type Receiver } from './world'

/** A plan is made anew this often when the kernel changed between looking and applying. */
const TRIES = 3
/** Who applies when no person does. */
const BY_SYNC = 'sync'

/**
 * After a push: a standby router applies by itself; an active one waits for a person who has seen its plan (operations.md 5). The role is the
 * agent's at the moment of the plan, and the plan's number holds it to that.
 */
export async function applyIfStandby(receiver: Receiver, hash: string, note: string): Promise<Applied> {
  const { agent } = receiver
  for (let tries = 1; ; tries++) {
    const plan = await agent('plan')
    if (!plan.ok) return { done: 'not', code: plan.code, params: plan.params }
    const { role, steps, planId } = plan.value
    const status = await agent('status')
    if (status.ok && steps.length === 0 && status.value.running?.hash === hash)
      return { done: 'applied', operations: 0 }
    if (role === 'active') return { done: 'confirm' }
    const fault = faultOf(receiver, plan.value, hash)
    if (fault) return { done: 'not', code: fault.code, params: fault.params }
    const reply = await agent('apply', { body: { planId, note, actor: actorOf(BY_SYNC, receiver.from) } })
    if (reply.ok && reply.value.ok) return { done: 'applied', operations: reply.value.applied }
    if (reply.ok) return { done: 'not', code: 'sync.applyFailed', params: { why: reply.value.failed?.why ?? '' } }
    if (reply.code !== 'api.changed' || tries === TRIES) return { done: 'not', code: reply.code, params: reply.params }
  }
}

/** Why this plan is not the one of the files that were pushed, or cannot be applied. */
function faultOf({ host }: Receiver, plan: PlanAnswer, hash: string): SyncError | null {
  if (plan.hash !== hash) return new SyncError('sync.changedThere', { theirs: plan.hash })
  if (!hasErrors(plan.problems)) return null
  const [first] = plan.problems.filter((problem) => problem.severity === 'error')
  const where = first ? `${first.file}:${first.line}:${first.column} ${first.code}` : ''
  return new SyncError('sync.problems', { host, count: plan.problems.length, first: where })
}

/** Does the plan that a person saw, for the files that the person pushed. @throws SyncError */
export async function confirm(
  receiver: Receiver,
  request: { hash: string; planId: string; user: string },
): Promise<{ hash: string; applied: Applied }> {
  const { agent } = receiver
  const { hash, planId, user } = request
  const plan = await agent('plan')
  if (!plan.ok) throw new SyncError('sync.agentThere', { why: plan.code })
  if (plan.value.hash !== hash || plan.value.planId !== planId) throw new SyncError('sync.planChanged')
  const reply = await agent('apply', { body: { planId, note: '', actor: actorOf(user, receiver.from) } })
  if (!reply.ok && reply.code === 'api.changed') throw new SyncError('sync.planChanged')
  if (!reply.ok) throw new SyncError('sync.agentThere', { why: reply.code })
  if (!reply.value.ok) throw new SyncError('sync.applyFailed', { why: reply.value.failed?.why ?? '' })
  return { hash, applied: { done: 'applied', operations: reply.value.applied } }
}
