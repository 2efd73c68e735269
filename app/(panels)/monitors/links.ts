import type { HealthEntry, HealthServer } from '@/lib/api/health'

export type Query = Record<string, string | string[] | undefined>

/** One value of a page's query, '' when it is absent. */
export const oneOf = (query: Query, name: string): string => [query[name]].flat().at(-1) ?? ''

/** The address of a page with a query; empty values are left out. */
export function pageWith(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  return search.size > 0 ? `${path}?${search}` : path
}

/** The page of one monitor: the kernel's keys name it, since names of blocks may stand twice. */
export function monitorHref({ service, server }: Pick<HealthServer, 'service' | 'server'>): string {
  return pageWith('/monitors/server', { service, server })
}

/** The monitor that an entry of the health log is about; null for a whole pool. */
export function entryHref(entry: HealthEntry): string | null {
  return entry.server ? monitorHref(entry) : null
}
