import type { KernelState } from '@/lib/kernel/state'
import { isBackupOnlyOp, isHandoverOp, isLoopOp, type Op, ownedDuring, type Wanted } from '@/lib/plan'
import { change } from '../changing'
import { alarm, type Context, calm, ITSELF } from '../context'
import { whyOf } from '../errors'
import { observe } from '../observe'
import { between, within } from '../put-back'

/** Addresses, and the chain that holds back resets: what a change of role is about. The rest stands on both routers. */
const isRole = (op: Op): boolean =>
  op.do.startsWith('address.') ||
  isHandoverOp(op) ||
  // Before the addresses come up. On the way to standby it is in no hurry: the next look sets it.
  (isBackupOnlyOp(op) && op.value === '0')

/**
 * Brings about what the role asks of the kernel, one message of the loop for each wish: the addresses alone are read before and after, the
 * rest is taken from the last look. @param ran what the heartbeat process has done of it already, for the journal
 * @returns null when the kernel has it, otherwise why not
 */
export async function bringDuty(context: Context, entries: string, ran: readonly string[]): Promise<string | null> {
  const { state } = context
  if (!state.configuration) return null
  const under = state.duty
  try {
    const actual = await actualNow(context)
    const plan = await between(context, actual, state.owned)
    // The role has turned again: its own message brings it about.
    if (state.duty !== under) return null
    const ops = plan.all.filter((op) => isRole(op) || isLoopOp(op, actual.loopback ?? []))
    if (ops.length === 0 && ran.length === 0 && isRecorded(context, plan, actual)) {
      context.pair?.lease(actual)
      return null
    }
    const { plain, wanted, owned } = plan
    const task = { actual, plain, wanted, owned, ops, intent: null, isOurs: within(ops) }
    const { ok, failed } = await change(context, task, { what: 'role', actor: ITSELF, entries, ran, under })
    if (ok) calm(context, 'agent.roleFailed')
    else await alarm(context, 'agent.roleFailed', { why: failed?.why ?? '' })
    return ok ? null : (failed?.why ?? 'read-back differs')
  } catch (error) {
    if (state.duty !== under) return null
    await alarm(context, 'agent.roleFailed', { why: whyOf(error) })
    return whyOf(error)
  }
}

/** Addresses that were found in place, or that the heartbeat process brought up, are ours from now on. */
function isRecorded({ state }: Context, { wanted }: { wanted: Wanted }, actual: KernelState): boolean {
  return ownedDuring(state.owned, wanted, actual).addresses.length === state.owned.addresses.length
}

/** Never an old address: the lease may have run out since the last look. */
async function actualNow(context: Context): Promise<KernelState> {
  const { state, ports } = context
  if (!state.seen) return observe(context, null)
  return { ...state.seen.actual, ...(await ports.kernel.observeNet()) }
}
