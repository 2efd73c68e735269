import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSpeaker } from '@/app/_server/language'
import { ScriptTable } from '@/components/form/script-table'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { slugFrom } from '../../../_save/blocks'
import { fieldProps } from '../../../_save/field-props'
import { FileProblems, SaveNotice } from '../../../_save/notices'
import { PanelForm } from '../../../_save/panel-form'
import { panelView } from '../../../_save/view'
import { MonitorOutcome } from '../../../monitors/outcome'
import { oneOf } from '../../../query'
import { presetNamed, presetValues } from '../../_parts/presets'
import { PresetsCard } from '../../_parts/presets-card'
import { TryCard } from '../../_parts/try-card'
import { VirtualHead } from '../../_parts/virtual-head'
import { openVirtual, type PageProps } from '../../_parts/virtual-page'
import { saveScripts } from '../../actions'
import { below, listField } from '../../list'
import { SCRIPTS_PANEL } from '../../panel'

type Props = PageProps<{ name: string }>

const ROWS = ['send_program', 'send', 'expect'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).name)} · ${(await getSpeaker()).t('forms.scripts.title')}` }
}

/** VIRTUAL SERVERS → MONITORING SCRIPTS: what is saved beside what shall take its place. */
export default async function ScriptsPage(page: Props) {
  const { file, revision, speaker, slug, block, here, query, view: from } = await openVirtual(page, 'scripts')
  const { t } = speaker
  const target = SCRIPTS_PANEL.target(file, [slug])
  if (!target) notFound()
  const view = panelView(SCRIPTS_PANEL, file, target, speaker)
  const virtual = file.config.virtuals[block.index]
  const preset = presetNamed(query.preset)
  const filled = preset ? { ...view, values: { ...view.values, ...presetValues(preset) } } : view
  const of = fieldProps(SCRIPTS_PANEL, filled, speaker)
  const regex = of('use_regex')
  const now = view.values.use_regex ?? '0'
  const ticked = ({ '0': 'common.no', '1': 'common.yes' } as Record<string, 'common.no' | 'common.yes'>)[now]
  return (
    <div className="flex flex-col gap-4">
      <VirtualHead file={file} block={block} revision={revision} current="scripts" view={from} speaker={speaker} />
      <SaveNotice query={query} speaker={speaker} />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <MonitorOutcome id={oneOf(query, 'done')} />
      {preset && <Notice kind="info">{t('forms.presets.filled', { name: preset.name })}</Notice>}
      <PanelForm
        action={saveScripts}
        here={here}
        cancelHref={below(from, slug)}
        label={t('forms.scripts.title')}
        view={view}
        revision={revision}
        at={[slug]}
        list={listField(from)}
        speaker={speaker}
        query={query}
      >
        <Card title={t('forms.scripts.caption')} flush>
          <ScriptTable
            words={{
              caption: t('forms.scripts.caption'),
              what: t('forms.scripts.what'),
              current: t('forms.scripts.current'),
              replacement: t('forms.scripts.replacement'),
              none: t('forms.scripts.none'),
            }}
            tick={{
              ...regex,
              current: ticked === undefined ? now : t(ticked),
              tickLabel: t('forms.scripts.use_regex.label'),
            }}
            rows={ROWS.map((name) => ({
              ...of(name),
              current: view.values[name] ?? '',
              clear: t(`forms.scripts.${name}.clear`),
            }))}
          />
        </Card>
      </PanelForm>
      {virtual && <TryCard virtual={virtual} here={here} speaker={speaker} />}
      <PresetsCard values={virtual?.values ?? {}} here={here} speaker={speaker} />
    </div>
  )
}
