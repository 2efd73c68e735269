import { serviceKey } from '@/lib/kernel/ipvs'
import type { KernelState } from '@/lib/kernel/state'
import { foreignOf } from '@/lib/plan'
import { announce } from './apply'
import type { Between } from './between'
import { alarm, type Context, calm, ITSELF, note } from './context'
import { whyOf } from './errors'
import { Drains } from './health/drains'
import { handsOf } from './health/saved'
import { seeTroubles } from './health/troubles'
import { observe, readSaved, refreshRivals, refused } from './observe'
import { between, putBack } from './put-back'

type Saved = Awaited<ReturnType<typeof readSaved>>

/**
 * One look at files and kernel: says what differs, puts back what must not be missing, ends what has retired. Never throws for what
 * a file or a tool does. `known`, `files`: the kernel and the files as they were just read; null = they could not be, or count for nothing.
 */
export async function look(context: Context, known?: KernelState | null, files?: Saved | null): Promise<void> {
  const { state, options } = context
  const saved = files === undefined ? await readSaved(context).catch(refused) : files
  if (saved && saved.configuration.hash !== state.savedHash) {
    if (state.savedHash !== null) await noteFiles(context)
    state.savedHash = saved.configuration.hash
  }
  await refreshRivals(context, files === undefined ? 0 : options.lookEveryMs)
  await lookAtKernel(context, known)
  await countDrains(context)
  await seeTroubles(context)
  await context.health.keep(state.seen ? handsOf(state.seen.drift) : undefined).then(
    () => calm(context, 'agent.healthUnwritten'),
    (error: unknown) => alarm(context, 'agent.healthUnwritten', { why: whyOf(error) }),
  )
}

/** What draining servers still hold; a drain may end by it. */
async function countDrains(context: Context): Promise<void> {
  const { nanny, drains } = context.health
  if (!nanny || !context.state.seen) return
  const services = new Set(Drains.of(nanny).map(({ service }) => service))
  if (services.size === 0) return
  const sticky = context.state.seen.actual.services.some(
    (service) => service.persistentSec > 0 && services.has(serviceKey(service.id)),
  )
  const sample = await context.sampler.sample().catch(() => null)
  const templates = sticky ? await context.ports.kernel.templates().catch(() => null) : {}
  if (sample && templates) drains.count(nanny, sample.counted, templates, sample.at)
}

/** On a slow machine a look takes longer than its interval. */
const LOOKS_FRESH = 4

/**
 * Health wants something else: done with the kernel as the last look saw it, so that a verdict is in the kernel at once. Where a pool is about to be empty
 * the kernel is read first: our own link may be the reason (operations.md 8). What could not be done so is done by a whole look.
 */
export async function lookAtHealth(context: Context): Promise<void> {
  const { state, ports, options, health } = context
  const isFresh = state.seen && ports.clock.now() - state.seen.at <= options.lookEveryMs * LOOKS_FRESH
  const seen = isFresh ? state.seen?.actual : undefined
  if (!seen || health.isEmptying()) return lookAtKernel(context)
  const asked = new Map(health.pending)
  await lookAtKernel(context, seen)
  // What came meanwhile has a message of its own.
  const isOpen = [...asked].some(([key, version]) => health.pending.get(key) === version)
  if (isOpen) await lookAtKernel(context)
}

/** The kernel alone, now; `known` is taken for what it holds. */
export async function lookAtKernel(context: Context, known?: KernelState | null): Promise<void> {
  const { state, ports } = context
  const under = state.duty
  const actual = known === undefined ? await observe(context, null, true).catch(refused) : known
  if (!actual) return
  if (!state.configuration) {
    const nothing = { services: [], timeouts: {}, chains: [], sysctls: {}, addresses: [], origins: {} }
    const foreign = foreignOf(actual, nothing, state.owned)
    state.seen = { at: ports.clock.now(), actual, drift: [], foreign, open: [] }
    return
  }
  const plan = await between(context, actual, state.owned)
  await noteDrift(context, plan)
  const { drift, foreign, ops, open } = plan
  state.seen = { at: ports.clock.now(), actual, drift, foreign, open: [...open, ...ops] }
  if (state.rivals.length > 0) return
  await putBack(context, actual, plan, under)
  announceAgain(context, plan)
}

const ANNOUNCE_MS = 60_000

/**
 * Every minute for the addresses that stand here (operations.md 7): a neighbour that missed the first rounds learns it then. Never waited for.
 */
function announceAgain({ state, ports }: Context, plan: Between): void {
  const now = ports.clock.now()
  if (now - state.announcedAt < ANNOUNCE_MS) return
  state.announcedAt = now
  const here = new Set(state.seen?.actual.addresses.map((entry) => entry.address))
  const places = plan.wanted.addresses.filter((entry) => here.has(entry.address))
  if (places.length > 0) void announce(ports.kernel, places).catch((error) => ports.log(whyOf(error)))
}

/** A change by hand that is held is told once, when it appears. */
async function noteDrift(context: Context, plan: Between): Promise<void> {
  if (context.state.settings.drift === 'repair') return
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
