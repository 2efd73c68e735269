import type { ApiErrorBody } from './errors'
import { type AnswerOf, type BodyOf, type QueryOf, type RouteName, routes } from './routes'
import type { FileProblem } from './types'

/** Carries one request; rejects when nobody answers (`code` of the error, e.g. ECONNREFUSED, names why). */
export type Transport = (request: {
  method: string
  path: string
  body?: string
}) => Promise<{ status: number; body: string }>

/** An agent that is away or refuses is a value. `status` 0 = nobody answered. */
export type Reply<T> =
  | { ok: true; value: T }
  | {
      ok: false
      code: string
      params: Record<string, string | number>
      status: number
      problems: FileProblem[]
    }

export type Call = <N extends RouteName>(
  name: N,
  more?: { query?: QueryOf<N>; body?: BodyOf<N> },
) => Promise<Reply<AnswerOf<N>>>

/** What a transport could not carry, by its error's code; everything else is an agent that is away. */
const NO_ANSWER: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'api.agentSlow',
  EACCES: 'api.agentForbidden',
  EMSGSIZE: 'api.agentTooMuch',
}

/** The routes as one typed function over any transport: `call('apply', { body: { planId, note, actor } })`. */
export function createClient(transport: Transport): Call {
  return async (name, more = {}) => {
    const route = routes[name]
    const search = new URLSearchParams(
      // What is undefined was not asked for.
      Object.entries<unknown>(more.query ?? {}).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      ),
    ).toString()
    const path = search ? `${route.path}?${search}` : route.path
    let answer: { status: number; body: string }
    try {
      const body = route.method !== 'GET' ? JSON.stringify(more.body ?? {}) : undefined
      answer = await transport({ method: route.method, path, body })
    } catch (error) {
      const why = whyOf(error)
      return refusal(0, NO_ANSWER[why] ?? 'api.agentAway', { why })
    }
    let value: unknown
    try {
      value = JSON.parse(answer.body)
    } catch {
      return refusal(answer.status, 'api.agentAnswer', { status: answer.status })
    }
    if (answer.status >= 200 && answer.status < 300) return { ok: true, value: value as never }
    const said = value as Partial<ApiErrorBody> | null
    const code = typeof said?.code === 'string' ? said.code : 'api.agentAnswer'
    return refusal(answer.status, code, said?.params ?? { status: answer.status }, said?.problems)
  }
}

const refusal = (
  status: number,
  code: string,
  params: Record<string, string | number>,
  problems: FileProblem[] = [],
) => ({ ok: false as const, code, params, status, problems })

function whyOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
