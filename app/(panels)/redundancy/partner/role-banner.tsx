import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { Notice } from '@/components/ui/notice'

type Props = {
  /** of this router; null: the agent is away, or the role is not decided yet */
  role: 'active' | 'standby' | null
  view: PairView
  speaker: Speaker
}

/** By role, on every panel: who serves, and what may be done here while it is the other one. Nothing on an active router whose partner is not. */
export function RoleBanner({ role, view: { target, look }, speaker: { t } }: Props) {
  const theirs = look?.heard?.theirs ?? null
  const there = theirs?.agent.up ? theirs.agent.role : null
  const words = { host: theirs?.host ?? '', address: target?.address ?? '' }
  if (role === 'active')
    return there === 'active' ? (
      <Notice kind="bad" title={t('partner.banner.bothActive')}>
        {t('partner.banner.bothActive.hint', words)}
      </Notice>
    ) : null
  if (role === null) return null
  if (there === 'standby') return <Notice kind="bad" title={t('partner.banner.bothStandby')} />
  const title =
    there === 'active'
      ? t('partner.banner.standby', words)
      : t(look?.why ? 'partner.banner.unheard' : 'partner.banner.standbyAlone')
  return (
    <Notice kind="info" title={title}>
      <p>{t('partner.banner.standby.hint')}</p>
      <p>
        <a href="/redundancy/partner">{t('partner.title')}</a>
      </p>
    </Notice>
  )
}
