import type { ReactNode } from 'react'
import { agentClient } from '@/app/_server/agent'
import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { rich } from '@/components/lvs/rich'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import { roleName } from './facts'
import { nameOf, short } from './sayings'

/** What the partner said of itself at the last look: name, version, role, what is saved, running and in its kernel, its servers. */
export function NowCard({ view: { target, look }, speaker }: { view: PairView; speaker: Speaker }) {
  const { t, language } = speaker
  if (!target || !look || (!look.heard && !look.files)) return null
  const address = `${target.user}@${target.address}:${target.port}`
  const facts: [string, ReactNode][] = [[t('partner.fact.address'), figure(address)]]
  if (look.files) facts.push([t('partner.fact.saved'), figure(short(look.files.theirs))])
  if (look.heard) facts.push(...factsOf(look.heard.theirs, speaker))
  const at = <LocalTime at={look.at} style="time" language={language} />
  return (
    <Card
      title={t('partner.now')}
      aside={
        <span className="flex flex-wrap gap-x-4">
          <span>{rich(t, 'partner.askedAt', { at })}</span>{' '}
          <a href="/redundancy/partner/compare">{t('partner.compare.link')}</a>
        </span>
      }
    >
      <Facts rows={facts} words />
      {look.heard?.theirs.health && <OtherEyes there={look.heard.theirs.health.down} speaker={speaker} />}
    </Card>
  )
}

const figure = (text: string) => <span className="figure">{text}</span>

type Theirs = NonNullable<NonNullable<PairView['look']>['heard']>['theirs']

function factsOf({ host, version, saved, agent, health }: Theirs, speaker: Speaker): [string, ReactNode][] {
  const { t, code } = speaker
  const { revision } = saved
  const by = revision ? ` · ${t('partner.revision', { number: String(revision.number), author: revision.author })}` : ''
  const facts: [string, ReactNode][] = [
    [t('partner.fact.host'), figure(host)],
    [t('partner.fact.version'), figure(version)],
    [
      t('partner.fact.saved'),
      <>
        {figure(short(saved.hash))}
        {by}
      </>,
    ],
  ]
  if (agent.up) {
    const { running, alarms } = agent
    facts.push([t('partner.fact.role'), roleName(agent.role, speaker)])
    facts.push([t('partner.fact.running'), running ? nameOf(running.hash, running) : t('panels.strip.nothing')])
    facts.push([t('partner.fact.kernel'), t(agent.equal ? 'partner.kernel.equal' : 'partner.kernel.differs')])
    if (alarms.length > 0)
      facts.push([t('partner.fact.alarms'), alarms.map((alarm) => code(alarm.code, alarm.params)).join(' · ')])
  }
  if (health) {
    const { up, servers } = health
    facts.push([t('partner.fact.health'), t('partner.compare.health', { up, servers })])
  }
  return facts
}

/** Servers that one router sees down and the other does not: a question of the network between, not of the server. */
async function OtherEyes({ there, speaker: { t } }: { there: readonly string[]; speaker: Speaker }) {
  const answer = await agentClient().health({})
  if (!answer.ok) return null
  const here = answer.value.servers.filter(({ row }) => row === 'down').map((s) => `${s.virtuals[0] ?? ''}/${s.name}`)
  const only = (these: readonly string[], others: readonly string[]) =>
    these.filter((name) => !others.includes(name)).join(', ')
  const [onlyThere, onlyHere] = [only(there, here), only(here, there)]
  if (onlyThere === '' && onlyHere === '') return null
  const params = { there: onlyThere || '–', here: onlyHere || '–' }
  return <Notice kind="warn" className="mt-3" title={t('partner.compare.downOnly', params)} />
}
