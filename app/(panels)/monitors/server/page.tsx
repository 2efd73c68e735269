import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { draftOf } from '@/app/_server/drafts'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { ProblemNotice } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import type { FormState } from '@/components/form/state'
import { AgentAway } from '@/components/lvs/agent-away'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { HealthLog } from '@/components/lvs/health-log'
import { MonitorHead } from '@/components/lvs/monitor-head'
import { WishForm } from '@/components/lvs/wish-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { HealthServer } from '@/lib/api/health'
import { intervalFor } from '../../interval'
import { oneOf, pageWith, type Query } from '../../query'
import { tryNow, wish } from '../actions'
import { CheckCard } from '../check-card'
import { entryHref } from '../links'
import { MonitorOutcome } from '../outcome'

/** Entries of the health log on this page; the log itself has them all. */
const RECENT = 20

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('monitors.title') }
}

/** One monitor: its checks with what was said, what an operator may do, what happened. `?service=KEY&server=KEY` name it. */
export default async function MonitorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const [service, server] = [oneOf(query, 'service'), oneOf(query, 'server')]
  const here = pageWith('/monitors/server', { service, server })
  await requireUser(here)
  const [speaker, health, interval] = await Promise.all([
    getSpeaker(),
    agentClient().health({ virtual: service, server, history: '1' }),
    intervalFor(undefined),
  ])
  const { t, code } = speaker
  const found = health.ok ? health.value.servers.find((one) => one.service === service && one.server === server) : null
  const crumbs = [{ href: '/monitors', label: t('monitors.title') }]
  if (!health.ok) return <AgentAway say={t} why={code(health.code, health.params)} />
  if (!found)
    return (
      <>
        <PageHead title={t('monitors.title')} crumbs={crumbs} crumbsLabel={t('panels.crumbs')} />
        <EmptyState
          title={t('monitors.one.gone')}
          action={<ButtonLink href="/monitors">{t('monitors.all')}</ButtonLink>}
        >
          {t('monitors.one.goneLead')}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title={t('monitors.one.title', { server: found.name, virtual: found.virtuals.join(', ') })}
        crumbs={crumbs}
        crumbsLabel={t('panels.crumbs')}
        lead={<MonitorHead say={t} code={code} language={speaker.language} server={found} />}
      />
      <ProblemNotice query={query} />
      <MonitorOutcome id={oneOf(query, 'done')} />
      <AutoUpdate intervalSec={interval.auto ? interval.seconds : null} readAt={Date.now()} probe="/api/v1/status">
        <Notice kind="bad" title={t('panels.update.stale')} />
      </AutoUpdate>
      <One server={found} here={here} draft={await draftOf(query.draft, here)} speaker={speaker} />
    </>
  )
}

type OneProps = { server: HealthServer; here: string; draft: FormState | null; speaker: Speaker }

async function One({ server, here, draft, speaker }: OneProps) {
  const { t, code, language } = speaker
  const [token, log] = await Promise.all([
    formToken(),
    agentClient().healthLog({ virtual: server.service, server: server.server, limit: RECENT }),
  ])
  const hidden = { token, back: here, service: server.service, server: server.server }
  const entries = log.ok ? log.value : []
  return (
    <>
      {server.checks.map((check) => (
        <CheckCard key={check.id} check={check} speaker={speaker} />
      ))}
      {server.checks.length > 0 && (
        <form action={tryNow} className="flex flex-wrap items-center gap-3">
          {Object.entries({ token, back: here, virtual: server.service, server: server.server, of: 'running' }).map(
            ([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ),
          )}
          <Button>{t('monitors.try')}</Button>{' '}
          <span className="max-w-[75ch] text-sm text-muted">{t('monitors.try.lead')}</span>
        </form>
      )}
      <Card title={t('monitors.wish')}>
        <WishForm say={t} code={code} server={server} action={wish} here={here} hidden={hidden} draft={draft} />
      </Card>
      <Card
        title={t('monitors.one.recent')}
        flush={entries.length > 0}
        aside={
          <a href={pageWith('/monitors/log', { virtual: server.service, server: server.server })}>
            {t('monitors.log')}
          </a>
        }
      >
        {entries.length === 0 ? (
          <p className="text-muted">{log.ok ? t('monitors.one.quiet') : code(log.code, log.params)}</p>
        ) : (
          <HealthLog
            say={t}
            code={code}
            language={language}
            caption={t('monitors.one.recent')}
            entries={entries}
            href={entryHref}
          />
        )}
      </Card>
    </>
  )
}
