import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { ProblemNotice } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { MonitorTable } from '@/components/lvs/monitor-table'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { HealthAnswer, HealthTrouble } from '@/lib/api/health'
import { STATE_NAMES } from '@/lib/health/types'
import { intervalFor } from '../interval'
import { type Filter, filtered, PAGE_ROWS, pageOf } from './filter'
import { monitorHref, oneOf, pageWith, type Query } from './links'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('monitors.title') }
}

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
  const shown = pageOf(found, page)
  return (
    <>
      <Troubles troubles={health.troubles} speaker={speaker} />
      <FilterForm filter={filter} speaker={speaker} />
      <Card
        title={t('monitors.title')}
        flush
        aside={
          <span className="flex flex-wrap gap-x-4">
            <PageLinks filter={filter} page={shown.page} pages={shown.pages} all={found.length} speaker={speaker} />
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
            servers={shown.rows}
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

function FilterForm({ filter, speaker: { t } }: { filter: Filter; speaker: Speaker }) {
  return (
    <form
      action="/monitors"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
      aria-label={t('monitors.filter')}
    >
      <span className="flex items-center gap-2">
        <label htmlFor="filter-virtual">{t('monitors.virtual')}</label>{' '}
        <input id="filter-virtual" name="virtual" type="text" defaultValue={filter.virtual} className="w-48" />
      </span>{' '}
      <span className="flex items-center gap-2">
        <label htmlFor="filter-state">{t('monitors.state')}</label>{' '}
        <select id="filter-state" name="state" defaultValue={filter.state}>
          <option value="">{t('monitors.filter.any')}</option>
          {STATE_NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`health.state.${name}`)}
            </option>
          ))}
        </select>
      </span>{' '}
      <Button>{t('monitors.filter.show')}</Button>{' '}
      {(filter.virtual || filter.state) && <a href="/monitors">{t('monitors.filter.clear')}</a>}
    </form>
  )
}

type PageProps = { filter: Filter; page: number; pages: number; all: number; speaker: Speaker }

function PageLinks({ filter, page, pages, all, speaker: { t } }: PageProps) {
  if (pages < 2) return <span className="figure">{String(all)}</span>
  const to = (number: number) => pageWith('/monitors', { ...filter, page: String(number) })
  const range = {
    from: String((page - 1) * PAGE_ROWS + 1),
    to: String(Math.min(page * PAGE_ROWS, all)),
    of: String(all),
  }
  return (
    <nav aria-label={t('panels.table.pages')} className="flex gap-4">
      <span className="figure">{t('panels.table.range', range)}</span>
      {page > 1 && <a href={to(page - 1)}>{t('panels.table.earlier')}</a>}
      {page < pages && <a href={to(page + 1)}>{t('panels.table.later')}</a>}
    </nav>
  )
}
