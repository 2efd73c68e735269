import { ApiError } from '@/lib/api/errors'
import type { HealthAnswer, HealthEntry, HealthServer, Tried } from '@/lib/api/health'
import type { AnswerOf } from '@/lib/api/routes'
import type { Settings } from '@/lib/api/settings'
import type { Actor, ApplyAnswer, PlanAnswer, Status, Table } from '@/lib/api/types'
import type { AlertChannel } from '@/lib/health/alert-settings'
import type { CountedTable } from '@/lib/kernel/state'
import { failed as failedAlert, type Sent } from './alerts/types'
import { type ApplyRequest, applySaved, planSaved, repair } from './change'
import { type Context, ITSELF } from './context'
import { adoptAndRemove, cutRetired } from './entries'
import { whyOf } from './errors'
import { deactivate } from './health/deactivate'
import type { HealthLog } from './health/log'
import { type HealthQuery, healthOf } from './health/rows'
import { createTries, type TryRequest } from './health/tries'
import { type WishRequest, wish } from './health/wishes'
import { look, lookAtHealth } from './look'
import type { Mailbox } from './mailbox'
import { observe, readSaved, refreshRivals, refused } from './observe'
import { type PairRequests, pairRequests } from './pulse/requests'
import type { FoundRecord } from './record'
import { again, restore } from './restore'
import { changeSettings, type SettingsChange, shownSettings } from './settings'
import { statusOf } from './status'
import { tableOf } from './table'

/** The one loop that owns the kernel. Everything arrives as a message; one is done at a time. */
export type Loop = {
  /** from the last look; never waits for the loop */
  status(): Promise<Status>
  table(): Promise<Table>
  plan(): Promise<PlanAnswer>
  apply(request: ApplyRequest): Promise<ApplyAnswer>
  repair(actor: Actor): Promise<ApplyAnswer>
  cut(key: string, actor: Actor): Promise<ApplyAnswer>
  adopt(keys: readonly string[], actor: Actor): Promise<ApplyAnswer>
  /** from the nanny; never waits for the loop */
  health(query: HealthQuery): Promise<HealthAnswer>
  healthLog(query: Parameters<HealthLog['read']>[0]): Promise<HealthEntry[]>
  wish(request: WishRequest): Promise<HealthServer>
  try(request: TryRequest): Promise<Tried>
  alerts(): Promise<AnswerOf<'alerts'>>
  testAlert(channel: AlertChannel): Promise<Sent>
  readonly pair: PairRequests
  settings(): Promise<Settings>
  changeSettings(change: SettingsChange, actor: Actor): Promise<Settings>
  /** a look now, as the clock's tick does it */
  look(): Promise<void>
  /** HUP: applies what is saved, whatever the plan is */
  reload(): Promise<ApplyAnswer>
  /** ends the ticks and waits for the message that is being done; the kernel stays as it is */
  close(): Promise<void>
}

/** So many looks in a row may find that the kernel was changed by us while they read it. */
const LOOKS_MISSED = 4
/** What check programs left behind is ended this often. */
const CLEAN_MS = 60_000

function unreadable(error: unknown): never {
  throw new ApiError('api.kernel', { why: whyOf(error) }, [], { cause: error })
}

export async function startLoop(context: Context, record: FoundRecord, mailbox: Mailbox): Promise<Loop> {
  const { state, ports, options, sampler } = context
  const failed = (error: unknown) => {
    const isEnding = error instanceof ApiError && error.code === 'api.stopping'
    if (!isEnding) ports.log(`the loop: ${whyOf(error)}`)
  }
  let missed = 0
  /** Left to the next look; read in the queue, where verdicts wait for it, only when that happens again and again. */
  const outdated = () => (++missed % LOOKS_MISSED === 0 ? undefined : null)
  const lookNow = async () => {
    // Kernel and files are read outside of the queue, so that no verdict waits for it; a kernel read before a change of ours counts for nothing.
    const before = state.changes
    const isWhole = state.restoring
    const known = isWhole ? undefined : await observe(context, null, true).catch(refused)
    const files = isWhole ? undefined : await readSaved(context).catch(refused)
    if (!isWhole) await refreshRivals(context)
    await mailbox.post(async () => {
      if (state.restoring) await again(context)
      // While somebody else manages the kernel nothing can be restored, but what it holds is seen.
      const isCurrent = known === undefined || state.changes === before
      if (isCurrent) missed = 0
      if (!state.restoring || state.rivals.length > 0) await look(context, isCurrent ? known : outdated(), files)
    })
  }
  let asked = false
  /** What health wants is done as one message, however many servers it is about. */
  const wanted = () => {
    if (asked) return
    asked = true
    const work = async () => {
      asked = false
      if (!state.restoring && state.configuration) await lookAtHealth(context)
    }
    // With too many waiting, the next look does it.
    mailbox.post(work).catch((error: unknown) => {
      asked = false
      failed(error)
    })
  }
  const { hooks } = context.health
  hooks.wanted = wanted
  hooks.drained = (service, server) => void mailbox.post(() => deactivate(context, service, server)).catch(failed)
  let looking = false
  const tick = () => {
    // A look that still waits sees everything that this one would.
    if (looking) return
    looking = true
    lookNow()
      .catch(failed)
      .finally(() => {
        looking = false
      })
  }
  await mailbox.post(async () => {
    state.tools = await ports.kernel.tools().catch(() => ({}))
    await restore(context, record)
    if (state.restoring && state.rivals.length === 0) await readSaved(context).catch(failed)
    else await look(context)
  })
  const stops = [
    ports.clock.every(options.lookEveryMs, tick),
    ports.clock.every(CLEAN_MS, () => void ports.monitors?.clean().catch(failed)),
  ]
  const counted = async (): Promise<CountedTable> =>
    state.owned.retired.length > 0
      ? sampler.sample().then(
          (s) => s.counted,
          () => ({}),
        )
      : {}
  return {
    status: async () => statusOf(context, await counted()),
    table: async () => tableOf(context, await sampler.sample().catch(unreadable)),
    plan: () => mailbox.post(() => planSaved(context)),
    apply: (request) => mailbox.post(() => applySaved(context, request)),
    repair: (actor) => mailbox.post(() => repair(context, actor)),
    cut: (key, actor) => mailbox.post(() => cutRetired(context, key, actor)),
    adopt: (keys, actor) => mailbox.post(() => adoptAndRemove(context, keys, actor)),
    health: async (query) => healthOf(context, query),
    healthLog: async (query) => context.health.input.log.read(query),
    wish: (request) => mailbox.post(() => wish(context, request)),
    try: createTries(context),
    alerts: async () =>
      context.alerts?.state() ?? { channels: { webhook: null, mail: null, program: null }, gathered: 0 },
    testAlert: async (channel) => (await context.alerts?.test(channel)) ?? failedAlert(false, 'off'),
    pair: pairRequests(context),
    settings: async () => shownSettings(state.settings),
    changeSettings: (change, actor) => mailbox.post(() => changeSettings(context, change, actor)),
    look: lookNow,
    reload: () => mailbox.post(() => applySaved(context, { planId: null, note: 'HUP', actor: ITSELF })),
    close: async () => {
      for (const stop of stops) stop()
      await mailbox.close()
      await context.health.close()
    },
  }
}
