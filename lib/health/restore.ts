import * as z from 'zod'
import { MAX_WEIGHT } from '../kernel/ipvs'
import type { ServiceKey } from '../kernel/state'
import { type Pool, type ServerState, STATE_NAMES } from './types'

const saying = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const ms = z.number()
const weight = z.number().int().min(0).max(MAX_WEIGHT)
const wish = z.object({
  kind: z.enum(['drain', 'cut', 'force-up', 'force-down']),
  reason: z.string(),
  by: z.string(),
  atMs: ms,
  deactivate: z.boolean(),
})
const serverState = z.object({
  name: z.enum(STATE_NAMES),
  sinceMs: ms,
  why: saying,
  phase: z.enum(['starting', 'in', 'out']),
  wish: wish.nullable(),
  leftAtMs: ms.nullable(),
  warmAtMs: ms.nullable(),
  weight,
  want: z.object({ present: z.boolean(), weight }),
  emptied: z.boolean(),
})
const saved = z.record(z.string(), z.object({ servers: z.record(z.string(), z.unknown()) }))

/**
 * Pools as they were saved, for the next start of the agent: operators' wishes, failures and weights stay; what the checks saw does not,
 * since nobody looked meanwhile (a failed server owes its whole re-entry again), and a hold is not taken up.
 * Follow it with `found` or `missing` for each server, from the kernel as it is.
 * @param value what was read from disk; what does not fit in it is left out, as if it had never been saved
 */
export function restored(value: unknown): { [service: ServiceKey]: Pool } {
  const pools = saved.safeParse(value)
  if (!pools.success) return {}
  return Object.fromEntries(
    Object.entries(pools.data).map(([service, { servers }]): [ServiceKey, Pool] => {
      const read = Object.entries(servers).flatMap(([key, one]): [string, ServerState][] => {
        const state = serverState.safeParse(one)
        return state.success ? [[key, { ...state.data, seen: {}, held: false }]] : []
      })
      return [service, { hold: null, spent: false, servers: Object.fromEntries(read) }]
    }),
  )
}
