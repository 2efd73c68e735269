import { Facts } from '@/components/ui/facts'
import type { RowState, TableService } from '@/lib/api/types'
import { bitRateText, countText } from './figures'
import type { Say } from './words'

/** `6 up · 1 down`: how many real servers are in each state. */
export function serverStates(say: Say, services: readonly TableService[]): string {
  const counts = new Map<RowState, number>()
  for (const { state } of services.flatMap((service) => service.servers))
    counts.set(state, (counts.get(state) ?? 0) + 1)
  const parts = [...counts].map(([state, count]) =>
    say('panels.totals.state', { count: countText(count), state: say(`panels.state.${state}`) }),
  )
  // A count stays on one line with its state.
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join(' · ') || say('panels.totals.none')
}

function sum(services: readonly TableService[], of: (service: TableService) => number): number {
  return services.reduce((total, service) => total + of(service), 0)
}

/** The whole table in three lines. */
export function Totals({ say, services }: { say: Say; services: readonly TableService[] }) {
  const rows = [
    [
      say('panels.totals.connections'),
      say('panels.totals.activeInactive', {
        active: countText(sum(services, (s) => s.active)),
        inactive: countText(sum(services, (s) => s.inactive)),
      }),
    ],
    [
      say('panels.totals.traffic'),
      `${bitRateText(sum(services, (s) => s.rates?.inBytes ?? 0))} · ${bitRateText(sum(services, (s) => s.rates?.outBytes ?? 0))}`,
    ],
    [say('panels.totals.servers'), serverStates(say, services)],
  ] as const
  return <Facts rows={rows} tight className="border-t border-line px-4 py-2.5" />
}
