import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { rich } from '@/components/lvs/rich'
import type { Fact, PartnerStrip } from '@/components/lvs/strip'
import { Button, ButtonLink } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { loadSaved } from '../../live'
import { syncNow } from './actions'
import { nameOf, whySays } from './sayings'

const SETUP = new Set(['sync.noKey', 'sync.hostUnknown', 'sync.keyRefused', 'sync.notReceive'])
const CHANGED = new Set(['sync.hostChanged', 'sync.hostRevoked', 'sync.noAlgorithm'])

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

type Standing = { equal: boolean; known: boolean; name: string }

/** How the partner stands to what is saved here now: a save since the last look counts at once. Null: nothing was heard. */
function standingOf({ look }: PairView, savedHash: string): Standing | null {
  if (look?.heard) {
    const { theirs, equal, known } = look.heard
    const { hash, revision } = theirs.saved
    return { equal: hash === savedHash, known: known || equal, name: nameOf(hash, revision) }
  }
  if (!look?.files) return null
  const { theirs, equal, known } = look.files
  return { equal: equal && look.files.savedHash === savedHash, known: known || equal, name: nameOf(theirs, null) }
}

function savedFact({ look, none }: PairView, standing: Standing | null, { t }: Speaker): Fact {
  if (none) return { tone: 'warn', shape: 'alert', text: t('partner.strip.settings') }
  if (!look) return { tone: 'idle', shape: 'ring', text: t('partner.strip.wait') }
  const { why, heard } = look
  if (why && SETUP.has(why.code)) return { tone: 'idle', shape: 'square', text: t('partner.strip.setup') }
  if (why && CHANGED.has(why.code)) return { tone: 'bad', shape: 'lock', text: t('partner.strip.hostChanged') }
  if (!standing) return { tone: 'warn', shape: 'ring', text: t('partner.strip.away') }
  const { name, equal, known } = standing
  if (equal) return { tone: 'good', shape: 'disc', text: t('partner.strip.equal', { name }) }
  if (heard?.theirs.saved.empty) return { tone: 'warn', shape: 'square', text: t('partner.strip.empty') }
  return known
    ? { tone: 'warn', shape: 'clock', text: t('partner.strip.behind', { name }) }
    : { tone: 'bad', shape: 'unequal', text: t('partner.strip.foreign', { name }) }
}

type AgentThere = NonNullable<NonNullable<PairView['look']>['heard']>['theirs']['agent']

function runningFact(agent: AgentThere, view: PairView, speaker: Speaker): Fact {
  const { t } = speaker
  if (!agent.up) return { tone: 'warn', shape: 'ring', text: t('partner.strip.agentAway') }
  const role = roleName(agent.role, speaker)
  if (!agent.running) return { tone: 'idle', shape: 'square', text: t('partner.strip.nothing', { role }) }
  return agent.running.hash === view.look?.heard?.theirs.saved.hash
    ? { tone: 'good', shape: 'disc', text: t('partner.strip.asSaved', { role }) }
    : { tone: 'warn', shape: 'clock', text: t('partner.strip.notSaved', { role }) }
}

/** `active`, `standby`, or that it is not decided. */
export const roleName = (role: string | null, { t }: Pick<Speaker, 't'>): string =>
  t(`partner.role.${role === 'active' || role === 'standby' ? role : 'none'}`)

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
    const setup = look?.why && SETUP.has(look.why.code)
    return <ButtonLink href="/redundancy/partner">{t(setup ? 'partner.bringIn' : 'partner.title')}</ButtonLink>
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
