import { revisionInfo } from '@/lib/api/answers'
import { ApiError } from '@/lib/api/errors'
import type { FileProblem, Rival } from '@/lib/api/types'
import type { CountedTable, KernelState } from '@/lib/kernel/state'
import { StoreError } from '@/lib/store/files'
import { sysctlsOf } from './apply'
import type { Configuration } from './configuration'
import { alarm, type Context, calm } from './context'
import { whyOf } from './errors'
import { wantedOf } from './planning'

// What the messages of the loop look at: kernel, files, other programs.

/**
 * The kernel as it is now, settings included that `next` and the record name. `quick`: what shows no sign of a change need not be read again.
 * @throws ApiError `api.kernel`
 */
export async function observe(context: Context, next: Configuration | null, quick = false): Promise<KernelState> {
  const { state, ports } = context
  const { role } = state.duty
  const known = [state.configuration, next].flatMap((c) => (c ? [wantedOf(c, role).wanted] : []))
  const sysctls = [...new Set(known.flatMap((wanted) => sysctlsOf(wanted, state.owned)))]
  const { changes } = state
  try {
    const actual = await ports.kernel.observe({ sysctls: [...sysctls, ...Object.keys(state.owned.sysctls)], quick })
    state.error = null
    await seen(context, actual, changes)
    return actual
  } catch (error) {
    state.error = { code: 'agent.kernelUnreadable', params: { why: whyOf(error) } }
    throw new ApiError('api.kernel', { why: whyOf(error) }, [], { cause: error })
  }
}

/** The first look begins the checks: servers start as the kernel has them. Each tells them of this router's own network. */
async function seen({ state, health, pair }: Context, actual: KernelState, changes: number): Promise<void> {
  const wanted = state.configuration && wantedOf(state.configuration, 'active').wanted
  const vips = [...(wanted?.addresses ?? []), ...state.owned.addresses].map((entry) => entry.address)
  const moved = health.network.look(actual, new Set(vips))
  await health.begin(state.configuration, state.settings.holdLimitSec, actual.services)
  if (moved) health.nanny?.look()
  pair?.seen(actual, changes === state.changes)
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

/** A refusal was already kept as an alarm or as the state of the kernel; anything else is a fault of ours. */
export function refused(error: unknown): null {
  if (error instanceof ApiError) return null
  throw error
}

export const errorsOf = (problems: readonly FileProblem[]): FileProblem[] =>
  problems.filter((problem) => problem.severity === 'error')
