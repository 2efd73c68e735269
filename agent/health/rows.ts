import type { HealthAnswer, HealthCheck, HealthServer, HealthVerdict } from '@/lib/api/health'
import { WISH_KINDS } from '@/lib/api/health'
import { canWish } from '@/lib/health/can'
import { rowStateOf } from '@/lib/health/row'
import { poolRulesOf, type Target } from '@/lib/health/targets'
import type { ServerRules, ServerState } from '@/lib/health/types'
import { type Verdict, verdictKey } from '@/lib/health/verdict'
import type { ServerKey, ServiceKey } from '@/lib/kernel/state'
import { activeBlocks } from '@/lib/plan/blocks'
import type { Saying } from '@/lib/plan/types'
import type { Context } from '../context'
import type { MonitorStatus } from '../monitors/monitors'
import { troublesOf } from './troubles'

export type HealthQuery = { virtual?: string; server?: string; history?: '0' | '1' }

/** Every real server as health sees it, or those that are asked for by name or key. */
export function healthOf(context: Context, query: HealthQuery): HealthAnswer {
  const { health, ports } = context
  const { nanny, reaction } = health
  const load = nanny?.monitors.load()
  const count = (of: 'running' | 'waiting') => (load ? load.socket[of] + load.program[of] : 0)
  return {
    at: ports.clock.now(),
    reactionMs: reaction,
    load: { running: count('running'), waiting: count('waiting') },
    servers: rowsOf(context, query),
    troubles: troublesOf(context),
  }
}

function rowsOf(context: Context, query: HealthQuery): HealthServer[] {
  const { nanny } = context.health
  const { configuration } = context.state
  if (!nanny || !configuration) return []
  const checks = checksOf(nanny.monitors.status(isAsked(query)), query.history === '1')
  const rules = poolRulesOf(configuration.config)
  const notes = new Map(activeBlocks(configuration.config).map((block) => [block.key, notesOf(block)]))
  return Object.entries(nanny.save()).flatMap(([service, pool]) =>
    Object.entries(pool.servers).flatMap(([server, state]): HealthServer[] => {
      const own = rules[service]?.servers[server]
      if (!own || !isWanted(context, query, service, server)) return []
      const row = rowOf(context, service, server, state, own)
      return [{ ...row, notes: notes.get(service) ?? [], checks: checks.get(`${service} ${server}`) ?? [] }]
    }),
  )
}

/** A cheap first choice: what stands under neither name nor key is not looked at. */
const isAsked =
  ({ virtual, server }: HealthQuery) =>
  (target: Target): boolean =>
    (server === undefined || target.server === server || target.serverKey === server) &&
    (virtual === undefined || !virtual.includes(' ') || target.service === virtual)

/** Whether a server is the one that names or keys of the query say. */
export function isWanted(
  { health }: Context,
  { virtual, server }: HealthQuery,
  ofService: ServiceKey,
  ofServer: ServerKey,
): boolean {
  const { names } = health
  if (virtual !== undefined && virtual !== ofService && !names.virtuals(ofService).includes(virtual)) return false
  return server === undefined || server === ofServer || server === names.server(ofService, ofServer)
}

function rowOf(
  { health }: Context,
  service: ServiceKey,
  server: ServerKey,
  state: ServerState,
  rules: ServerRules,
): Omit<HealthServer, 'notes' | 'checks'> {
  const { wish } = state
  const can = Object.fromEntries(WISH_KINDS.map((kind) => [kind, canWish(state, kind)])) as HealthServer['can']
  return {
    service,
    server,
    virtuals: health.names.virtuals(service),
    name: health.names.server(service, server) ?? server,
    state: state.name,
    row: rowStateOf(state.name),
    since: state.sinceMs,
    why: state.why,
    weight: rules.weight,
    want: state.want,
    wish: wish && { kind: wish.kind, reason: wish.reason, by: wish.by, at: wish.atMs, deactivate: wish.deactivate },
    can,
    left: health.drains.leftOf(service, server),
  }
}

/** What the dialog of an operator has to say about this service (operations.md 8). */
function notesOf(block: ReturnType<typeof activeBlocks>[number]): Saying[] {
  const notes: Saying[] = []
  const say = (code: string) => notes.push({ code, params: {} })
  if (block.protocol === 'udp' && !block.values.protocol.ops) say('health.explain.drain-udp')
  if (block.values.persistent > 0) say('health.explain.drain-persistent')
  if (block.values.persistent > 0 && block.values.quiesce_server) say('health.explain.quiesce-persistent')
  return notes
}

function checksOf(all: readonly MonitorStatus[], withHistory: boolean): Map<string, HealthCheck[]> {
  const found = new Map<string, HealthCheck[]>()
  for (const monitor of all) {
    const { target, last, sinceMs, nextMs, running, history } = monitor
    const check: HealthCheck = {
      id: target.id,
      virtual: target.virtual,
      kind: target.probe.kind,
      port: target.port,
      everyMs: target.intervalMs,
      last: last && { ...verdictShown(last.verdict), at: last.atMs },
      since: sinceMs,
      next: nextMs,
      running,
      history: withHistory ? history.map(({ atMs, tookMs, up }) => ({ at: atMs, tookMs, up })) : [],
    }
    const key = `${target.service} ${target.serverKey}`
    found.set(key, [...(found.get(key) ?? []), check])
  }
  return found
}

/** A verdict as a sentence with what was said. */
export function verdictShown({ result, code, params, sent, got, expected, tookMs }: Verdict): HealthVerdict {
  const said = { ...(sent ? { sent } : {}), ...(got ? { got } : {}), ...(expected ? { expected } : {}) }
  return { result, say: { code: verdictKey(code), params }, ...said, tookMs }
}
