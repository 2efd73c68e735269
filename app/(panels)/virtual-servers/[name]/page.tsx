import type { Metadata } from 'next'
import { getSpeaker } from '@/app/_server/language'
import { slugFrom } from '../../_save/blocks'
import { fieldProps } from '../../_save/field-props'
import { FileProblems, SaveNotice } from '../../_save/notices'
import { PanelForm } from '../../_save/panel-form'
import { panelView } from '../../_save/view'
import { globalTypeWord } from '../_parts/global-type'
import { BalancingFields, FailingFields, ServiceFields } from '../_parts/virtual-fields'
import { VirtualHead } from '../_parts/virtual-head'
import { virtualHelp } from '../_parts/virtual-help'
import { openVirtual, type PageProps } from '../_parts/virtual-page'
import { saveVirtual } from '../actions'
import { listField, listUrl } from '../list'
import { VIRTUAL_PANEL } from '../panel'

type Props = PageProps<{ name: string }>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).name)} · ${(await getSpeaker()).t('forms.virtual.title')}` }
}

/** VIRTUAL SERVERS → VIRTUAL SERVER. */
export default async function VirtualServerPage(page: Props) {
  const { file, revision, speaker, slug, block, here, query, view: from } = await openVirtual(page)
  const target = VIRTUAL_PANEL.target(file, [slug])
  if (!target) throw new Error('the block was found a moment ago')
  const view = panelView(VIRTUAL_PANEL, file, target, speaker)
  const props = fieldProps(VIRTUAL_PANEL, view, speaker)
  const help = virtualHelp(file, block)
  const of = (name: string) => props(name, help(name))
  return (
    <div className="flex flex-col gap-4">
      <VirtualHead file={file} block={block} revision={revision} current="virtual" view={from} speaker={speaker} />
      <SaveNotice query={query} speaker={speaker} text={file.text} />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={saveVirtual}
        here={here}
        cancelHref={listUrl(from)}
        label={speaker.t('forms.virtual.title')}
        view={view}
        revision={revision}
        at={[slug]}
        list={listField(from)}
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
