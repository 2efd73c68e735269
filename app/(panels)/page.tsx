import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { ProblemNotice } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { PairBar } from '@/components/lvs/pair-bar'
import { PulseLine } from '@/components/lvs/pulse-line'
import { UpdateForm } from '@/components/lvs/update-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { setUpdating } from './actions'
import { ControlNotices } from './control-notices'
import { ControlTable } from './control-table'
import { INTERVAL, intervalFor } from './interval'
import { loadStatus } from './live'
import { MonitorsCard } from './monitors/summary-card'
import { askPair } from './redundancy/pair-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('panels.nav.control') }
}

type Query = Partial<Record<'interval' | 'typed' | 'page' | 'done' | 'problem', string | string[]>>
type Props = { searchParams: Promise<Query> }

/** CONTROL/MONITORING. */
export default async function ControlPage({ searchParams }: Props) {
  await requireUser('/')
  const query = await searchParams
  const one = (name: keyof Query) => (typeof query[name] === 'string' ? query[name] : undefined)
  const [{ t, language, code }, status, table, token, interval] = await Promise.all([
    getSpeaker(),
    loadStatus(),
    agentClient().table(),
    formToken(),
    intervalFor(one('interval')),
  ])
  const typed = one('typed')
  const every = interval.auto ? interval.seconds : null
  return (
    <>
      {every && (
        <noscript>
          <meta httpEquiv="refresh" content={String(every)} />
        </noscript>
      )}
      <PageHead
        title={t('panels.nav.control')}
        lead={status.ok && <PulseLine say={t} code={code} language={language} status={status.value} />}
      />
      <ProblemNotice query={query} />
      {status.ok && status.value.pair && (
        <PairBar
          say={t}
          code={code}
          pair={status.value.pair}
          now={Date.now()}
          action={{ run: askPair, token, back: '/' }}
        />
      )}
      <div>
        <UpdateForm
          say={t}
          action={setUpdating}
          token={token}
          auto={interval.auto}
          seconds={typed ?? String(interval.seconds)}
          problem={typed === undefined ? null : t('panels.update.range', { from: INTERVAL.least, to: INTERVAL.most })}
        />
        <AutoUpdate intervalSec={every} readAt={Date.now()} probe="/api/v1/status">
          <Notice kind="bad" title={t('panels.update.stale')} className="mt-3" />
        </AutoUpdate>
      </div>
      {!status.ok && <AgentAway say={t} why={code(status.code, status.params)} />}
      {status.ok && <ControlNotices status={status.value} token={token} done={one('done')} />}
      {status.ok && !table.ok && (
        <Card title={t('panels.table')}>
          <EmptyState title={t('panels.away.noTable')}>{code(table.code, table.params)}</EmptyState>
        </Card>
      )}
      {table.ok && status.ok && (
        <ControlTable table={table.value} status={status.value} token={token} page={Number(one('page') ?? '1')}>
          <MonitorsCard />
        </ControlTable>
      )}
    </>
  )
}
