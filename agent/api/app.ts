import { Hono, type Context as Request } from 'hono'
import type * as z from 'zod'
import { ApiError, answerOf } from '@/lib/api/errors'
import { openApi } from '@/lib/api/openapi'
import { type AnswerOf, type RouteName, type Routes, routes } from '@/lib/api/routes'
import type { Actor, JournalEntry } from '@/lib/api/types'
import type { AlertChannel } from '@/lib/health/alert-settings'
import type { Journal } from '../journal'
import type { Loop } from '../reconcile'
import { parseJson, readBody, valid } from './body'
import { createBucket } from './bucket'

/** What the routes do, one call each: all else is the contract's business. */
type Handlers = {
  [N in RouteName]: (body: z.output<Routes[N]['body']>, query: z.output<Routes[N]['query']>) => Promise<AnswerOf<N>>
}

export type Behind = {
  loop: Loop
  journal: Pick<Journal, 'append' | 'read'>
  now: () => number
  version: string
  log: (line: string) => void
}

/** A console that was without its agent for long posts what it queued; after that two a second are plenty. */
const POSTS_AT_ONCE = 300
const POSTS_PER_SECOND = 2

function handlersOf({ loop, journal, now }: Behind): Handlers {
  const posts = createBucket(now, POSTS_AT_ONCE, POSTS_PER_SECOND)
  return {
    status: () => loop.status(),
    table: () => loop.table(),
    plan: () => loop.plan(),
    apply: ({ planId, note, actor }) => loop.apply({ planId, note, actor }),
    repair: ({ actor }) => loop.repair(actor),
    cut: ({ key, actor }) => loop.cut(key, actor),
    adopt: ({ keys, actor }) => loop.adopt(keys, actor),
    health: (_, query) => loop.health(query),
    healthLog: (_, query) => loop.healthLog(query),
    wish: (body) => loop.wish(body),
    try: (body) => loop.try(body),
    alerts: () => loop.alerts(),
    testAlert: ({ channel, actor }) => testAlert(loop, journal, now, channel, actor),
    settings: () => loop.settings(),
    changeSettings: ({ settings, actor }) => loop.changeSettings(settings, actor),
    start: ({ actor }) => loop.pair.start(actor),
    stop: ({ withdraw, actor }) => loop.pair.stop(withdraw, actor),
    handover: ({ actor }) => loop.pair.handover(actor),
    restart: ({ actor }) => loop.pair.restart(actor),
    key: ({ actor }) => loop.pair.key(actor),
    rehearsals: () => loop.pair.rehearsals(),
    rehearse: ({ actor }) => loop.pair.rehearse(actor),
    seen: ({ at, seenMs, actor }) => loop.pair.seen(at, seenMs, actor),
    journal: (_, { after, limit }) => journal.read({ after, limit }),
    record: async ({ actor, what, saying, detail, at }): Promise<JournalEntry> => {
      posts.take()
      return journal.append({ actor, what, saying, at: now(), detail: at === undefined ? detail : { ...detail, at } })
    },
  }
}

/** A test of a channel is a deed: it sends something to somebody. */
async function testAlert(
  loop: Loop,
  journal: Behind['journal'],
  now: () => number,
  channel: AlertChannel,
  actor: Actor,
): Promise<AnswerOf<'testAlert'>> {
  await journal.append({ at: now(), actor, what: 'alert', saying: { code: 'agent.alertTest', params: { channel } } })
  const sent = await loop.testAlert(channel)
  return sent.ok ? { ok: true } : { ok: false, why: sent.why }
}

/** The agent's HTTP interface from the table in lib/api: whatever is not in it is refused. */
export function createApp(behind: Behind): Hono {
  const app = new Hono()
  const handlers = handlersOf(behind)
  const paths = new Set<string>()
  for (const [name, route] of Object.entries(routes) as [RouteName, Routes[RouteName]][]) {
    paths.add(route.path)
    app.on(route.method, route.path, (request) => answer(request, name, handlers))
  }
  app.get('/v1/openapi.json', (request) => request.json(openApi(behind.version)))
  app.notFound((request) => {
    const known = paths.has(new URL(request.req.url).pathname)
    return refuse(
      request,
      new ApiError(known ? 'api.method' : 'api.notFound', { path: request.req.path.slice(0, 200) }),
    )
  })
  app.onError((error, request) => {
    // Our own faults stand in the log with their stack; the caller learns only that there was one.
    if (!(error instanceof ApiError)) behind.log(`${request.req.method} ${request.req.path}: ${error.stack ?? error}`)
    return refuse(request, error)
  })
  return app
}

async function answer(request: Request, name: RouteName, handlers: Handlers): Promise<Response> {
  const route = routes[name]
  const query = valid<unknown>(route.query, request.req.query())
  let body: unknown = {}
  if (route.method !== 'GET') {
    const type = (request.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json') throw new ApiError('api.mediaType')
    body = valid<unknown>(route.body, parseJson(await readBody(request.req.raw)))
  }
  const handle = handlers[name] as (body: unknown, query: unknown) => Promise<unknown>
  return request.json(await handle(body, query))
}

function refuse(request: Request, error: unknown): Response {
  const { status, body } = answerOf(error)
  return request.json(body, status as 400)
}
