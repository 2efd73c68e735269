import type { PairView } from '@/app/_server/pair'
import type { PlanAnswer, Status } from '@/lib/api/types'
import { canApply } from '@/lib/can'
import type { Saying } from '@/lib/plan/types'
import { cannotTogether } from '@/lib/sync/together'

const because = (code: string, params: Saying['params'] = {}): Saying => ({ code, params })

/**
 * Why both routers cannot be changed as one now, by what is known without asking anybody: null = it can be tried. What only the partner can say is
 * refused when it is asked, with nothing changed on either.
 * @param pairs what is saved makes the two a pair
 */
export function whyNotTogether(
  plan: Pick<PlanAnswer, 'hash' | 'problems' | 'steps'>,
  status: Status,
  { none, settings, look }: Pick<PairView, 'none' | 'settings' | 'look'>,
  pairs: boolean,
): Saying | null {
  const here = canApply(plan, status)
  if (here) return here
  const cannot = cannotTogether(status)
  if (cannot) return because(cannot)
  if (!pairs) return because('sync.togetherAlone')
  if (none) return none
  if (settings?.via === 'sftp') return because('sync.togetherFiles')
  // Nobody has looked yet: the change itself asks.
  if (!look) return null
  if (look.why || !look.heard) return look.why
  const { theirs, known, equal } = look.heard
  if (!theirs.agent.up) return because('sync.agentThere', { why: theirs.agent.code })
  if (theirs.agent.role !== 'standby') return because('sync.togetherBothActive')
  const { hash, handEdited } = theirs.saved
  return known || equal
    ? null
    : because('sync.theirsUnknown', { mine: plan.hash, theirs: hash, handEdited: handEdited ? 1 : 0 })
}
