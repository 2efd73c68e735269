import type { Speaker } from '@/app/_server/language'
import { Badge } from '@/components/ui/state-badge'

/** What the file says: active or not. What the kernel does stands in CONTROL/MONITORING. */
export function ActiveBadge({ active, speaker: { t } }: { active: boolean; speaker: Speaker }) {
  return active ? (
    <Badge tone="good" shape="disc">
      {t('forms.active')}
    </Badge>
  ) : (
    <Badge tone="idle" shape="square">
      {t('forms.inactive')}
    </Badge>
  )
}
