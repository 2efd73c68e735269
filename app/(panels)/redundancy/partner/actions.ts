'use server'

import { revalidatePath } from 'next/cache'
import { buttonAction, type Caller, type Outcome, problem, userAction } from '@/app/_server/action'
import { type Answer, nudgePartner, pairDesk } from '@/app/_server/pair'
import { folder } from '@/app/_server/place'
import { changePartnerSettings, type PartnerSettings, type Side } from '@/lib/sync'
import { problemText } from '../../problems'
import { keepResult } from '../../results'
import { whySays } from './sayings'
import { readSettings } from './settings'

const HERE = '/redundancy/partner'
const HASH = /^[0-9a-f]{64}$/

/** Begins a sync and leads to the page that shows it. Field `overwrite`: the hash that was seen there. */
export const syncNow = buttonAction(async (caller) => {
  const overwrite = caller.field('overwrite')
  const begun = await pairDesk().sync(caller.actor, HASH.test(overwrite) ? { overwrite } : {})
  revalidatePath('/', 'layout')
  return begun.ok ? { to: `${HERE}/sync?job=${begun.value.id}` } : notDone(begun)
})

/** The steps of bringing the backup in. Field `do`: key, trust (with `fingerprint`), forget. */
export const stepNow = buttonAction(async (caller) => {
  const wish = caller.field('do')
  const desk = pairDesk()
  const done =
    wish === 'key'
      ? await desk.makeKey(caller.actor)
      : wish === 'trust'
        ? await desk.trust(caller.actor, caller.field('fingerprint'))
        : wish === 'forget'
          ? await desk.forget(caller.actor)
          : null
  revalidatePath('/', 'layout')
  if (done === null) return { problems: [] }
  return done.ok ? { to: `${HERE}?done=${wish}` } : notDone(done)
})

/** The partner's files become those saved here. Field `theirs`: their hash as it was shown. */
export const takeNow = buttonAction(async (caller) => {
  const taken = await pairDesk().take(caller.actor, caller.field('theirs'), 'taken from the partner')
  revalidatePath('/', 'layout')
  return taken.ok ? { to: `${HERE}/compare?taken=${taken.value.number}` } : notDone(taken, `${HERE}/compare`)
})

/** Applies on the active partner the plan that was shown. Fields `job`, `hash`, `plan`. */
export const confirmNow = buttonAction(async (caller) => {
  const back = `${HERE}/sync?job=${encodeURIComponent(caller.field('job'))}`
  const plan = { hash: caller.field('hash'), planId: caller.field('plan') }
  const done = await pairDesk().confirm(caller.actor, plan)
  revalidatePath('/', 'layout')
  if (!done.ok) return notDone(done, back)
  return { to: done.value.done === 'applied' ? `${back}&applied=${done.value.operations}` : back }
})

function notDone({ why }: Answer<unknown> & { ok: false }, back = HERE): Outcome {
  const id = keepResult({ kind: 'refused', code: why.code, params: why.params })
  return { to: `${back}${back.includes('?') ? '&' : '?'}said=${id}` }
}

/** Saves how the partner is reached. */
export const saveSettings = userAction<PartnerSettings>(
  (form, caller) => readSettings(form, caller),
  async (settings) => {
    await changePartnerSettings(await folder(), settings)
    await pairDesk().look(6_000)
    nudgePartner()
    revalidatePath('/', 'layout')
    return { to: `${HERE}?done=saved` }
  },
)

/** Saves the merge: `side-N` for each part of the sheet that was shown. */
export const saveMerge = userAction(
  (form, caller) => ({
    ok: true,
    value: { sides: sidesOf(form), mine: caller.field('mine'), theirs: caller.field('theirs') },
  }),
  async (wish, caller) => {
    const merged = await pairDesk().merge(caller.actor, wish)
    if (merged.ok) {
      revalidatePath('/', 'layout')
      return { to: `${HERE}/compare?merged=${merged.value.number}` }
    }
    return { problems: [problem(null, whySays(caller, merged.why)), ...detail(merged, caller)] }
  },
)

type NotMerged = Exclude<Awaited<ReturnType<ReturnType<typeof pairDesk>['merge']>>, { ok: true }>

function detail(merged: NotMerged, caller: Caller) {
  const open = (merged.open ?? []).map(({ row, part }) => problem(`side-${row}`, caller.t('partner.merge.kept'), part))
  const bad = (merged.problems ?? []).map((one) => problem(null, problemText(caller.code, one)))
  return [...open, ...bad].slice(0, 20)
}

function sidesOf(form: FormData): (Side | null)[] {
  const count = Math.min(Number(form.get('count')) || 0, 100_000)
  return Array.from({ length: count }, (_, i) => {
    const side = form.get(`side-${i}`)
    return side === 'mine' || side === 'theirs' ? side : null
  })
}
