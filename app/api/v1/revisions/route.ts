import { apiRoute, json } from '@/app/_server/api-route'

/** Every revision with author, time and note, newest first. */
export const GET = apiRoute(async (caller) => json({ revisions: await caller.store.history() }))
