import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { NumberInput, Radios, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { MaskSelect } from '@/components/form/mask-select'
import { Card } from '@/components/ui/card'
import { join } from '@/components/ui/join'
import { PageHead } from '@/components/ui/page-head'
import { CutsNotice } from '../_save/cuts-notice'
import { type FieldProps, fieldProps } from '../_save/field-props'
import { FileProblems, SaveNotice } from '../_save/notices'
import { openConfig } from '../_save/open'
import type { ConfigFile } from '../_save/panel'
import { PanelForm } from '../_save/panel-form'
import { panelView } from '../_save/view'
import type { Query } from '../query'
import { saveGlobal } from './actions'
import { GLOBAL_PANEL } from './panel'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.global.title') }
}

type FieldOf = (name: string) => FieldProps

/** GLOBAL SETTINGS. */
export default async function GlobalPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/global')
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file, revision } = await openConfig()
  const view = panelView(GLOBAL_PANEL, file, { path: '' }, speaker)
  const of = fieldProps(GLOBAL_PANEL, view, speaker)
  const query = await searchParams
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('forms.global.title')}
        lead={
          <>
            {t('forms.global.lead')}{' '}
            <a href="/alerts" className="underline">
              {t('alerts.panel.link')}
            </a>
          </>
        }
      />
      <SaveNotice query={query} speaker={speaker} />
      <CutsNotice speaker={speaker} />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={saveGlobal}
        here="/global"
        cancelHref="/global"
        label={t('forms.global.title')}
        view={view}
        revision={revision}
        at={[]}
        speaker={speaker}
        query={query}
      >
        <Card title={t('forms.global.environment')} flush>
          <Field {...of('primary')}>
            <TextInput width="address" figure />
          </Field>
          <Field {...of('primary_private')} mark={t('forms.mayBeBlank')}>
            <TextInput width="address" figure />
          </Field>
        </Card>
        <Timeouts of={of} speaker={speaker} />
        <NetworkType of={of} file={file} speaker={speaker} />
        <NatRouter of={of} file={file} speaker={speaker} />
      </PanelForm>
    </div>
  )
}

function Timeouts({ of, speaker: { t } }: { of: FieldOf; speaker: Speaker }) {
  return (
    <Card title={t('forms.global.timeouts')} flush>
      <p className="max-w-[75ch] px-4 pt-2 text-sm text-muted">{t('forms.global.timeoutsLead')}</p>
      {['tcp_timeout', 'tcpfin_timeout', 'udp_timeout'].map((name) => (
        <Field key={name} {...of(name)} unit={t('forms.seconds')}>
          <NumberInput />
        </Field>
      ))}
    </Card>
  )
}

const TYPES = ['nat', 'direct', 'tunnel'] as const

function NetworkType({ of, file, speaker: { t } }: { of: FieldOf; file: ConfigFile; speaker: Speaker }) {
  const raw = file.raw('network')
  const field = of('network')
  const word = TYPES.find((one) => one === field.value)
  const help = raw === undefined ? t('forms.global.network.unset') : field.help
  return (
    <Card
      title={t('forms.global.forwarding')}
      aside={t('forms.global.current', { type: word ? t(`forms.network.${word}`) : field.value })}
      flush
    >
      <Field {...field} help={help} group wide>
        <Radios
          options={TYPES.map((value) => ({
            value,
            label: t(`forms.network.${value}`),
            hint: t(`forms.network.${value}.hint`),
          }))}
        />
      </Field>
    </Card>
  )
}

/** Hidden by the style sheet alone while another type is chosen: without it (w3m) the note says when it counts. */
function NatRouter({ of, file, speaker: { t } }: { of: FieldOf; file: ConfigFile; speaker: Speaker }) {
  const fields = ['nat_address', 'nat_device', 'nat_nmask'].map(of)
  const used =
    file.config.virtuals.some((one) => one.values.forward === 'nat') || fields.some((one) => one.problems.length > 0)
  return (
    <div className={join(!used && 'hidden group-has-[input[value=nat]:checked]/form:block')}>
      <Card title={t('forms.global.nat')} flush>
        <p className="max-w-[75ch] px-4 pt-2 text-sm text-muted">{t('forms.global.natNote')}</p>
        <Field {...of('nat_address')}>
          <TextInput width="address" figure />
        </Field>
        <Field {...of('nat_nmask')}>
          <MaskSelect unused={t('forms.unused')} ipv6={t('forms.prefixGroup')} foreign={t('forms.fromFile')} />
        </Field>
        <Field {...of('nat_device')}>
          <TextInput width="address" figure placeholder="eth1:1" />
        </Field>
      </Card>
    </div>
  )
}
