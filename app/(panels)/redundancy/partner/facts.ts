import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import type { Fact } from '@/components/lvs/strip'
import type { Status } from '@/lib/api/types'
import { nameOf } from './sayings'

/** The role of this router as its banner names it; null while nothing runs here yet, which serves nobody but waits for nobody either. */
export const roleHere = ({ role, source }: Status['pulse']) => (source === 'alone' ? null : role)

type Talk = Pick<Speaker, 't'>

const SETUP = new Set(['sync.noKey', 'sync.hostUnknown', 'sync.keyRefused', 'sync.notReceive'])
const CHANGED = new Set(['sync.hostChanged', 'sync.hostRevoked', 'sync.noAlgorithm'])

/** The steps of bringing it in are not done: no key, or none that leads anywhere. */
export const toBringIn = (look: PairView['look']): boolean => look?.why != null && SETUP.has(look.why.code)

export type Standing = { equal: boolean; known: boolean; name: string }

/** How the partner stands to what is saved here now: a save since the last look counts at once. Null: nothing was heard. */
export function standingOf({ look }: PairView, savedHash: string): Standing | null {
  if (look?.heard) {
    const { theirs, equal, known } = look.heard
    const { hash, revision } = theirs.saved
    return { equal: hash === savedHash, known: known || equal, name: nameOf(hash, revision) }
  }
  if (!look?.files) return null
  const { theirs, equal, known } = look.files
  return { equal: equal && look.files.savedHash === savedHash, known: known || equal, name: nameOf(theirs, null) }
}

/** What is saved there beside what is saved here. */
export function savedFact({ look, none }: PairView, standing: Standing | null, { t }: Talk): Fact {
  if (none) return { tone: 'warn', shape: 'alert', text: t('partner.strip.settings') }
  if (!look) return { tone: 'idle', shape: 'ring', text: t('partner.strip.wait') }
  const { why, heard } = look
  if (toBringIn(look)) return { tone: 'idle', shape: 'square', text: t('partner.strip.setup') }
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

/** The role there, and whether what runs there is what is saved there. */
export function runningFact(agent: AgentThere, view: PairView, speaker: Talk): Fact {
  const { t } = speaker
  if (!agent.up) return { tone: 'warn', shape: 'ring', text: t('partner.strip.agentAway') }
  const role = roleName(agent.role, speaker)
  if (!agent.running) return { tone: 'idle', shape: 'square', text: t('partner.strip.nothing', { role }) }
  return agent.running.hash === view.look?.heard?.theirs.saved.hash
    ? { tone: 'good', shape: 'disc', text: t('partner.strip.asSaved', { role }) }
    : { tone: 'warn', shape: 'clock', text: t('partner.strip.notSaved', { role }) }
}

/** `active`, `standby`, or that it is not decided. */
export const roleName = (role: string | null, { t }: Talk): string =>
  t(`partner.role.${role === 'active' || role === 'standby' ? role : 'none'}`)
