import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Saying } from '@/lib/plan/types'
import { HiddenFields } from '../../_save/hidden-fields'
import { stepNow } from './actions'
import { whySays } from './sayings'

const HERE = '/redundancy/partner'

/** The partner's host key: a new one is confirmed by a person; a changed one is refused, with both fingerprints and the remedy. */
export function HostStep({ why, speaker }: { why: Saying; speaker: Speaker }) {
  const { t } = speaker
  const { address = '', offered = '', known = '' } = why.params
  if (why.code === 'sync.hostUnknown')
    return (
      <form action={stepNow} className="flex flex-col gap-2">
        <HiddenFields revision="" back={HERE} more={{ do: 'trust', fingerprint: String(offered) }} />
        <p>{t('partner.host.shown', { address })}</p>
        <p className="figure text-lg font-semibold break-all">{offered}</p>
        <p className="max-w-[75ch] text-sm text-muted">{t('partner.host.compare')}</p>
        <div>
          <Button kind="main">{t('partner.host.confirm')}</Button>
        </div>
      </form>
    )
  if (why.code !== 'sync.hostChanged' && why.code !== 'sync.noAlgorithm')
    return <Notice kind="bad" title={whySays(speaker, why)} />
  return (
    <Notice kind="bad" role="alert" title={t('partner.host.changed')}>
      <div className="flex flex-col gap-2">
        {why.code === 'sync.hostChanged' && (
          <dl className="grid gap-x-4 md:grid-cols-[max-content_minmax(0,1fr)]">
            <dt className="font-semibold">{t('partner.host.known')}</dt>
            <dd className="figure break-all">{known}</dd>
            <dt className="font-semibold">{t('partner.host.offered')}</dt>
            <dd className="figure break-all">{offered}</dd>
          </dl>
        )}
        <p className="max-w-[75ch]">{t('partner.host.changed.hint')}</p>
        <form action={stepNow}>
          <HiddenFields revision="" back={HERE} more={{ do: 'forget' }} />
          <Button kind="danger-plain">{t('partner.host.forget')}</Button>
        </form>
      </div>
    </Notice>
  )
}
