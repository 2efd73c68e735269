import { ApiError } from '@/lib/api/errors'
import type { Actor, ApplyAnswer } from '@/lib/api/types'
import { addressKey } from '@/lib/kernel/address'
import type { KernelState } from '@/lib/kernel/state'
import { foreignOf, type Op, type Owned, retiredKey, touched } from '@/lib/plan'
import { announce } from './apply'
import { alarm, type Context, calm, ITSELF, note } from './context'
import { whyOf } from './errors'
import { type Between, groupOf, planBetween } from './planning'
import { change, countersOrNone, observe, readSaved } from './shared'

/**
 * One look at files and kernel: says what differs, puts back what must not be missing, ends what has retired. Never throws for what
 * a file or a tool does.
 */
export async function look(context: Context): Promise<void> {
  const { state, ports } = context
  const saved = await readSaved(context).catch(refused)
  if (saved && saved.configuration.hash !== state.savedHash) {
    if (state.savedHash !== null) await noteFiles(context)
    state.savedHash = saved.configuration.hash
  }
  const actual = await observe(context, null).catch(refused)
  if (!actual) return
  if (!state.configuration) {
    const nothing = { services: [], timeouts: {}, chains: [], sysctls: {}, addresses: [], origins: {} }
    const foreign = foreignOf(actual, nothing, state.owned)
    state.seen = { at: ports.clock.now(), actual, drift: [], foreign, open: [] }
    return
  }
  const plan = await between(context, actual, state.owned)
  await noteDrift(context, plan)
  const { now, tooOften } = await limited(context, plan)
  if (plan.ops.length === 0) calm(context, 'agent.putBack')
  state.seen = {
    at: ports.clock.now(),
    actual,
    drift: plan.drift,
    foreign: plan.foreign,
    open: [...plan.open, ...tooOften],
  }
  if (now.length > 0 || plan.ended.length > 0) {
    await putBack(context, actual, { ...plan, ops: now })
    if (state.seen) state.seen = { ...state.seen, drift: plan.drift }
  }
  await announceAgain(context, plan)
}

const ANNOUNCE_MS = 60_000

/** Every minute for the addresses that stand here (operations.md 7): a neighbour that missed the first rounds learns it then. */
async function announceAgain({ state, ports }: Context, plan: Between): Promise<void> {
  const now = ports.clock.now()
  if (now - state.announcedAt < ANNOUNCE_MS) return
  state.announcedAt = now
  const here = new Set(state.seen?.actual.addresses.map((entry) => entry.address))
  const places = plan.wanted.addresses.filter((entry) => here.has(entry.address))
  if (places.length > 0) await announce(ports.kernel, places).catch((error) => ports.log(whyOf(error)))
}

/** A refusal was already kept as an alarm or as the state of the kernel; anything else is a fault of ours. */
function refused(error: unknown): null {
  if (error instanceof ApiError) return null
  throw error
}

async function between(context: Context, actual: KernelState, owned: Owned): Promise<Between> {
  const { state, options, ports } = context
  const running = state.configuration
  if (!running) throw new Error('nothing is running')
  const counters = owned.retired.length > 0 ? await countersOrNone(context) : {}
  const { role } = options
  return planBetween({
    running,
    role,
    actual,
    owned,
    lastApplied: state.lastApplied,
    counters,
    nowMs: ports.clock.now(),
  })
}

async function putBack(context: Context, actual: KernelState, plan: Between): Promise<void> {
  const entries = [...new Set([...plan.ops.map(touched), ...plan.ended])].join(', ').slice(0, 500)
  const { plain, wanted, owned, ops } = plan
  try {
    const task = { actual, plain, wanted, owned, ops, intent: null, isOurs: within(ops) }
    const { ok } = await change(context, task, { what: 'put-back', actor: ITSELF, entries })
    if (ok) calm(context, 'agent.putBack')
    else await alarm(context, 'agent.putBack', { entries })
  } catch (error) {
    refused(error)
    await alarm(context, 'agent.putBack', { entries })
  }
}

/** Whether a difference is about one of the entries that these operations are about. */
function within(ops: readonly Op[]): (op: Op) => boolean {
  const groups = new Set(ops.map(groupOf))
  return (op) => groups.has(groupOf(op))
}

