import { join } from 'node:path'
import * as z from 'zod'
import { parseEndpoint } from '@/lib/kernel/endpoint'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { IpvsServer, KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { Drift } from '@/lib/plan'
import { readPlain, replace } from '@/lib/store/disk'
import type { Pools } from '../monitors/nanny'

/** STATE/agent/health: every server's state, so that a restart of the agent changes nothing. */
const NAME = 'health'
const MAX_BYTES = 64 * 1024 * 1024
const shape = z.object({
  bootId: z.string(),
  pools: z.unknown(),
  hands: z.record(z.string(), z.int().nullable()).default({}),
})
export type SavedHealth = {
  bootId: string
  pools: unknown
  hands: Hands
}
/** `SERVICE SERVER` → the weight that a hand gave it, null = taken away by hand: what was held so at the last look. */
export type Hands = Readonly<Record<string, number | null>>

/** The changes by hand that concern what health wants: that a server stands in the table, and its weight. */
export function handsOf(drift: readonly Drift[]): Hands {
  const weights = drift.flatMap(({ key, what, field, actual }): [string, number | null][] => {
    if (what === 'missing-server') return [[key, null]]
    return what === 'value' && field === 'weight' ? [[key, Number(actual)]] : []
  })
  return Object.fromEntries(weights)
}

/** What was saved; null when there is nothing, or nothing that can be read: servers then start as the kernel has them. */
export async function readHealth(folder: string): Promise<SavedHealth | null> {
  try {
    const bytes = await readPlain(join(folder, NAME), MAX_BYTES)
    const found = shape.safeParse(bytes && JSON.parse(bytes.toString('utf8')))
    if (!found.success) return null
    const { bootId, pools, hands } = found.data
    return { bootId, pools, hands }
  } catch {
    return null
  }
}

/** Writes all states, without what the checks saw: after a restart they look anew. @throws the file system's error */
export async function writeHealth(
  folder: string,
  saved: { bootId: string; pools: Pools; hands: Hands },
): Promise<void> {
  const text = JSON.stringify(saved, (key, value) => (key === 'seen' ? {} : value))
  await replace(join(folder, NAME), `${text}\n`, { mode: 0o600 })
}

const wants = z.record(
  z.string(),
  z.object({
    servers: z.record(
      z.string(),
      z.object({ phase: z.string(), wish: z.unknown(), want: z.object({ present: z.boolean(), weight: z.int() }) }),
    ),
  }),
)

/**
 * The table at a start, with what stands otherwise by hand put back to what we wanted there: such a change is held by the planner (operations.md 2),
 * so health must not take it for its own. By hand is what stands as the last look saw it changed by hand, and a weight 0 that health would not have given: where failed
 * servers stay at 0 (`quiesces`) nobody knows who gave it since the last look, and the server waits for its first check. Of the same boot only.
 */
export function withoutHands(
  services: KernelState['services'],
  saved: SavedHealth | null,
  bootId: string,
  quiesces: (service: ServiceKey, server: ServerKey) => boolean,
): KernelState['services'] {
  const found = saved?.bootId === bootId ? wants.safeParse(saved.pools).data : undefined
  if (!saved || !found) return services
  const { hands } = saved
  return services.map((service) => {
    const key = serviceKey(service.id)
    const pool = found[key]?.servers ?? {}
    const isZeroByHand = (name: ServerKey, weight: number) => {
      const was = pool[name]
      return weight === 0 && was?.phase === 'in' && !was.wish && !quiesces(key, name)
    }
    const standing = service.servers.map((server) => {
      const name = serverKey(server)
      const want = pool[name]?.want
      const isByHand = hands[`${key} ${name}`] === server.weight || isZeroByHand(name, server.weight)
      return isByHand && want?.present ? { ...server, weight: want.weight } : server
    })
    return { ...service, servers: [...standing, ...takenAway(key, service.servers, pool, hands)] }
  })
}

type Pool = z.infer<typeof wants>[string]['servers']

/** Servers that somebody removed by hand, as they were wanted. */
function takenAway(service: ServiceKey, servers: readonly IpvsServer[], pool: Pool, hands: Hands): IpvsServer[] {
  const standing = new Set(servers.map(serverKey))
  return Object.entries(pool).flatMap(([name, { want }]): IpvsServer[] => {
    const place = parseEndpoint(name)
    if (!place || standing.has(name) || !want.present || hands[`${service} ${name}`] !== null) return []
    return [{ ...place, forward: 'nat', weight: want.weight, upperThreshold: 0, lowerThreshold: 0 }]
  })
}
