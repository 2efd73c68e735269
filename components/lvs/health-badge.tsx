import { Badge } from '@/components/ui/state-badge'
import type { HealthServer } from '@/lib/api/health'
import { STATE_LOOK } from './row-state'
import type { Say } from './words'

/** A real server's state in nanny's own words, in the colour and shape of its row in the routing table. */
export function HealthBadge({ say, server }: { say: Say; server: Pick<HealthServer, 'state' | 'row'> }) {
  return <Badge {...STATE_LOOK[server.row]}>{say(`health.state.${server.state}`)}</Badge>
}
