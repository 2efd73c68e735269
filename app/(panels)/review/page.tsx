import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { draftOf } from '@/app/_server/drafts'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { FileDiff } from '@/components/lvs/file-diff'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import type { Status } from '@/lib/api/types'
import { FILE_NAMES } from '@/lib/store'
import { CutsNotice } from '../_save/cuts-notice'
import { loadStatus } from '../live'
import { SaidNotice } from '../redundancy/partner/said'
import { loadSides } from './files'
import { ReviewHead } from './review-head'
import { ReviewPlan } from './review-plan'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('panels.nav.review') }
}

/** REVIEW AND APPLY: what will happen, what was edited, and the button. */
export default async function ReviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/review')
  const query = await searchParams
  const [speaker, status, plan, token, draft] = await Promise.all([
    getSpeaker(),
    loadStatus(),
    agentClient().plan(),
    formToken(),
    draftOf(query.draft, '/review'),
  ])
  const { t, code } = speaker
  const failed = !status.ok ? status : !plan.ok ? plan : null
  return (
    <>
      {status.ok ? <ReviewHead status={status.value} /> : <PageHead title={t('panels.nav.review')} />}
      <ProblemNotice query={query} />
      <SaidNotice query={query} speaker={speaker} />
      <CutsNotice speaker={speaker} />
      {failed && <AgentAway say={t} why={code(failed.code, failed.params)} />}
      {status.ok && plan.ok && (
        <ReviewPlan plan={plan.value} status={status.value} token={token} draft={draft}>
          <Diffs running={status.value.running} />
        </ReviewPlan>
      )}
    </>
  )
}

/** The three files, running against saved. */
async function Diffs({ running }: { running: Status['running'] }) {
  const { t } = await getSpeaker()
  const { saved, running: before } = await loadSides(running)
  if (before === null)
    return (
      <Card title={t('panels.review.files')}>{t('panels.review.noRunning', { number: String(running?.number) })}</Card>
    )
  if (FILE_NAMES.every((name) => saved[name] === before[name]))
    return <Card title={t('panels.review.files')}>{t('panels.review.unchanged')}</Card>
  return FILE_NAMES.map((name) => <FileDiff key={name} say={t} file={name} before={before[name]} after={saved[name]} />)
}
