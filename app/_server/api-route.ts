import type { Actor } from '@/lib/api/types'
import { type Store, StoreError } from '@/lib/store'
import { type Agent, agentClient, type Reply } from './agent'
import { isFormToken } from './form-token'
import { isForeign, TOKEN_HEADER } from './gate'
import { getSpeaker, type Speaker } from './language'
import { storeFor } from './save'
import { clientAddress, currentUser, type User } from './session'

/** What a route handler gets to work with. */
export type ApiCaller = Speaker & {
  user: User
  actor: Actor
  store: Store
  agent: Agent
  params: Record<string, string>
}
type Context = { params: Promise<Record<string, string>> }
type Handler = (request: Request, context: Context) => Promise<Response>

const API_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { ...API_HEADERS, ...headers } })

/** A refusal: code for programs, sentence for people. */
export function refusal(speaker: Speaker, status: number, code: string, params: Record<string, string | number> = {}) {
  return json({ code, message: speaker.code(code, params), params }, status)
}

/**
 * The wrapper of every route handler under app/api: origin, session, then `run` once.
 *   export const GET = apiRoute(async (caller) => reply(caller, await caller.agent.status()))
 * Without a session 401. A change that carries neither Origin nor Sec-Fetch-Site (a script) needs the form token in `x-arapaima-token`.
 */
export function apiRoute(run: (caller: ApiCaller, request: Request) => Promise<Response>): Handler {
  return async (request, context) => {
    const speaker = await getSpeaker()
    const headers = Object.fromEntries(request.headers)
    const url = new URL(request.url).pathname
    if (isForeign({ method: request.method, url, headers })) return refusal(speaker, 403, 'login.refused403')
    const user = await currentUser()
    if (user === null) return refusal(speaker, 401, 'login.needSession')
    const safe = request.method === 'GET' || request.method === 'HEAD'
    const silent = headers.origin === undefined && headers['sec-fetch-site'] === undefined
    if (!safe && silent && !(await isFormToken(headers[TOKEN_HEADER]))) return refusal(speaker, 403, 'login.needToken')
    const actor: Actor = { user: user.name, via: 'console', from: await clientAddress() }
    try {
      const params = await context.params
      return await run({ ...speaker, user, actor, store: storeFor(actor), agent: agentClient(), params }, request)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return refusal(speaker, 500, 'login.storeError', { path: error.path, why: error.why })
    }
  }
}

/** The agent's answer as it is; an agent that is away is 503. */
export function reply<T>(speaker: Speaker, answer: Reply<T>): Response {
  if (answer.ok) return json(answer.value)
  const { code, params, status, problems } = answer
  return json({ code, message: speaker.code(code, params), params, problems }, status === 0 ? 503 : status)
}

/** The body as a JSON object; null if it is not one. */
export async function bodyOf(request: Request): Promise<Record<string, unknown> | null> {
  try {
    const value: unknown = await request.json()
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
