import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSpeaker } from '@/app/_server/language'
import { PageHead } from '@/components/ui/page-head'
import { virtualUrl } from '../../../../_save/blocks'
import { fieldProps } from '../../../../_save/field-props'
import { FileProblems } from '../../../../_save/notices'
import { PanelForm } from '../../../../_save/panel-form'
import { panelView } from '../../../../_save/view'
import { inheritedPort, ServerFields, serverHelp } from '../../../_parts/server-fields'
import { openVirtual } from '../../../_parts/virtual-page'
import { addServer } from '../../../actions'
import { NEW_SERVER_PANEL } from '../../../panel'

type Props = { params: Promise<{ name: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.server.new') }
}

/** REAL SERVER, ADD: nothing is written before it is accepted. */
export default async function NewServerPage({ params }: Props) {
  const { file, revision, speaker, slug, block, here } = await openVirtual(params, 'servers', 'new')
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
          { href: '/virtual-servers', label: t('forms.virtuals.title') },
          { href: virtualUrl(slug, 'servers'), label: block.label },
        ]}
        crumbsLabel={t('forms.crumbs')}
        lead={t('forms.server.newLead')}
      />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={addServer}
        here={here}
        cancelHref={virtualUrl(slug, 'servers')}
        label={t('forms.server.new')}
        view={view}
        revision={revision}
        at={[slug]}
        speaker={speaker}
        query={{}}
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
