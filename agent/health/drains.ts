import type { HealthServer } from '@/lib/api/health'
import { estimateEnd, leftOf } from '@/lib/health/drain'
import type { Counts } from '@/lib/health/types'
import type { CountedTable, ServerKey, ServiceKey, TemplateTable } from '@/lib/kernel/state'
import type { Nanny } from '../monitors/nanny'

type Drain = { counts: Counts; samples: { atMs: number; left: number }[] }
/** Enough for a line through the last minutes. */
const SAMPLES = 60

/** What draining servers still hold, look by look. */
export class Drains {
  private readonly drains = new Map<string, Drain>()

  /** Servers that drain now. */
  static of(nanny: Nanny): { service: ServiceKey; server: ServerKey }[] {
    return Object.entries(nanny.save()).flatMap(([service, pool]) =>
      Object.entries(pool.servers).flatMap(([server, state]) =>
        state.name === 'draining' ? [{ service, server }] : [],
      ),
    )
  }

  /** Takes the numbers of now; a drain that is empty ends. */
  count(nanny: Nanny, counted: CountedTable, templates: TemplateTable, atMs: number): void {
    const now = Drains.of(nanny)
    const keys = new Set(now.map(({ service, server }) => `${service} ${server}`))
    for (const key of [...this.drains.keys()]) if (!keys.has(key)) this.drains.delete(key)
    for (const { service, server } of now) {
      const row = counted[service]?.servers[server]
      if (!row) continue
      const counts = { active: row.active, inactive: row.inactive, templates: templates[service]?.[server] ?? 0 }
      const samples = this.drains.get(`${service} ${server}`)?.samples ?? []
      const next = [...samples, { atMs, left: leftOf(counts) }].slice(-SAMPLES)
      this.drains.set(`${service} ${server}`, { counts, samples: next })
      nanny.counts(service, server, counts)
    }
  }

  /** What a draining server holds and when that will be nothing; null for one that does not drain. */
  leftOf(service: ServiceKey, server: ServerKey): HealthServer['left'] {
    const drain = this.drains.get(`${service} ${server}`)
    return drain ? { ...drain.counts, end: estimateEnd(drain.samples) } : null
  }
}
