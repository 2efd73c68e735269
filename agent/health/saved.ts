import { join } from 'node:path'
import * as z from 'zod'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { KernelState } from '@/lib/kernel/state'
import { readPlain, replace } from '@/lib/store/disk'
import type { Pools } from '../monitors/nanny'

/** STATE/agent/health: every server's state, so that a restart of the agent changes nothing. */
const NAME = 'health'
const MAX_BYTES = 64 * 1024 * 1024
const shape = z.object({ bootId: z.string(), pools: z.unknown() })
export type SavedHealth = { bootId: string; pools: unknown }

/** What was saved; null when there is nothing, or nothing that can be read: servers then start as the kernel has them. */
export async function readHealth(folder: string): Promise<SavedHealth | null> {
  try {
    const bytes = await readPlain(join(folder, NAME), MAX_BYTES)
    const found = shape.safeParse(bytes && JSON.parse(bytes.toString('utf8')))
    return found.success ? { bootId: found.data.bootId, pools: found.data.pools } : null
  } catch {
    return null
  }
}

/** Writes all states, without what the checks saw: after a restart they look anew. @throws the file system's error */
export async function writeHealth(folder: string, bootId: string, pools: Pools): Promise<void> {
  const text = JSON.stringify({ bootId, pools }, (key, value) => (key === 'seen' ? {} : value))
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
 * The table at a start, with what somebody set to weight 0 by hand put back to what we wanted there: such a change is held by the planner (operations.md 2),
 * so health must not take it for a server that waits for its first check. Of the same boot only.
 */
export function withoutHands(
  services: KernelState['services'],
  saved: SavedHealth | null,
  bootId: string,
): KernelState['services'] {
  const found = saved?.bootId === bootId ? wants.safeParse(saved.pools).data : undefined
  if (!found) return services
  return services.map((service) => {
    const pool = found[serviceKey(service.id)]?.servers
    const servers = service.servers.map((server) => {
      const was = pool?.[serverKey(server)]
      const byHand = server.weight === 0 && was?.phase === 'in' && !was.wish && was.want.weight > 0
      return byHand ? { ...server, weight: was.want.weight } : server
    })
    return { ...service, servers }
  })
}
