import type { Metadata } from 'next'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { PageHead } from '@/components/ui/page-head'
import { CutsNotice } from '../_save/cuts-notice'
import { fieldProps } from '../_save/field-props'
import { FileProblems, SaveNotice } from '../_save/notices'
import { openConfig } from '../_save/open'
import { PanelForm } from '../_save/panel-form'
import { panelView } from '../_save/view'
import { Outcome } from '../control-notices'
import { intervalFor } from '../interval'
import { loadStatus } from '../live'
import type { Query } from '../query'
import { saveRedundancy } from './actions'
import { BackupSwitch } from './backup-switch'
import { Heartbeat, Partner, SyncDaemon } from './fields'
import { LivePair } from './live'
import { REDUNDANCY_PANEL } from './panel'
import { SyncCard } from './partner/sync-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.redundancy.title') }
}

/** REDUNDANCY: what the pair does now, then the backup router, its heartbeats and the connection sync. */
export default async function RedundancyPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/redundancy')
  const [speaker, { file, revision }, status, token, interval, query] = await Promise.all([
    getSpeaker(),
    openConfig(),
    loadStatus(),
    formToken(),
    intervalFor(undefined),
    searchParams,
  ])
  const { t, code } = speaker
  const view = panelView(REDUNDANCY_PANEL, file, { path: '' }, speaker)
  const of = fieldProps(REDUNDANCY_PANEL, view, speaker)
  const enabled = file.config.global.backup_active === true
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('forms.redundancy.title')} lead={t('forms.redundancy.lead')} />
      <SaveNotice query={query} speaker={speaker} />
      <Outcome id={[query.done].flat().at(-1)} />
      <CutsNotice speaker={speaker} />
      {status.ok ? (
        <LivePair
          status={status.value}
          token={token}
          intervalSec={interval.auto ? interval.seconds : null}
          speaker={speaker}
        />
      ) : (
        <AgentAway say={t} why={code(status.code, status.params)} />
      )}
      <SyncCard speaker={speaker} />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <BackupSwitch enabled={enabled} revision={revision} speaker={speaker} />
      {enabled && (
        <PanelForm
          action={saveRedundancy}
          here="/redundancy"
          cancelHref="/redundancy"
          label={t('forms.redundancy.title')}
          view={view}
          revision={revision}
          at={[]}
          speaker={speaker}
          query={query}
        >
          <Partner of={of} file={file} speaker={speaker} />
          <Heartbeat of={of} speaker={speaker} />
          <SyncDaemon of={of} speaker={speaker} />
        </PanelForm>
      )}
    </div>
  )
}
