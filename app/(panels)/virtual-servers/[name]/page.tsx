import type { Metadata } from 'next'
import { getSpeaker } from '@/app/_server/language'
import { slugFrom } from '../../_save/blocks'
import { fieldProps } from '../../_save/field-props'
import { FileProblems, SaveNotice } from '../../_save/notices'
import { PanelForm } from '../../_save/panel-form'
import { panelView } from '../../_save/view'
import type { Query } from '../../query'
import { globalTypeWord } from '../_parts/global-type'
import { BalancingFields, FailingFields, ServiceFields } from '../_parts/virtual-fields'
import { VirtualHead } from '../_parts/virtual-head'
import { virtualHelp } from '../_parts/virtual-help'
import { openVirtual } from '../_parts/virtual-page'
import { saveVirtual } from '../actions'
import { VIRTUAL_PANEL } from '../panel'

type Props = { params: Promise<{ name: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).name)} · ${(await getSpeaker()).t('forms.virtual.title')}` }
}

/** VIRTUAL SERVERS → VIRTUAL SERVER. */
export default async function VirtualServerPage({ params, searchParams }: Props) {
  const { file, revision, speaker, slug, block, here } = await openVirtual(params)
  const target = VIRTUAL_PANEL.target(file, [slug])
  if (!target) throw new Error('the block was found a moment ago')
  const view = panelView(VIRTUAL_PANEL, file, target, speaker)
  const props = fieldProps(VIRTUAL_PANEL, view, speaker)
  const help = virtualHelp(file, block)
  const of = (name: string) => props(name, help(name))
  const query = await searchParams
  return (
    <div className="flex flex-col gap-4">
      <VirtualHead file={file} block={block} revision={revision} current="virtual" speaker={speaker} />
      <SaveNotice query={query} speaker={speaker} text={file.text} />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={saveVirtual}
        here={here}
        cancelHref="/virtual-servers"
        label={speaker.t('forms.virtual.title')}
        view={view}
        revision={revision}
        at={[slug]}
        speaker={speaker}
        query={query}
      >
        <ServiceFields of={of} speaker={speaker} />
        <FailingFields of={of} speaker={speaker} />
        <BalancingFields of={of} speaker={speaker} globalType={globalTypeWord(file, speaker)} />
      </PanelForm>
    </div>
  )
}
