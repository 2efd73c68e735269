import type { Metadata } from 'next'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { WATCHER } from '@/app/_server/pair/desk'
import type { MergeSheet } from '@/app/_server/pair/merging'
import { requireUser } from '@/app/_server/session'
import { Form } from '@/components/form/form'
import { MergeTable } from '@/components/lvs/merge-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { MergeRow } from '@/lib/sync'
import { formWords } from '../../../_save/words'
import { saveMerge } from '../actions'
import { PairHead } from '../head'
import { nameOf, whySays } from '../sayings'

const HERE = '/redundancy/partner/merge'
const COMPARE = '/redundancy/partner/compare'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('partner.merge.title') }
}

/** MERGE: each part that differs, with the side whose value is kept. */
export default async function MergePage() {
  await requireUser(HERE)
  const [speaker, asked] = await Promise.all([getSpeaker(), pairDesk().mergeSheet(WATCHER)])
  const { t } = speaker
  return (
    <div className="flex flex-col gap-4">
      <PairHead title={t('partner.merge.title')} lead={t('partner.merge.lead')} speaker={speaker} />
      {!asked.ok && <Notice kind="bad" role="alert" title={whySays(speaker, asked.why)} />}
      {asked.ok && asked.value.rows.length === 0 && (
        <EmptyState
          title={t('partner.merge.nothing')}
          action={<ButtonLink href={COMPARE}>{t('partner.compare.title')}</ButtonLink>}
        />
      )}
      {asked.ok && asked.value.rows.length > 0 && <Sheet sheet={asked.value} speaker={speaker} />}
    </div>
  )
}

async function Sheet({ sheet, speaker }: { sheet: MergeSheet; speaker: Speaker }) {
  const { t } = speaker
  const { rows, base, mine, theirs } = sheet
  const conflicts = rows.filter((row) => row.take === null).length
  return (
    <>
      <Notice kind={conflicts > 0 ? 'warn' : 'info'} title={t('partner.merge.conflicts', { count: conflicts })}>
        {base ? t('partner.merge.base', { name: nameOf(base.hash, base) }) : t('partner.merge.noBase')}
      </Notice>
      <Form
        action={saveMerge}
        here={HERE}
        cancelHref={COMPARE}
        label={t('partner.merge.title')}
        revision={mine.hash}
        seen=""
        hidden={[
          [TOKEN_FIELD, await formToken()],
          ['back', HERE],
          ['mine', mine.hash],
          ['theirs', theirs.hash],
          ['count', `${rows.length}`],
        ]}
        words={{ ...formWords(speaker), accept: t('partner.merge.save'), effect: t('partner.merge.effect') }}
        draft={null}
      >
        <Card title={t('partner.compare.differences')} flush>
          <MergeTable rows={rows.map((row) => shown(row, speaker))} words={tableWords(speaker)} />
        </Card>
      </Form>
    </>
  )
}

function tableWords({ t }: Speaker) {
  return {
    caption: t('partner.compare.differences'),
    part: t('partner.compare.part'),
    was: t('partner.merge.was'),
    mine: t('partner.compare.here'),
    theirs: t('partner.compare.there'),
  }
}

/** A whole file is told by its number of lines: its text stands on the page that compares. */
function shown(row: MergeRow, { t }: Speaker) {
  const part = row.path || row.file
  const text = (value: string | undefined) => {
    if (value === undefined) return t('partner.compare.unset')
    if (row.kind !== 'file') return value
    const count = value === '' ? 0 : value.split('\n').length
    return `${t('partner.merge.whole')}: ${t('partner.merge.lines', { count })}`
  }
  return {
    part,
    choose: t('partner.merge.choose', { part }),
    was: text(row.base),
    mine: text(row.mine),
    theirs: text(row.theirs),
    take: row.take,
  }
}
