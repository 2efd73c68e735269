import { ApiError } from '@/lib/api/errors'
import type { Settings } from '@/lib/api/settings'
import type { Actor, ApplyAnswer, PlanAnswer, Status, Table } from '@/lib/api/types'
import type { CountedTable } from '@/lib/kernel/state'
import { type ApplyRequest, applySaved, planSaved, repair } from './change'
import { type Context, ITSELF } from './context'
import { adoptAndRemove, cutRetired } from './entries'
import { whyOf } from './errors'
import { look } from './look'
import { createMailbox } from './mailbox'
import type { FoundRecord } from './record'
import { again, restore } from './restore'
import { changeSettings, type SettingsChange, shownSettings } from './settings'
import { readSaved } from './shared'
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
  settings(): Promise<Settings>
  changeSettings(change: SettingsChange, actor: Actor): Promise<Settings>
  /** a look now, as the clock's tick does it */
  look(): Promise<void>
  /** HUP: applies what is saved, whatever the plan is */
  reload(): Promise<ApplyAnswer>
  /** ends the ticks and waits for the message that is being done; the kernel stays as it is */
  close(): Promise<void>
}

function unreadable(error: unknown): never {
  throw new ApiError('api.kernel', { why: whyOf(error) }, [], { cause: error })
}

export async function startLoop(context: Context, record: FoundRecord): Promise<Loop> {
  const { state, ports, options, sampler } = context
  const mailbox = createMailbox()
  const failed = (error: unknown) => ports.log(`the loop: ${whyOf(error)}`)
  const lookNow = () =>
    mailbox.post(async () => {
      if (state.restoring) await again(context)
      // While somebody else manages the kernel nothing can be restored, but what it holds is seen.
      if (!state.restoring || state.rivals.length > 0) await look(context)
    })
  const tick = () => {
    // A look that still waits sees everything that this one would.
    if (mailbox.length === 0) lookNow().catch(failed)
  }
  await mailbox.post(async () => {
    state.tools = await ports.kernel.tools().catch(() => ({}))
    await restore(context, record)
    if (state.restoring && state.rivals.length === 0) await readSaved(context).catch(failed)
    else await look(context)
  })
  const stop = ports.clock.every(options.lookEveryMs, tick)
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
    settings: async () => shownSettings(state.settings),
    changeSettings: (change, actor) => mailbox.post(() => changeSettings(context, change, actor)),
    look: lookNow,
    reload: () => mailbox.post(() => applySaved(context, { planId: null, note: 'HUP', actor: ITSELF })),
    close: async () => {
      stop()
      await mailbox.close()
    },
  }
}
