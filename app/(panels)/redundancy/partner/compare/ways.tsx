import type { Speaker } from '@/app/_server/language'
import type { Compared } from '@/app/_server/pair/compare'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { HiddenFields } from '../../../_save/hidden-fields'
import { syncNow, takeNow } from '../actions'

const HERE = '/redundancy/partner/compare'
type Props = { compared: Compared; holdsBoth: boolean; bySftp: boolean; speaker: Speaker }

/** What makes the two one again: a sync where it loses nothing, else take theirs, merge, or overwrite exactly what is shown here. */
export function Ways({ compared, holdsBoth, bySftp, speaker }: Props) {
  const { t } = speaker
  const theirs = compared.theirs.hash
  if (compared.known || holdsBoth)
    return (
      <form action={syncNow}>
        <HiddenFields revision="" back={HERE} more={compared.known ? {} : { overwrite: theirs }} />
        <Button kind="main">{t('partner.sync.button')}</Button>
      </form>
    )
  return (
    <Card title={t('partner.ways')}>
      <dl className="grid items-baseline gap-x-5 gap-y-3 md:grid-cols-[max-content_minmax(0,75ch)]">
        {!bySftp && (
          <>
            <dt>
              <ButtonLink href="/redundancy/partner/merge" kind="main">
                {t('partner.merge')}
              </ButtonLink>
            </dt>
            <dd className="text-sm text-muted">{t('partner.merge.about')}</dd>
            <dt>
              <form action={takeNow}>
                <HiddenFields revision="" back={HERE} more={{ theirs }} />
                <Button>{t('partner.take')}</Button>
              </form>
            </dt>
            <dd className="text-sm text-muted">{t('partner.take.about')}</dd>
          </>
        )}
        <dt>
          <form action={syncNow}>
            <HiddenFields revision="" back={HERE} more={{ overwrite: theirs }} />
            <Button kind="danger-plain">{t('partner.overwrite')}</Button>
          </form>
        </dt>
        <dd className="text-sm text-muted">
          {t('partner.overwrite.about')} {bySftp && t('partner.sftpOnly')}
        </dd>
      </dl>
    </Card>
  )
}
