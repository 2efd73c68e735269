import { createClient, type Reply } from '@/lib/api/client'
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

/** The agent that listens at a path. */
export function agentOver(socketPath: string, limits: Partial<Limits> = {}): Agent {
  const call = createClient(unixTransport(socketPath, { ...LIMITS, ...limits }))
  const names = Object.keys(routes) as RouteName[]
  const asked = names.map((name) => [
    name,
    routes[name].method === 'GET'
      ? (query?: QueryOf<typeof name>) => call(name, { query })
      : (body: BodyOf<typeof name>) => call(name, { body }),
  ])
  return Object.fromEntries(asked) as Agent
}

/** The agent of this router. */
export const agentClient = (): Agent => oncePerProcess('agent', () => agentOver(paths().socket))
