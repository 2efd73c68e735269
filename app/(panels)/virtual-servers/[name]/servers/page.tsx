import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { RadioTable } from '@/components/form/radio-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { slugFrom, virtualUrl } from '../../../_save/blocks'
import { HiddenFields } from '../../../_save/hidden-fields'
import { FileProblems, SaveNotice } from '../../../_save/notices'
import type { Query } from '../../../query'
import { ActiveBadge } from '../../_parts/active-badge'
import { ErrorsBadge } from '../../_parts/errors-badge'
import { RowButtons } from '../../_parts/row-buttons'
import { VirtualHead } from '../../_parts/virtual-head'
import { openVirtual } from '../../_parts/virtual-page'
import { serverButtons } from '../../list-actions'
import { type ServerRow, serverRows } from '../../rows'

type Props = { params: Promise<{ name: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${slugFrom((await params).name)} · ${(await getSpeaker()).t('forms.virtual.tabServers')}` }
}

/** VIRTUAL SERVERS → REAL SERVER: the list with ADD, DELETE, EDIT, (DE)ACTIVATE, CANCEL. */
export default async function RealServersPage({ params, searchParams }: Props) {
  const { file, revision, speaker, slug, block, here } = await openVirtual(params, 'servers')
  const { t } = speaker
  const rows = serverRows(file, block)
  const inherited = file.raw(`${block.path}.port`) ?? '80'
  const caption = t('forms.servers.caption', { name: block.label })
  const add = virtualUrl(slug, 'servers', 'new')
  return (
    <div className="flex flex-col gap-4">
      <VirtualHead file={file} block={block} revision={revision} current="servers" speaker={speaker} />
      <SaveNotice query={await searchParams} speaker={speaker} text={file.text} />
      <FileProblems problems={file.problems} speaker={speaker} all />
      {rows.length === 0 ? (
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
          <HiddenFields revision={revision} back={here} more={{ virtual: slug }} />
          <Card title={caption} aside={String(rows.length)} flush>
            <ServerTable rows={rows} slug={slug} caption={caption} inherited={inherited} speaker={speaker} />
          </Card>
          <RowButtons
            add={<ButtonLink href={add}>{t('forms.add')}</ButtonLink>}
            more={<ButtonLink href="/virtual-servers">{t('forms.cancel')}</ButtonLink>}
            speaker={speaker}
          />
        </form>
      )}
    </div>
  )
}

type TableProps = { rows: readonly ServerRow[]; slug: string; caption: string; inherited: string; speaker: Speaker }

function ServerTable({ rows, slug, caption, inherited, speaker }: TableProps) {
  const { t } = speaker
  return (
    <RadioTable
      name="pick"
      pick={t('forms.pick')}
      caption={caption}
      selected={rows.length === 1 ? rows[0]?.block.slug : undefined}
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
            <a href={virtualUrl(slug, 'servers', row.block.slug)}>{row.block.label}</a>{' '}
            <ErrorsBadge errors={row.errors} speaker={speaker} />
          </span>,
          <span key="address" className="figure">
            {row.address || '–'}
          </span>,
          <span key="port" className={row.port ? 'figure' : 'figure text-muted'}>
            {row.port || t('forms.servers.inherited', { port: inherited })}
          </span>,
          row.weight,
        ],
      }))}
    />
  )
}
