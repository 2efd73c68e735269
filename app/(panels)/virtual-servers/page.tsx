import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { RadioTable } from '@/components/form/radio-table'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Badge } from '@/components/ui/state-badge'
import { virtualUrl } from '../_save/blocks'
import { HiddenFields } from '../_save/hidden-fields'
import { FileProblems, type Query, SaveNotice } from '../_save/notices'
import { openConfig } from '../_save/open'
import { ActiveBadge } from './_parts/active-badge'
import { virtualButtons } from './list-actions'
import { type VirtualRow, virtualRows } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.virtuals.title') }
}

/** VIRTUAL SERVERS: the table with ADD, DELETE, EDIT and (DE)ACTIVATE. */
export default async function VirtualServersPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/virtual-servers')
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file, revision } = await openConfig()
  const rows = virtualRows(file)
  const query = await searchParams
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('forms.virtuals.title')} lead={t('forms.virtuals.lead')} />
      <SaveNotice query={query} speaker={speaker} text={file.text} />
      <FileProblems problems={file.problems} speaker={speaker} all />
      {rows.length === 0 ? (
        <Card title={t('forms.virtuals.caption')}>
          <EmptyState title={t('forms.virtuals.none')} action={<AddLink speaker={speaker} kind="main" />}>
            {t('forms.virtuals.noneLead')}
          </EmptyState>
        </Card>
      ) : (
        <form action={virtualButtons} className="flex flex-col gap-3" aria-label={t('forms.virtuals.caption')}>
          <HiddenFields revision={revision} back="/virtual-servers" />
          <Card title={t('forms.virtuals.caption')} aside={String(rows.length)} flush>
            <VirtualTable rows={rows} speaker={speaker} />
          </Card>
          <div className="flex flex-wrap items-center gap-2">
            <AddLink speaker={speaker} />{' '}
            <Button name="do" value="delete" kind="danger-plain">
              {t('forms.delete')}
            </Button>{' '}
            <Button name="do" value="edit">
              {t('forms.edit')}
            </Button>{' '}
            <Button name="do" value="toggle">
              {t('forms.toggle')}
            </Button>
          </div>
          <p className="max-w-[75ch] text-sm text-muted">{t('forms.tableNote')}</p>
        </form>
      )}
    </div>
  )
}

function AddLink({ speaker: { t }, kind }: { speaker: Speaker; kind?: 'main' }) {
  return (
    <ButtonLink href="/virtual-servers/new" kind={kind}>
      {t('forms.add')}
    </ButtonLink>
  )
}

function VirtualTable({ rows, speaker }: { rows: readonly VirtualRow[]; speaker: Speaker }) {
  const { t } = speaker
  return (
    <RadioTable
      name="pick"
      pick={t('forms.pick')}
      caption={t('forms.virtuals.caption')}
      selected={rows.length === 1 ? rows[0]?.block.slug : undefined}
      columns={[
        { key: 'status', label: t('forms.virtuals.status') },
        { key: 'name', label: t('forms.virtuals.name'), head: true },
        { key: 'vip', label: t('forms.virtuals.vip') },
        { key: 'netmask', label: t('forms.virtuals.netmask') },
        { key: 'port', label: t('forms.virtuals.port'), number: true },
        { key: 'protocol', label: t('forms.virtuals.protocol') },
        { key: 'interface', label: t('forms.virtuals.interface') },
        { key: 'servers', label: t('forms.virtuals.servers') },
      ]}
      rows={rows.map((row) => ({
        value: row.block.slug,
        label: t('forms.select', { name: row.block.label }),
        cells: cellsOf(row, speaker),
      }))}
    />
  )
}

function cellsOf(row: VirtualRow, speaker: Speaker) {
  const { t } = speaker
  const { servers } = row
  return [
    <ActiveBadge key="status" active={row.active} speaker={speaker} />,
    <span key="name" className="flex flex-wrap items-center gap-2">
      <a href={virtualUrl(row.block.slug)}>{row.block.label}</a>{' '}
      {row.mark && (
        <span className="text-sm font-normal text-muted">{t('forms.virtuals.mark', { mark: row.mark })}</span>
      )}
      {row.errors > 0 && (
        <Badge tone="bad" shape="down">
          {t('forms.virtuals.hasProblems', { count: row.errors })}
        </Badge>
      )}
    </span>,
    <span key="vip" className="figure">
      {row.vip || '–'}
    </span>,
    row.netmask ? (
      <span key="netmask" className="figure">
        {row.netmask}
      </span>
    ) : (
      <span key="netmask" className="text-muted">
        {t('forms.virtuals.unusedMask')}
      </span>
    ),
    row.port,
    row.protocol,
    <span key="device" className="figure">
      {row.device || '–'}
    </span>,
    <a key="servers" href={virtualUrl(row.block.slug, 'servers')}>
      {t('forms.virtuals.activeOf', { active: servers.active, all: servers.all })}
    </a>,
  ]
}
