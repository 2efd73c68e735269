import { apiRoute, reply } from '@/app/_server/api-route'

/** Puts back what was changed by hand in the kernel. */
export const POST = apiRoute(async (caller) => reply(caller, await caller.agent.repair({ actor: caller.actor })))
