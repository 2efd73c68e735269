import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { RadioTable } from '@/components/form/radio-table'
import { Pages } from '@/components/lvs/pages'
import { pageOf } from '@/components/lvs/paging'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { slugFrom } from '../../../_save/blocks'
import { HiddenFields } from '../../../_save/hidden-fields'
import { FileProblems, SaveNotice } from '../../../_save/notices'
import { ActiveBadge } from '../../_parts/active-badge'
import { ErrorsBadge } from '../../_parts/errors-badge'
import { RowButtons } from '../../_parts/row-buttons'
import { VirtualHead } from '../../_parts/virtual-head'
import { openVirtual, type PageProps } from '../../_parts/virtual-page'
import { below, listField, listUrl, PAGE_ROWS } from '../../list'
import { serverButtons } from '../../list-actions'
import { type ServerRow, serverRows } from '../../rows'

type Props = PageProps<{ name: string }>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).name)} · ${(await getSpeaker()).t('forms.virtual.tabServers')}` }
}

/** VIRTUAL SERVERS → REAL SERVER: the list with ADD, DELETE, EDIT, (DE)ACTIVATE, CANCEL. */
export default async function RealServersPage(page: Props) {
  const { file, revision, speaker, slug, block, query, view } = await openVirtual(page, 'servers')
  const { t } = speaker
  const all = serverRows(file, block)
  const { rows, pages, current } = pageOf(all, PAGE_ROWS, view.servers)
  const shown = { ...view, servers: current }
  const href = (servers: number) => below({ ...view, servers }, slug, 'servers')
  const links = { say: t, pages, current, href }
  const inherited = file.raw(`${block.path}.port`) ?? '80'
  const caption = t('forms.servers.caption', { name: block.label })
  const add = below(shown, slug, 'servers', 'new')
  return (
    <div className="flex flex-col gap-4">
      <VirtualHead file={file} block={block} revision={revision} current="servers" view={shown} speaker={speaker} />
      <SaveNotice query={query} speaker={speaker} text={file.text} />
      <FileProblems problems={file.problems} speaker={speaker} all />
      {all.length === 0 ? (
        <Card title={caption}>
          <EmptyState
            title={t('forms.servers.none')}
            action={
              <ButtonLink href={add} kind="main">
                {t('forms.add')}
              </ButtonLink>
            }
          >
            {t('forms.servers.noneLead')}
          </EmptyState>
        </Card>
      ) : (
        <form action={serverButtons} className="flex flex-col gap-3" aria-label={caption}>
          <HiddenFields
            revision={revision}
            back={below(shown, slug, 'servers')}
            more={{ virtual: slug, list: listField(shown) }}
          />
          <Card
            title={caption}
            flush
            aside={pages.length < 2 ? <span className="figure">{all.length}</span> : <Pages {...links} />}
          >
            <ServerTable
              rows={rows}
              selected={all.length === 1 ? all[0]?.block.slug : undefined}
              href={(server) => below(shown, slug, 'servers', server)}
              caption={caption}
              inherited={inherited}
              speaker={speaker}
            />
          </Card>
          <Pages {...links} below />
          <RowButtons
            add={<ButtonLink href={add}>{t('forms.add')}</ButtonLink>}
            more={<ButtonLink href={listUrl(view)}>{t('forms.cancel')}</ButtonLink>}
            speaker={speaker}
          />
        </form>
      )}
    </div>
  )
}

type TableProps = {
  rows: readonly ServerRow[]
  /** the slug of the row that is selected when the page opens */
  selected?: string
  /** the page of a real server */
  href: (slug: string) => string
  caption: string
  inherited: string
  speaker: Speaker
}

function ServerTable({ rows, selected, href, caption, inherited, speaker }: TableProps) {
  const { t } = speaker
  return (
    <RadioTable
      name="pick"
      pick={t('forms.pick')}
      caption={caption}
      selected={selected}
      columns={[
        { key: 'status', label: t('forms.servers.status') },
        { key: 'name', label: t('forms.servers.name'), head: true },
        { key: 'address', label: t('forms.servers.address') },
        { key: 'port', label: t('forms.servers.port') },
        { key: 'weight', label: t('forms.servers.weight'), number: true },
      ]}
      rows={rows.map((row) => ({
        value: row.block.slug,
        label: t('forms.select', { name: row.block.label }),
        cells: [
          <ActiveBadge key="status" active={row.active} speaker={speaker} />,
          <span key="name" className="flex flex-wrap items-center gap-2">
            <a href={href(row.block.slug)}>{row.block.label}</a> <ErrorsBadge errors={row.errors} speaker={speaker} />
          </span>,
          <span key="address" className="figure">
            {row.address || '–'}
          </span>,
          <span key="port" className={row.port ? 'figure' : 'text-muted'}>
            {row.port || t('forms.servers.inherited', { port: inherited })}
          </span>,
          row.weight,
        ],
      }))}
    />
  )
}
