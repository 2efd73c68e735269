import type { HealthEntry, HealthServer } from '@/lib/api/health'
import { pageWith } from '../query'

/** The page of one monitor: the kernel's keys name it, since names of blocks may stand twice. */
export function monitorHref({ service, server }: Pick<HealthServer, 'service' | 'server'>): string {
  return pageWith('/monitors/server', { service, server })
}

/** The monitor that an entry of the health log is about; null for a whole pool. */
export function entryHref(entry: HealthEntry): string | null {
  return entry.server ? monitorHref(entry) : null
}
