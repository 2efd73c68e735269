import type { HealthServer } from '@/lib/api/health'

/** Rows on one page of the list. */
export const PAGE_ROWS = 100

export type Filter = { virtual: string; state: string }

/** The servers that a filter lets through: a part of the virtual server's name, the state's own name. */
export function filtered(servers: readonly HealthServer[], { virtual, state }: Filter): HealthServer[] {
  return servers.filter(
    (one) =>
      (state === '' || one.state === state) &&
      (virtual === '' || one.virtuals.some((name) => name.includes(virtual)) || one.service.includes(virtual)),
  )
}

/** Servers that are not simply up: what somebody looks for first. Inactive ones are as the file wants them. */
export function notWell(servers: readonly HealthServer[]): HealthServer[] {
  return servers.filter(({ state }) => state !== 'up' && state !== 'inactive')
}

/** How many servers are in each state, in the order of the first that is. */
export function counted(servers: readonly HealthServer[]): [HealthServer['state'], number][] {
  const counts = new Map<HealthServer['state'], number>()
  for (const { state } of servers) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts]
}
