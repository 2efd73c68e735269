import type { Speaker } from '@/app/_server/language'
import { RadioTable } from '@/components/form/radio-table'
import { below, type ListView } from '../list'
import type { VirtualRow } from '../rows'
import { ActiveBadge } from './active-badge'
import { ErrorsBadge } from './errors-badge'

type Props = {
  rows: readonly VirtualRow[]
  /** the slug of the row that is selected when the page opens */
  selected?: string
  /** the part of the list that these rows are */
  view: ListView
  speaker: Speaker
}

/** The table VIRTUAL SERVERS, with a radio at each row. */
export function VirtualTable({ rows, selected, view, speaker }: Props) {
  const { t } = speaker
  return (
    <RadioTable
      name="pick"
      pick={t('forms.pick')}
      caption={t('forms.virtuals.caption')}
      selected={selected}
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
        cells: cellsOf(row, view, speaker),
      }))}
    />
  )
}

function cellsOf(row: VirtualRow, view: ListView, speaker: Speaker) {
  const { t } = speaker
  const { servers } = row
  return [
    <ActiveBadge key="status" active={row.active} speaker={speaker} />,
    <span key="name" className="flex flex-wrap items-center gap-2">
      <a href={below(view, row.block.slug)}>{row.block.label}</a>{' '}
      {row.mark && (
        <span className="text-sm font-normal text-muted">{t('forms.virtuals.mark', { mark: row.mark })}</span>
      )}
      <ErrorsBadge errors={row.errors} speaker={speaker} />
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
    <a key="servers" href={below(view, row.block.slug, 'servers')}>
      {t('forms.virtuals.activeOf', { active: servers.active, all: servers.all })}
    </a>,
  ]
}
