import type { Metadata } from 'next'
import { getSpeaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { resultOf } from '../../../results'
import { ResultView } from './result-view'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('panels.result.title') }
}

/** What an apply, a repair or a cut came to. */
export default async function ResultPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireUser(`/review/result/${id}`)
  const { t } = await getSpeaker()
  const result = resultOf(id)
  return (
    <>
      <PageHead
        title={t('panels.result.title')}
        crumbs={[{ href: '/review', label: t('panels.nav.review') }]}
        crumbsLabel={t('panels.crumbs')}
      />
      {result && 'answer' in result ? (
        <ResultView result={result} />
      ) : (
        <EmptyState
          title={t('panels.result.gone')}
          action={<ButtonLink href="/review">{t('panels.nav.review')}</ButtonLink>}
        >
          {t('panels.result.gone.hint')}
        </EmptyState>
      )}
    </>
  )
}
