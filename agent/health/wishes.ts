import { ApiError, isApiErrorCode } from '@/lib/api/errors'
import type { HealthServer, WISH_KINDS } from '@/lib/api/health'
import type { Actor } from '@/lib/api/types'
import { type Context, note } from '../context'
import { lookAtKernel } from '../look'
import { refreshRivals } from '../observe'
import { healthOf } from './rows'

export type WishRequest = {
  virtual: string
  server: string
  kind: (typeof WISH_KINDS)[number]
  reason: string
  deactivate: boolean
  actor: Actor
}

/**
 * An operator's word over the checks: kept over restarts, in the journal with name and reason, and in the kernel when this resolves.
 * @throws ApiError `health.can.*`, `api.rival`, `api.unwritable`
 */
export async function wish(context: Context, request: WishRequest): Promise<HealthServer> {
  const { virtual, server, kind, reason, deactivate, actor } = request
  const { health } = context
  const asked = { virtual, server }
  const [rival] = await refreshRivals(context)
  if (rival) throw new ApiError('api.rival', rival)
  const [row] = healthOf(context, asked).servers
  if (!row || !health.nanny) throw new ApiError('health.can.unknown', { service: virtual, server })
  const refused = health.nanny.wish(row.service, row.server, kind, { reason, by: actor.user, deactivate })
  if (refused) throw new ApiError(isApiErrorCode(refused.code) ? refused.code : 'api.internal', refused.params)
  const saying = { code: `agent.wish.${kind}`, params: { virtual: row.virtuals.join(', '), server: row.name } }
  const detail = { service: row.service, server: row.server, ...(deactivate ? { deactivate } : {}) }
  await note(context, { what: 'wish', actor, saying, detail: reason ? { ...detail, note: reason } : detail })
  await lookAtKernel(context)
  // Said before it is done, it would be lost by a crash between the two.
  await health.keep().catch((error: unknown) => context.ports.log(`health: ${String(error)}`))
  return healthOf(context, { ...asked, virtual: row.service, server: row.server }).servers[0] ?? row
}
