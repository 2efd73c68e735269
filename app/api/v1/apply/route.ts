import { apiRoute, bodyOf, refusal, reply } from '@/app/_server/api-route'
import { nudgePartner } from '@/app/_server/pair'

/** `{ planId, note? }`: applies the plan that was shown, and refuses when it is no longer the plan. */
export const POST = apiRoute(async (caller, request) => {
  const body = await bodyOf(request)
  const note = body?.note ?? ''
  if (typeof body?.planId !== 'string' || typeof note !== 'string') return refusal(caller, 400, 'login.badBody')
  const answer = await caller.agent.apply({ planId: body.planId, note, actor: caller.actor })
  nudgePartner()
  return reply(caller, answer)
})
