import type { KernelVerdict, PlanAnswer, Status } from './api/types'
import type { Saying } from './plan/types'

/**
 * What can be done now: null, or the reason why not, as a sentence of lib/text. The button that offers it and the agent that is
 * asked for it use the same function.
 */

/** Apply what is planned: refused while the files have an error, while somebody else manages the kernel, while the agent is at work, and when nothing would change. */
export function canApply(
  plan: Pick<PlanAnswer, 'hash' | 'problems'> & { steps: readonly unknown[] },
  now: Pick<Status, 'work' | 'rivals'> & { running: { hash: string } | null },
): Saying | null {
  const errors = plan.problems.filter((problem) => problem.severity === 'error').length
  if (errors > 0) return { code: 'panels.cannot.errors', params: { count: errors } }
  const [rival] = now.rivals
  if (rival) return { code: 'api.rival', params: rival }
  if (now.work) return busy(now.work)
  // A revision that asks for no step is still to be recorded as running.
  if (plan.steps.length === 0 && now.running?.hash === plan.hash) return { code: 'panels.cannot.nothing', params: {} }
  return null
}

/** Put back what was applied: refused while the agent is at work, and when nothing is held as drift. */
export function canRepair(kernel: Pick<KernelVerdict, 'drift'>, work: Status['work']): Saying | null {
  if (work) return busy(work)
  return kernel.drift.length === 0 ? { code: 'panels.cannot.equal', params: {} } : null
}

function busy({ step, of }: NonNullable<Status['work']>): Saying {
  return { code: 'panels.cannot.busy', params: { step, of } }
}
