import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSpeaker } from '@/app/_server/language'
import { PageHead } from '@/components/ui/page-head'
import { fieldProps } from '../../../../_save/field-props'
import { FileProblems } from '../../../../_save/notices'
import { PanelForm } from '../../../../_save/panel-form'
import { panelView } from '../../../../_save/view'
import { inheritedPort, ServerFields, serverHelp } from '../../../_parts/server-fields'
import { openVirtual, type PageProps } from '../../../_parts/virtual-page'
import { addServer } from '../../../actions'
import { below, listField, listUrl } from '../../../list'
import { NEW_SERVER_PANEL } from '../../../panel'

type Props = PageProps<{ name: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.server.new') }
}

/** REAL SERVER, ADD: nothing is written before it is accepted. */
export default async function NewServerPage(page: Props) {
  const { file, revision, speaker, slug, block, here, query, view: from } = await openVirtual(page, 'servers', 'new')
  const { t } = speaker
  const target = NEW_SERVER_PANEL.target(file, [slug])
  if (!target) notFound()
  const view = panelView(NEW_SERVER_PANEL, file, target, speaker)
  const props = fieldProps(NEW_SERVER_PANEL, view, speaker)
  const help = serverHelp(file, block)
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('forms.server.new')}
        crumbs={[
          { href: listUrl(from), label: t('forms.virtuals.title') },
          { href: below(from, slug, 'servers'), label: block.label },
        ]}
        crumbsLabel={t('forms.crumbs')}
        lead={t('forms.server.newLead')}
      />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={addServer}
        here={here}
        cancelHref={below(from, slug, 'servers')}
        label={t('forms.server.new')}
        view={view}
        revision={revision}
        at={[slug]}
        list={listField(from)}
        speaker={speaker}
        query={query}
      >
        <ServerFields
          of={(name) => props(name, help(name))}
          inherited={inheritedPort(file, block)}
          speaker={speaker}
          fresh
        />
      </PanelForm>
    </div>
  )
}
