import { getSpeaker } from '@/app/_server/language'
import { rich } from '@/components/lvs/rich'
import { LocalTime } from '@/components/ui/local-time'
import { PageHead } from '@/components/ui/page-head'
import type { Status } from '@/lib/api/types'

/** "Saved r41 against running r40, planned on the kernel as it is now." */
export async function ReviewHead({ status: { saved, running, kernel } }: { status: Status }) {
  const { t, language } = await getSpeaker()
  const names = {
    saved: saved.revision
      ? t('panels.strip.revision', { number: String(saved.revision.number) })
      : t('panels.review.byHand'),
    running: running ? t('panels.strip.revision', { number: String(running.number) }) : t('panels.review.nothing'),
  }
  const at = <LocalTime at={kernel.observedAt ?? Date.now()} style="time" language={language} />
  return <PageHead title={t('panels.nav.review')} lead={rich(t, 'panels.review.lead', { at }, names)} />
}
