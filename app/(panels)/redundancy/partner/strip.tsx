import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { rich } from '@/components/lvs/rich'
import type { PartnerStrip } from '@/components/lvs/strip'
import { Button, ButtonLink } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { loadSaved } from '../../live'
import { syncNow } from './actions'
import { runningFact, type Standing, savedFact, standingOf, toBringIn } from './facts'
import { whySays } from './sayings'

/** What the last look says, as facts of the strip; null while lvs.cf and the settings name no partner. */
export async function partnerStrip(view: PairView, speaker: Speaker): Promise<PartnerStrip | null> {
  const { t } = speaker
  if (view.none?.code === 'sync.noPartner' || (!view.target && !view.none)) return null
  const standing = standingOf(view, (await loadSaved())?.hash ?? '')
  const running = view.look?.heard ? runningFact(view.look.heard.theirs.agent, view, speaker) : null
  return {
    saved: { name: t('partner.strip.saved'), fact: savedFact(view, standing, speaker) },
    running: running && { name: t('partner.strip.running'), fact: running },
    trouble: trouble(view, speaker),
    button: await button(view, standing, speaker),
  }
}

function trouble({ auto }: PairView, speaker: Speaker) {
  if (!auto.failed) return null
  const at = <LocalTime at={auto.nextAt} style="time" language={speaker.language} />
  const params = { count: auto.failures, why: whySays(speaker, auto.failed) }
  return rich(speaker.t, 'partner.strip.autoFailed', { at }, params)
}

/** Sync where it can go through, else the page that says what is missing. Main while there is a gap to close. */
async function button({ look, job, none }: PairView, standing: Standing | null, { t }: Speaker) {
  if (job) return <ButtonLink href={`/redundancy/partner/sync?job=${job.id}`}>{t('partner.strip.syncing')}</ButtonLink>
  if (none || !look || !standing) {
    return (
      <ButtonLink href="/redundancy/partner">{t(toBringIn(look) ? 'partner.bringIn' : 'partner.title')}</ButtonLink>
    )
  }
  const { equal, known } = standing
  if (!equal && !known)
    return (
      <ButtonLink href="/redundancy/partner/compare" kind="main">
        {t('partner.compare.title')}
      </ButtonLink>
    )
  const agent = look.heard?.theirs.agent
  const toActive = agent?.up && agent.role === 'active'
  return (
    <form action={syncNow}>
      <input type="hidden" name={TOKEN_FIELD} value={await formToken()} />
      <input type="hidden" name="back" value="/redundancy/partner" />
      <Button kind={equal ? 'plain' : 'main'}>{t(toActive ? 'partner.sync.toActive' : 'partner.sync.button')}</Button>
    </form>
  )
}