/** At most so many times a minute for one entry; then it is an alarm until a minute has passed without. */
async function limited(context: Context, plan: Between): Promise<{ now: Op[]; tooOften: Op[] }> {
  const { state, options, ports } = context
  const since = ports.clock.now() - options.putBackWindowMs
  for (const [group, times] of state.putBacks) {
    const recent = times.filter((time) => time > since)
    if (recent.length > 0) state.putBacks.set(group, recent)
    else {
      state.putBacks.delete(group)
      calm(context, `agent.fought ${group}`)
    }
  }
  const groups = [...new Set(plan.ops.filter((op) => !isEnding(op, plan)).map(groupOf))]
  const over = groups.filter((group) => (state.putBacks.get(group)?.length ?? 0) >= options.putBackTimes)
  for (const group of groups) {
    if (over.includes(group)) await alarm(context, 'agent.fought', { entry: group }, `agent.fought ${group}`)
    else state.putBacks.set(group, [...(state.putBacks.get(group) ?? []), ports.clock.now()])
  }
  const isOver = (op: Op) => over.includes(groupOf(op)) && !isEnding(op, plan)
  return { now: plan.ops.filter((op) => !isOver(op)), tooOften: plan.ops.filter(isOver) }
}

const isEnding = (op: Op, plan: Between): boolean =>
  plan.ended.length > 0 &&
  (op.do === 'ipvs.removeServer' || op.do === 'ipvs.removeService' || op.do === 'address.remove')

/** A change by hand is told once, when it appears. */
async function noteDrift(context: Context, plan: Between): Promise<void> {
  const nameOf = (d: Between['drift'][number]) => [d.key, d.what, d.field ?? '', d.actual ?? ''].join(' ')
  const before = new Set((context.state.seen?.drift ?? []).map(nameOf))
  for (const entry of plan.drift.filter((d) => !before.has(nameOf(d))).slice(0, 20)) {
    const { key, field, wanted, actual } = entry
    const params = { key, field: field ?? '', wanted: wanted ?? '', actual: actual ?? '' }
    await note(context, { what: 'drift', actor: ITSELF, saying: { code: `agent.drift.${entry.what}`, params } })
  }
}

async function noteFiles(context: Context): Promise<void> {
  const { saved } = context.state
  const errors = saved.problems.filter((p) => p.severity === 'error').length
  const params = { hash: saved.hash.slice(0, 12), revision: saved.revision?.number ?? 0, errors }
  await note(context, { what: 'files', actor: ITSELF, saying: { code: 'agent.files', params } })
}

/** Ends a retired entry now, with its connections. @throws ApiError `api.noSuchEntry` */
export async function cutRetired(context: Context, key: string, actor: Actor): Promise<ApplyAnswer> {
  const { state } = context
  if (!state.configuration || !state.owned.retired.some((r) => retiredKey(r) === key))
    throw new ApiError('api.noSuchEntry', { key })
  const actual = await observe(context, null)
  const retired = state.owned.retired.map((r) => (retiredKey(r) === key ? { ...r, untilMs: 0 } : r))
  const plan = await between(context, actual, { ...state.owned, retired })
  const task = { ...plan, actual, intent: null, isOurs: within(plan.ops) }
  return change(context, task, { what: 'cut', actor, entries: key })
}

/**
 * Takes entries that are shown as foreign into the record and removes them: for what an earlier agent left whose record was lost
 * (operations.md 1). @throws ApiError `api.noSuchEntry`
 */
export async function adoptAndRemove(context: Context, keys: readonly string[], actor: Actor): Promise<ApplyAnswer> {
  const { state } = context
  if (!state.configuration) throw new ApiError('api.noSuchEntry', { key: keys.join(', ') })
  const actual = await observe(context, null)
  const foreign = (await between(context, actual, state.owned)).foreign
  const owned = { ...state.owned, services: [...state.owned.services], addresses: [...state.owned.addresses] }
  for (const key of keys) {
    const entry = foreign.find((f) => f.key === key)
    const address = actual.addresses.find((a) => addressKey(a) === key)
    if (entry?.what === 'service') owned.services.push(key)
    else if (entry?.what === 'address' && address) owned.addresses.push(address)
    else throw new ApiError('api.noSuchEntry', { key })
  }
  const plan = await between(context, actual, owned)
  const isAsked = (op: Op) => keys.includes(touched(op))
  const ops = [...plan.ops, ...plan.open].filter(isAsked)
  const task = { ...plan, ops, actual, intent: null, isOurs: isAsked }
  return change(context, task, { what: 'adopt', actor, entries: keys.join(', ') })
}
