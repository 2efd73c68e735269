import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { rich } from '@/components/lvs/rich'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import { PairHead } from '../head'
import { oneOf, SaidNotice } from '../said'
import { JobEndView } from './job-end'
import { JobFiles } from './job-files'

const EVERY_SEC = 1

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('partner.sync.title') }
}

/** One sync: what it does, file by file; how it ended; on an active partner its plan, to be confirmed. */
export default async function SyncPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const id = oneOf(query.job)
  const here = `/redundancy/partner/sync${id ? `?job=${encodeURIComponent(id)}` : ''}`
  await requireUser(here)
  const speaker = await getSpeaker()
  const job = pairDesk().job(id)
  const { t, language } = speaker
  if (!job) return <Gone speaker={speaker} />
  const at = <LocalTime at={job.startedAt} language={language} />
  return (
    <div className="flex flex-col gap-4">
      <PairHead title={t(job.what === 'together' ? 'together.title' : 'partner.sync.title')} speaker={speaker} />
      <ProblemNotice query={query} />
      <SaidNotice query={query} speaker={speaker} />
      {job.end === null && (
        <>
          <noscript>
            <meta httpEquiv="refresh" content={String(EVERY_SEC * 2)} />
          </noscript>
          <AutoUpdate intervalSec={EVERY_SEC} readAt={Date.now()} probe="/api/v1/status">
            <Notice kind="bad" title={t('panels.update.stale')} />
          </AutoUpdate>
          <Notice
            kind="info"
            role="status"
            title={t(job.what === 'together' ? 'together.running' : 'partner.sync.running', { address: job.address })}
          >
            <p>{t(`sync.step.${job.step}`, { address: job.address })}</p>
            <p>
              <a href={here}>{t('partner.sync.again')}</a>
            </p>
          </Notice>
        </>
      )}
      {job.end && <JobEndView job={job} end={job.end} applied={oneOf(query.applied)} speaker={speaker} />}
      {job.files.length > 0 && (
        <Card
          title={t('partner.sync.progress')}
          aside={rich(t, 'partner.sync.journal', { at }, { user: job.user })}
          flush
        >
          <JobFiles job={job} speaker={speaker} />
        </Card>
      )}
    </div>
  )
}

function Gone({ speaker }: { speaker: Speaker }) {
  const { t } = speaker
  return (
    <div className="flex flex-col gap-4">
      <PairHead title={t('partner.sync.title')} speaker={speaker} />
      <EmptyState
        title={t('partner.sync.gone')}
        action={<ButtonLink href="/redundancy/partner">{t('partner.title')}</ButtonLink>}
      >
        {t('partner.sync.gone.hint')}
      </EmptyState>
    </div>
  )
}
