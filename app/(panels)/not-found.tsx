import { getSpeaker } from '@/app/_server/language'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** A panel whose virtual or real server is gone; the frame stays around it. */
export default async function NotFound() {
  const { t } = await getSpeaker()
  return (
    <>
      <h1 className="sr-only">{t('panels.notFound')}</h1>
      <EmptyState title={t('panels.notFound')} action={<ButtonLink href="/">{t('panels.goControl')}</ButtonLink>}>
        {t('panels.notFound.hint')}
      </EmptyState>
    </>
  )
}
