import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { ListFilter } from '@/components/form/list-filter'
import { Pages } from '@/components/lvs/pages'
import { pageOf } from '@/components/lvs/paging'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { HiddenFields } from '../_save/hidden-fields'
import { FileProblems, SaveNotice } from '../_save/notices'
import { openConfig } from '../_save/open'
import { filterWords } from '../filter-words'
import type { Query } from '../query'
import { RowButtons } from './_parts/row-buttons'
import { VirtualTable } from './_parts/virtual-table'
import { below, FIND_MAX, foundRows, type ListView, listField, listUrl, listView, PAGE_ROWS, STATES } from './list'
import { virtualButtons } from './list-actions'
import { type VirtualRow, virtualRows } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('forms.virtuals.title') }
}

/** VIRTUAL SERVERS: the table with ADD, DELETE, EDIT and (DE)ACTIVATE. */
export default async function VirtualServersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const view = listView(query)
  await requireUser(listUrl(view))
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file, revision } = await openConfig()
  const rows = virtualRows(file)
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('forms.virtuals.title')} lead={t('forms.virtuals.lead')} />
      <SaveNotice query={query} speaker={speaker} text={file.text} />
      <FileProblems problems={file.problems} speaker={speaker} all />
      {rows.length === 0 ? (
        <Card title={t('forms.virtuals.caption')}>
          <EmptyState title={t('forms.virtuals.none')} action={<AddLink view={view} speaker={speaker} kind="main" />}>
            {t('forms.virtuals.noneLead')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Filter view={view} speaker={speaker} />
          <List rows={rows} view={view} revision={revision} speaker={speaker} />
        </>
      )}
    </div>
  )
}

function AddLink({ view, speaker: { t }, kind }: { view: ListView; speaker: Speaker; kind?: 'main' }) {
  return (
    <ButtonLink href={below(view, 'new')} kind={kind}>
      {t('forms.add')}
    </ButtonLink>
  )
}

function Filter({ view, speaker }: { view: ListView; speaker: Speaker }) {
  const { t } = speaker
  return (
    <ListFilter
      action="/virtual-servers"
      text={{ name: 'find', label: t('forms.virtuals.find'), value: view.find, longest: FIND_MAX }}
      choice={{
        name: 'state',
        label: t('forms.virtuals.status'),
        value: view.state,
        options: STATES.map((value) => ({ value, label: t(`forms.virtuals.state.${value}`) })),
      }}
      words={filterWords(speaker)}
    />
  )
}

type ListProps = { rows: readonly VirtualRow[]; view: ListView; revision: string; speaker: Speaker }

/** One page of the rows that the filter lets through, and the buttons for the row that is chosen. */
function List({ rows: all, view, revision, speaker }: ListProps) {
  const { t } = speaker
  const found = foundRows(all, view)
  const { rows, pages, current } = pageOf(found, PAGE_ROWS, view.page)
  const shown = { ...view, page: current }
  const links = { say: t, pages, current, href: (page: number) => listUrl({ ...view, page }) }
  if (rows.length === 0)
    return (
      <Card title={t('forms.virtuals.caption')} aside={t('forms.virtuals.foundOf', { found: 0, all: all.length })}>
        <EmptyState title={t('forms.virtuals.noneSuch')} action={<AddLink view={view} speaker={speaker} />} />
      </Card>
    )
  return (
    <form action={virtualButtons} className="flex flex-col gap-3" aria-label={t('forms.virtuals.caption')}>
      <HiddenFields revision={revision} back={listUrl(shown)} more={{ list: listField(shown) }} />
      <Card
        title={t('forms.virtuals.caption')}
        flush
        aside={
          <span className="flex flex-wrap gap-x-4">
            {found.length < all.length && (
              <span>{t('forms.virtuals.foundOf', { found: found.length, all: all.length })}</span>
            )}
            {found.length === all.length && pages.length < 2 && <span className="figure">{all.length}</span>}
            <Pages {...links} />
          </span>
        }
      >
        <VirtualTable
          rows={rows}
          selected={all.length === 1 ? all[0]?.block.slug : undefined}
          view={shown}
          speaker={speaker}
        />
      </Card>
      <Pages {...links} below />
      <RowButtons add={<AddLink view={shown} speaker={speaker} />} speaker={speaker} />
    </form>
  )
}
