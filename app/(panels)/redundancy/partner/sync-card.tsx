import type { Speaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { StateShape } from '@/components/ui/state-badge'
import { partnerStrip } from './strip'

const HERE = '/redundancy/partner'

/** On REDUNDANCY: what the partner holds, the button that syncs, and the way to the page of the partner. */
export async function SyncCard({ speaker }: { speaker: Speaker }) {
  const { t } = speaker
  const strip = await partnerStrip(pairDesk().shown(), speaker)
  return (
    <Card title={t('partner.title')} aside={<a href={`${HERE}/compare`}>{t('partner.compare.link')}</a>}>
      <div className="flex flex-col gap-3">
        {strip ? (
          <dl className="flex flex-wrap gap-x-8 gap-y-1">
            {[strip.saved, strip.running].map(
              (one) =>
                one && (
                  <div key={one.name}>
                    <dt className="text-sm text-muted">{one.name}</dt>
                    <dd className="flex items-baseline gap-1.5">
                      <StateShape shape={one.fact.shape} />
                      <span>{one.fact.text}</span>
                    </dd>
                  </div>
                ),
            )}
          </dl>
        ) : (
          <p className="max-w-[75ch] text-sm text-muted">{t('partner.none.card')}</p>
        )}
        {strip?.trouble && <p className="text-sm text-bad">{strip.trouble}</p>}
        <div className="flex flex-wrap items-center gap-3">
          {strip?.button} <ButtonLink href={HERE}>{t('partner.open')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
