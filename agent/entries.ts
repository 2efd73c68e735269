import { ApiError } from '@/lib/api/errors'
import type { Actor, ApplyAnswer } from '@/lib/api/types'
import { addressKey } from '@/lib/kernel/address'
import { type Op, retiredKey, touched } from '@/lib/plan'
import { change } from './changing'
import type { Context } from './context'
import { observe } from './observe'
import { between, within } from './put-back'

/** Ends a retired entry now, with its connections. @throws ApiError `api.noSuchEntry` */
export async function cutRetired(context: Context, key: string, actor: Actor): Promise<ApplyAnswer> {
  const { state } = context
  if (!state.configuration || !state.owned.retired.some((r) => retiredKey(r) === key))
    throw new ApiError('api.noSuchEntry', { key })
  const under = state.duty
  const actual = await observe(context, null)
  const retired = state.owned.retired.map((r) => (retiredKey(r) === key ? { ...r, untilMs: 0 } : r))
  const plan = await between(context, actual, { ...state.owned, retired })
  const task = { ...plan, actual, intent: null, isOurs: within(plan.ops) }
  return change(context, task, { what: 'cut', actor, entries: key, under })
}

/**
 * Takes entries that are shown as foreign into the record and removes them: for what an earlier agent left whose record was lost
 * (operations.md 1). @throws ApiError `api.noSuchEntry`
 */
export async function adoptAndRemove(context: Context, keys: readonly string[], actor: Actor): Promise<ApplyAnswer> {
  const { state } = context
  if (!state.configuration) throw new ApiError('api.noSuchEntry', { key: keys.join(', ') })
  const under = state.duty
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
  return change(context, task, { what: 'adopt', actor, entries: keys.join(', '), under })
}
