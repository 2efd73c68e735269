import type { Speaker } from '@/app/_server/language'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { CHECK_FOLDER, OWN_CHECK_FOLDERS, type Preset } from '@/lib/health/presets'
import type { VirtualValues } from '@/lib/lvscf/model'
import { withQuery } from '../../_save/with-query'
import { presetLines, presetsFor } from './presets'

type Props = { values: VirtualValues; here: string; speaker: Speaker }

/** Ready-made checks: each a link that fills in the form, so that it works without JavaScript too. */
export function PresetsCard({ values, here, speaker }: Props) {
  const { t } = speaker
  const { fitting, others } = presetsFor(values)
  const otherTitle = t('forms.presets.others', { count: others.length })
  return (
    <Card title={t('forms.presets.title')} flush>
      <p className="max-w-[90ch] px-4 py-2.5 text-sm text-muted">{t('forms.presets.lead')}</p>
      <PresetTable caption={t('forms.presets.title')} presets={fitting} here={here} speaker={speaker} />
      <details className="border-t border-line">
        <summary className="px-4 py-2">{otherTitle}</summary>
        <PresetTable caption={otherTitle} presets={others} here={here} speaker={speaker} />
      </details>
      <div className="border-t border-line px-4 py-2">
        <p className="max-w-[90ch] text-sm text-muted">
          {t('forms.presets.inside', { folder: CHECK_FOLDER, folders: OWN_CHECK_FOLDERS.join(', ') })}
        </p>
      </div>
    </Card>
  )
}

type TableProps = Omit<Props, 'values'> & { caption: string; presets: readonly Preset[] }

function PresetTable({ caption, presets, here, speaker: { t } }: TableProps) {
  const [name, well, fills] = [t('forms.presets.name'), t('forms.presets.well'), t('forms.presets.fills')]
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          <Th>{name}</Th>
          <Th>{well}</Th>
          <Th>{fills}</Th>
        </tr>
      </thead>
      <tbody>
        {presets.map((preset) => (
          <Tr key={preset.name}>
            <Th scope="row" label={name} className="align-top">
              <ButtonLink
                href={withQuery(here, 'preset', preset.name)}
                title={t('forms.presets.use', { name: preset.name })}
                className="whitespace-nowrap"
              >
                {preset.name}
              </ButtonLink>
            </Th>
            <Td label={well} className="wide max-w-[60ch] align-top">
              {t(`forms.preset.${preset.name}`)}
            </Td>
            <Td label={fills} className="wide align-top">
              {presetLines(preset).length === 0 && t('forms.presets.blank')}
              {presetLines(preset).map((line) => (
                <code key={line} className="block wrap-anywhere">
                  {line}
                </code>
              ))}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
