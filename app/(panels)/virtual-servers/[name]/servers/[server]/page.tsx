import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSpeaker } from '@/app/_server/language'
import { PageHead } from '@/components/ui/page-head'
import { slugFrom } from '../../../../_save/blocks'
import { fieldProps } from '../../../../_save/field-props'
import { FileProblems } from '../../../../_save/notices'
import { PanelForm } from '../../../../_save/panel-form'
import { panelView } from '../../../../_save/view'
import { inheritedPort, ServerFields, serverHelp } from '../../../_parts/server-fields'
import { openServer, type PageProps } from '../../../_parts/virtual-page'
import { saveServer } from '../../../actions'
import { below, listField, listUrl } from '../../../list'
import { SERVER_PANEL } from '../../../panel'

type Props = PageProps<{ name: string; server: string }>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).server)} · ${(await getSpeaker()).t('forms.server.title')}` }
}

/** VIRTUAL SERVERS → REAL SERVER → EDIT. */
export default async function RealServerPage(page: Props) {
  const { file, revision, speaker, slug, block, serverSlug, server, here, query, view: from } = await openServer(page)
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
          { href: listUrl(from), label: t('forms.virtuals.title') },
          { href: below(from, slug, 'servers'), label: block.label },
        ]}
        crumbsLabel={t('forms.crumbs')}
      />
      <FileProblems problems={view.elsewhere} speaker={speaker} />
      <PanelForm
        action={saveServer}
        here={here}
        cancelHref={below(from, slug, 'servers')}
        label={t('forms.server.title')}
        view={view}
        revision={revision}
        at={[slug, serverSlug]}
        list={listField(from)}
        speaker={speaker}
        query={query}
      >
        <ServerFields of={(name) => props(name, help(name))} inherited={inheritedPort(file, block)} speaker={speaker} />
      </PanelForm>
    </div>
  )
}
