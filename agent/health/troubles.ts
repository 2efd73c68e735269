import type { HealthTrouble } from '@/lib/api/health'
import { alarm, type Context, calm } from '../context'

const OFFER = 'agent.partnerSees'

/**
 * At each look: what evidence that has come meanwhile makes of pools that nobody serves, and an alarm for each service that the partner, by its own
 * checks, could serve and this router cannot (operations.md 8). On a standby there is nothing to hand over.
 */
export async function seeTroubles(context: Context): Promise<void> {
  const { health, state } = context
  health.nanny?.lookAtDoubts()
  const offered = new Set<string>()
  for (const { service, virtuals, offer } of state.duty.role === 'active' ? troublesOf(context) : []) {
    if (!offer) continue
    offered.add(`${OFFER} ${service}`)
    const params = { virtual: virtuals.join(', '), service, ...offer.params }
    await alarm(context, OFFER, params, `${OFFER} ${service}`)
  }
  for (const of of [...state.alarms.keys()]) if (of.startsWith(`${OFFER} `) && !offered.has(of)) calm(context, of)
}

/** Pools that nobody serves although their servers may not be to blame. */
export function troublesOf({ health }: Context): HealthTrouble[] {
  return (health.nanny?.troubles() ?? []).map(({ service, kept, offer }) => ({
    service,
    virtuals: health.names.virtuals(service),
    kept: kept && { since: kept.sinceMs, why: kept.why },
    offer,
  }))
}
