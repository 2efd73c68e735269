import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSpeaker } from '@/app/_server/language'
import { PageHead } from '@/components/ui/page-head'
import { slugFrom, virtualUrl } from '../../../../_save/blocks'
import { fieldProps } from '../../../../_save/field-props'
import { FileProblems } from '../../../../_save/notices'
import { PanelForm } from '../../../../_save/panel-form'
import { panelView } from '../../../../_save/view'
import { inheritedPort, ServerFields, serverHelp } from '../../../_parts/server-fields'
import { openServer } from '../../../_parts/virtual-page'
import { saveServer } from '../../../actions'
import { SERVER_PANEL } from '../../../panel'

type Props = { params: Promise<{ name: string; server: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).server)} · ${(await getSpeaker()).t('forms.server.title')}` }
}

/** VIRTUAL SERVERS → REAL SERVER → EDIT. */
export default async function RealServerPage({ params }: Props) {
  const { file, revision, speaker, slug, block, serverSlug, server, here } = await openServer(params)
  const { t } = speaker
  const target = SERVER_PANEL.target(file, [slug, serverSlug])
  if (!target) notFound()
  const view = panelView(SERVER_PANEL, file, target, speaker)
  const props = fieldProps(SERVER_PANEL, view, speaker)
  const help = serverHelp(file, block)
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={
          <>
            {t('forms.server.title')} <span className="figure">{server.label}</span>
          </>
        }
        crumbs={[
          { href: '/virtual-servers', label: t('forms.virtuals.title') },
          { href: virtualUrl(slug, 'servers'), label: block.label },
        ]}
        crumbsLabel={t('forms.crumbs')}
      />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={saveServer}
        here={here}
        cancelHref={virtualUrl(slug, 'servers')}
        label={t('forms.server.title')}
        view={view}
        revision={revision}
        at={[slug, serverSlug]}
        speaker={speaker}
        query={{}}
      >
        <ServerFields of={(name) => props(name, help(name))} inherited={inheritedPort(file, block)} speaker={speaker} />
      </PanelForm>
    </div>
  )
}
