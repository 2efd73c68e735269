import type { Speaker } from '@/app/_server/language'
import { Badge } from '@/components/ui/state-badge'

/** How many errors stand in a block of lvs.cf; nothing when there is none. */
export function ErrorsBadge({ errors, speaker: { t } }: { errors: number; speaker: Speaker }) {
  if (errors === 0) return null
  return (
    <Badge tone="bad" shape="down">
      {t('forms.virtuals.hasProblems', { count: errors })}
    </Badge>
  )
}
