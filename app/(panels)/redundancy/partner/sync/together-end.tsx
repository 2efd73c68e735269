import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { TextKey } from '@/lib/text'
import { short, whySays } from '../sayings'

type End = NonNullable<NonNullable<PairView['job']>['end']>

/** The way out of a refusal: what is saved there has to be looked at first, else where it can be asked again or finished. */
const wayOut = (code: string): { href: string; text: TextKey } =>
  code === 'sync.theirsUnknown'
    ? { href: '/redundancy/partner/compare', text: 'partner.sync.nextCompare' }
    : { href: '/review', text: 'panels.nav.review' }

/** How a change over both routers ended. "Heard" stands here only when each hears the other on the new line. */
export function TogetherEnd({ end, speaker }: { end: End; speaker: Speaker }) {
  const { t } = speaker
  if (!end.done) {
    const { href, text } = wayOut(end.why.code)
    return (
      <Notice kind="bad" role="alert" title={t('together.failed')}>
        <p>{whySays(speaker, end.why)}</p>
        <p className="mt-2">
          <ButtonLink href={href}>{t(text)}</ButtonLink>
        </p>
      </Notice>
    )
  }
  if (!('heard' in end)) return null
  const words = { number: end.number, there: end.numberThere, hash: short(end.hash) }
  return (
    <Notice
      kind={end.heard ? 'good' : 'warn'}
      role={end.heard ? 'status' : 'alert'}
      title={t(end.heard ? 'together.done' : 'together.late')}
    >
      <p>{t(end.heard ? 'sync.togetherDone' : 'sync.togetherLate', words)}</p>
      <p className="mt-2">
        <ButtonLink href="/redundancy">{t('panels.nav.redundancy')}</ButtonLink>
      </p>
    </Notice>
  )
}
