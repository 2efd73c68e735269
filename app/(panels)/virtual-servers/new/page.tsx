import type { Metadata } from 'next'
import { getSpeaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { PageHead } from '@/components/ui/page-head'
import { fieldProps } from '../../_save/field-props'
import { FileProblems } from '../../_save/notices'
import { openConfig } from '../../_save/open'
import { PanelForm } from '../../_save/panel-form'
import { panelView } from '../../_save/view'
import type { Query } from '../../query'
import { globalTypeWord } from '../_parts/global-type'
import { BalancingFields, FailingFields, ServiceFields } from '../_parts/virtual-fields'
import { virtualHelp } from '../_parts/virtual-help'
import { addVirtual } from '../actions'
import { below, listField, listUrl, listView } from '../list'
import { NEW_VIRTUAL_PANEL } from '../panel'
import { freeDevice } from '../rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.virtual.new') }
}

/** VIRTUAL SERVERS, ADD: the whole form with Piranha's presets; nothing is written before it is accepted. */
export default async function NewVirtualPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const from = listView(query)
  const here = below(from, 'new')
  await requireUser(here)
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file, revision } = await openConfig()
  const target = NEW_VIRTUAL_PANEL.target(file, [])
  if (!target) throw new Error('a new virtual server always has a place')
  const view = panelView(NEW_VIRTUAL_PANEL, file, target, speaker)
  view.values.device = freeDevice(file.config)
  const props = fieldProps(NEW_VIRTUAL_PANEL, view, speaker)
  const help = virtualHelp(file, null)
  const of = (name: string) => props(name, help(name))
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('forms.virtual.new')}
        crumbs={[{ href: listUrl(from), label: t('forms.virtuals.title') }]}
        crumbsLabel={t('forms.crumbs')}
        lead={t('forms.virtual.newLead')}
      />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={addVirtual}
        here={here}
        cancelHref={listUrl(from)}
        label={t('forms.virtual.new')}
        view={view}
        revision={revision}
        at={[]}
        list={listField(from)}
        speaker={speaker}
        query={query}
      >
        <ServiceFields of={of} speaker={speaker} fresh />
        <FailingFields of={of} speaker={speaker} />
        <BalancingFields of={of} speaker={speaker} globalType={globalTypeWord(file, speaker)} />
      </PanelForm>
    </div>
  )
}
