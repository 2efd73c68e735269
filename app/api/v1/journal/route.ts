import { apiRoute, refusal, reply } from '@/app/_server/api-route'

/** Newest entries of the agent's journal; `?limit=` 1 to 1000, 200 without it. */
export const GET = apiRoute(async (caller, request) => {
  const limit = Number(new URL(request.url).searchParams.get('limit') ?? '200')
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return refusal(caller, 400, 'login.badBody')
  return reply(caller, await caller.agent.journal({ limit }))
})
