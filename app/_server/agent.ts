import { type Call, createClient, type Reply } from '@/lib/api/client'
import { type AnswerOf, type BodyOf, type QueryOf, type RouteName, routes } from '@/lib/api/routes'
import { oncePerProcess, paths } from './place'
import { LIMITS, type Limits, unixTransport } from './unix-transport'

export type { Reply } from '@/lib/api/client'

/**
 * The agent as the console sees it: each route of lib/api as a function, questions with their query, changes with their body. An agent that is
 * away, slow or of another version is a value (`ok: false` with a code that the catalogue has a sentence for), never an exception: every page
 * can be shown without it.
 */
export type Agent = {
  // The body of a question is an empty object: it has no key of its own.
  [N in RouteName]: string extends keyof BodyOf<N>
    ? (query?: QueryOf<N>) => Promise<Reply<AnswerOf<N>>>
    : (body: BodyOf<N>) => Promise<Reply<AnswerOf<N>>>
}

/** No older than the numbers that the agent itself keeps; 4 MB at 10 000 real servers are not fetched and read for each of many open consoles. */
const TABLE_MS = 1_000

/** The agent that listens at a path. */
export function agentOver(socketPath: string, limits: Partial<Limits> = {}): Agent {
  const direct = createClient(unixTransport(socketPath, { ...LIMITS, ...limits }))
  const table = shared(() => direct('table'), TABLE_MS)
  const call: Call = async (name, more) => {
    if (routes[name].method === 'GET') return name === 'table' ? ((await table.ask()) as never) : direct(name, more)
    return direct(name, more).finally(table.forget)
  }
  const names = Object.keys(routes) as RouteName[]
  const asked = names.map((name) => [
    name,
    routes[name].method === 'GET'
      ? (query?: QueryOf<typeof name>) => call(name, { query })
      : (body: BodyOf<typeof name>) => call(name, { body }),
  ])
  return Object.fromEntries(asked) as Agent
}

/** One question for all who ask at the same time, and for those who ask within `keepMs` of the answer. A failure is not kept. */
function shared<T>(ask: () => Promise<Reply<T>>, keepMs: number): { ask: () => Promise<Reply<T>>; forget: () => void } {
  let kept: { until: number; reply: Promise<Reply<T>> } | null = null
  const begin = () => {
    const mine = { until: Number.POSITIVE_INFINITY, reply: ask() }
    kept = mine
    void mine.reply.then(({ ok }) => {
      mine.until = ok ? performance.now() + keepMs : 0
    })
    return mine.reply
  }
  return {
    ask: () => (kept && performance.now() < kept.until ? kept.reply : begin()),
    forget: () => {
      kept = null
    },
  }
}

/** The same as one function over all routes, as lib takes it. */
export const callOf =
  (agent: Agent): Call =>
  (name, more) => {
    const ask = agent[name] as (given: unknown) => never
    return ask(routes[name].method === 'GET' ? more?.query : (more?.body ?? {}))
  }

/** The agent of this router. */
export const agentClient = (): Agent => oncePerProcess('agent', () => agentOver(paths().socket))
