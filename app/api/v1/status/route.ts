import { apiRoute, reply } from '@/app/_server/api-route'

export const GET = apiRoute(async (caller) => reply(caller, await caller.agent.status()))
