import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { Checkbox, NumberInput, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { type FieldProps, fieldProps } from '../_save/field-props'
import { HiddenFields } from '../_save/hidden-fields'
import { FileProblems, type Query, SaveNotice } from '../_save/notices'
import { openConfig } from '../_save/open'
import type { ConfigFile } from '../_save/panel'
import { PanelForm } from '../_save/panel-form'
import { panelView } from '../_save/view'
import { ActiveBadge } from '../virtual-servers/_parts/active-badge'
import { redundancyButtons, saveRedundancy } from './actions'
import { REDUNDANCY_PANEL } from './panel'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.redundancy.title') }
}

type FieldOf = (name: string) => FieldProps

/** REDUNDANCY: the backup router, its heartbeats and the connection sync. */
export default async function RedundancyPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/redundancy')
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file, revision } = await openConfig()
  const view = panelView(REDUNDANCY_PANEL, file, { path: '' }, speaker)
  const of = fieldProps(REDUNDANCY_PANEL, view, speaker)
  const query = await searchParams
  const enabled = file.config.global.backup_active === true
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('forms.redundancy.title')} lead={t('forms.redundancy.lead')} />
      <SaveNotice query={query} speaker={speaker} />
      <Notice kind="info">{t('forms.redundancy.notYet')}</Notice>
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

/** Piranha's `Backup: active`, with ENABLE; active, with DISABLE and RESET. */
async function BackupSwitch({ enabled, revision, speaker }: { enabled: boolean; revision: string; speaker: Speaker }) {
  const { t } = speaker
  const buttons = (
    <form
      action={redundancyButtons}
      className="flex flex-wrap items-center gap-2"
      aria-label={t('forms.redundancy.backupRouter')}
    >
      <HiddenFields revision={revision} back="/redundancy" />
      {enabled ? (
        <>
          <Button name="do" value="disable">
            {t('forms.redundancy.disable')}
          </Button>{' '}
          <Button name="do" value="reset" kind="danger-plain">
            {t('forms.redundancy.reset')}
          </Button>
        </>
      ) : (
        <Button name="do" value="enable" kind="main">
          {t('forms.redundancy.enable')}
        </Button>
      )}
    </form>
  )
  if (!enabled)
    return (
      <Card title={t('forms.redundancy.backupRouter')} aside={t('forms.inactive')}>
        <EmptyState title={t('forms.redundancy.none')} action={buttons}>
          {t('forms.redundancy.noneLead')}
        </EmptyState>
      </Card>
    )
  return (
    <Card title={t('forms.redundancy.backupRouter')}>
      <div className="flex flex-col gap-3">
        <p>
          {t('forms.redundancy.backup.state')} <ActiveBadge active speaker={speaker} />
        </p>
        {buttons}
        <p className="max-w-[75ch] text-sm text-muted">{t('forms.redundancy.resetNote')}</p>
      </div>
    </Card>
  )
}

/** The private address is asked for only when the primary has one, as in Piranha; one that stands in the file is never hidden. */
function Partner({ of, file, speaker: { t } }: { of: FieldOf; file: ConfigFile; speaker: Speaker }) {
  const both = file.raw('primary_private') !== undefined || file.raw('backup_private') !== undefined
  return (
    <Card title={t('forms.redundancy.partner')} flush>
      <Field {...of('backup')}>
        <TextInput width="address" figure placeholder="192.0.2.3" />
      </Field>
      {both ? (
        <Field {...of('backup_private')} mark={t('forms.mayBeBlank')}>
          <TextInput width="address" figure />
        </Field>
      ) : (
        <p className="max-w-[75ch] px-4 py-2 text-sm text-muted">
          {t('forms.redundancy.noPrivate')} <a href="/global">{t('forms.global.title')}</a>
        </p>
      )}
    </Card>
  )
}

function Heartbeat({ of, speaker: { t } }: { of: FieldOf; speaker: Speaker }) {
  return (
    <Card title={t('forms.redundancy.heartbeat')} flush>
      <Field {...of('keepalive')} unit={t('forms.seconds')}>
        <NumberInput placeholder="2" />
      </Field>
      <Field {...of('deadtime')} unit={t('forms.seconds')}>
        <NumberInput placeholder="5" />
      </Field>
      <Field {...of('heartbeat_port')}>
        <NumberInput placeholder="539" />
      </Field>
      <Field {...of('monitor_links')} group>
        <Checkbox label={t('forms.redundancy.monitor_links.box')} />
      </Field>
    </Card>
  )
}

function SyncDaemon({ of, speaker: { t } }: { of: FieldOf; speaker: Speaker }) {
  return (
    <Card title={t('forms.redundancy.sync')} flush>
      <Field {...of('syncdaemon')} group>
        <Checkbox label={t('forms.redundancy.syncdaemon.box')} />
      </Field>
      <Field {...of('syncd_iface')}>
        <TextInput width="address" figure placeholder="eth0" />
      </Field>
      <Field {...of('syncd_id')}>
        <NumberInput placeholder="0" />
      </Field>
    </Card>
  )
}
