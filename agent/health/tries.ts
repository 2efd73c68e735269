import { ApiError } from '@/lib/api/errors'
import type { Tried } from '@/lib/api/health'
import type { Actor } from '@/lib/api/types'
import { shown } from '@/lib/health/shown'
import { type Target, targetsOf } from '@/lib/health/targets'
import { hasErrors } from '../configuration'
import { type Context, note } from '../context'
import { errorsOf, readSaved } from '../observe'
import { namesOf } from './names'
import { verdictShown } from './rows'

export type TryRequest = { virtual: string; server: string; of: 'running' | 'saved'; actor: Actor }

/** Tries at a time: each may run a program. */
const AT_ONCE = 8
/** Bytes of one piece of a dialogue that are shown. */
const PIECE_MAX = 4096

/** Makes checks beside their schedule. Never goes through the loop's queue: a check may take its whole limit. */
export function createTries(context: Context): (request: TryRequest) => Promise<Tried> {
  let running = 0
  return async (request) => {
    if (running >= AT_ONCE) throw new ApiError('api.busy', { waiting: running })
    running++
    try {
      return await tryChecks(context, request)
    } finally {
      running--
    }
  }
}

/** @throws ApiError `health.can.unknown`, `api.problems` when the saved files have errors */
async function tryChecks(context: Context, { virtual, server, of, actor }: TryRequest): Promise<Tried> {
  const { monitors } = context.ports
  const targets = await targetsFor(context, virtual, server, of)
  if (!monitors || targets.length === 0) throw new ApiError('health.can.unknown', { service: virtual, server })
  await note(context, { what: 'try', actor, saying: { code: 'agent.try', params: { virtual, server } } })
  const checks = await Promise.all(
    targets.map(async (target) => {
      const dialogue: Tried['checks'][number]['dialogue'] = []
      const verdict = await monitors.check(target, {
        limitMs: target.intervalMs,
        source: context.health.network.sourceFor(target.address),
        listen: ({ who, bytes, afterMs }) => {
          if (dialogue.length < 32) dialogue.push({ who, text: shown(bytes, PIECE_MAX), afterMs })
        },
      })
      const { id, address, port, probe } = target
      const about = { id, virtual: target.virtual, name: target.server, address, port, kind: probe.kind }
      return { ...about, verdict: verdictShown(verdict), dialogue }
    }),
  )
  return { checks }
}

async function targetsFor(context: Context, virtual: string, server: string, of: TryRequest['of']): Promise<Target[]> {
  const { configuration } = of === 'saved' ? await readSaved(context) : context.state
  if (!configuration) return []
  if (hasErrors(configuration.problems)) {
    const problems = errorsOf(configuration.problems)
    throw new ApiError('api.problems', { count: problems.length }, problems)
  }
  const names = namesOf(configuration.config)
  return targetsOf(configuration.config).filter(
    (target) =>
      (target.service === virtual || names.virtuals(target.service).includes(virtual)) &&
      (target.serverKey === server || target.server === server),
  )
}
