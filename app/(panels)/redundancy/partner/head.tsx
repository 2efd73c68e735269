import type { Speaker } from '@/app/_server/language'
import { PageHead } from '@/components/ui/page-head'

/** Title and place of the pages under the pair. */
export function PairHead({ title, lead, speaker: { t } }: { title: string; lead?: string; speaker: Speaker }) {
  return (
    <PageHead
      title={title}
      lead={lead}
      crumbs={[
        { href: '/redundancy', label: t('panels.nav.redundancy') },
        { href: '/redundancy/partner', label: t('partner.title') },
      ]}
      crumbsLabel={t('panels.crumbs')}
    />
  )
}
