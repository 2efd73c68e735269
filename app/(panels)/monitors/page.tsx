import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { ProblemNotice } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { ListFilter } from '@/components/form/list-filter'
import { AgentAway } from '@/components/lvs/agent-away'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { MonitorTable } from '@/components/lvs/monitor-table'
import { Pages } from '@/components/lvs/pages'
import { pageOf } from '@/components/lvs/paging'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { HealthAnswer, HealthTrouble } from '@/lib/api/health'
import { STATE_NAMES } from '@/lib/health/types'
import { filterWords } from '../filter-words'
import { intervalFor } from '../interval'
import { oneOf, pageWith, type Query } from '../query'
import { type Filter, filtered, PAGE_ROWS } from './filter'
import { monitorHref } from './links'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('monitors.title') }
}

/** Characters of a part of a virtual server's name. */
const NAME_MAX = 200

/** MONITORS: every real server with the word of its checks. */
export default async function MonitorsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/monitors')
  const query = await searchParams
  const [speaker, health, interval] = await Promise.all([
    getSpeaker(),
    agentClient().health({ history: '1' }),
    intervalFor(undefined),
  ])
  const { t, code } = speaker
  const filter = { virtual: oneOf(query, 'virtual'), state: oneOf(query, 'state') }
  const everySec = interval.auto ? interval.seconds : null
  return (
    <>
      {everySec && (
        <noscript>
          <meta httpEquiv="refresh" content={String(everySec)} />
        </noscript>
      )}
      <PageHead title={t('monitors.title')} lead={t('monitors.lead')} />
      <ProblemNotice query={query} />
      <AutoUpdate intervalSec={everySec} readAt={Date.now()} probe="/api/v1/status">
        <Notice kind="bad" title={t('panels.update.stale')} />
      </AutoUpdate>
      {!health.ok && <AgentAway say={t} why={code(health.code, health.params)} />}
      {health.ok && (
        <Monitors health={health.value} filter={filter} page={Number(oneOf(query, 'page'))} speaker={speaker} />
      )}
    </>
  )
}

type Props = { health: HealthAnswer; filter: Filter; page: number; speaker: Speaker }

function Monitors({ health, filter, page, speaker }: Props) {
  const { t, code, language } = speaker
  if (health.servers.length === 0)
    return (
      <Card title={t('monitors.title')}>
        <EmptyState
          title={t('monitors.none')}
          action={<ButtonLink href="/review">{t('panels.nav.review')}</ButtonLink>}
        >
          {t('monitors.noneLead')}
        </EmptyState>
      </Card>
    )
  const found = filtered(health.servers, filter)
  const { rows, pages, current } = pageOf(found, PAGE_ROWS, page)
  const href = (number: number) => pageWith('/monitors', { ...filter, page: String(number) })
  return (
    <>
      <Troubles troubles={health.troubles} speaker={speaker} />
      <FilterForm filter={filter} speaker={speaker} />
      <Card
        title={t('monitors.title')}
        flush
        aside={
          <span className="flex flex-wrap gap-x-4">
            {pages.length < 2 && <span className="figure">{found.length}</span>}
            <Pages say={t} pages={pages} current={current} href={href} />
            <a href="/monitors/log">{t('monitors.log')}</a> <a href="/alerts">{t('alerts.panel.title')}</a>
          </span>
        }
      >
        {found.length === 0 ? (
          <EmptyState title={t('monitors.noneSuch')} />
        ) : (
          <MonitorTable
            say={t}
            code={code}
            language={language}
            caption={t('monitors.title')}
            servers={rows}
            href={monitorHref}
          />
        )}
      </Card>
      <p className="text-sm text-muted">
        {t('monitors.waiting', health.load)}{' '}
        {health.reactionMs &&
          t('monitors.reaction', {
            last: Math.round(health.reactionMs.last),
            longest: Math.round(health.reactionMs.longest),
          })}
      </p>
    </>
  )
}

/** Pools that nobody serves although their servers may not be to blame (blast radius). */
function Troubles({ troubles, speaker: { t, code } }: { troubles: readonly HealthTrouble[]; speaker: Speaker }) {
  return troubles.map(({ service, virtuals, kept, offer }) => (
    <Notice
      key={service}
      kind="bad"
      role="status"
      title={t(kept ? 'monitors.trouble.kept' : 'monitors.trouble', { virtual: virtuals.join(', ') })}
    >
      {kept && <p>{code(kept.why.code, kept.why.params)}</p>}
      {offer && (
        <p>
          {code(offer.code, offer.params)} <a href="/redundancy">{t('monitors.trouble.redundancy')}</a>
        </p>
      )}
    </Notice>
  ))
}

function FilterForm({ filter, speaker }: { filter: Filter; speaker: Speaker }) {
  const { t } = speaker
  return (
    <ListFilter
      action="/monitors"
      text={{ name: 'virtual', label: t('monitors.virtual'), value: filter.virtual, longest: NAME_MAX }}
      choice={{
        name: 'state',
        label: t('monitors.state'),
        value: filter.state,
        options: STATE_NAMES.map((value) => ({ value, label: t(`health.state.${value}`) })),
      }}
      words={filterWords(speaker)}
    />
  )
}
