import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import type { Compared } from '@/app/_server/pair/compare'
import { WATCHER } from '@/app/_server/pair/desk'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { FILE_NAMES } from '@/lib/store'
import { PairHead } from '../head'
import { oneOf, SaidNotice } from '../said'
import { whySays } from '../sayings'
import { Differences } from './differences'
import { FileSides } from './file-sides'
import { Ways } from './ways'

const HERE = '/redundancy/partner/compare'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('partner.compare.title') }
}

/** Both configurations side by side, field by field and line by line, and the ways to make them one. */
export default async function ComparePage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser(HERE)
  const [speaker, query, compared] = await Promise.all([getSpeaker(), searchParams, pairDesk().compare(WATCHER)])
  const { t } = speaker
  const view = pairDesk().shown()
  return (
    <div className="flex flex-col gap-4">
      <PairHead title={t('partner.compare.title')} lead={t('partner.compare.lead')} speaker={speaker} />
      <ProblemNotice query={query} />
      <SaidNotice query={query} speaker={speaker} />
      <Outcome query={query} speaker={speaker} />
      {compared.ok ? (
        <Sides compared={compared.value} bySftp={view.settings?.via === 'sftp'} speaker={speaker} />
      ) : (
        <Notice kind="bad" role="alert" title={whySays(speaker, compared.why)}>
          <ButtonLink href="/redundancy/partner">{t('partner.title')}</ButtonLink>
        </Notice>
      )}
    </div>
  )
}

/** What the action before this page saved. */
function Outcome({ query, speaker: { t } }: { query: Query; speaker: Speaker }) {
  const [taken, merged] = [oneOf(query.taken), oneOf(query.merged)]
  const number = /^\d{1,9}$/
  const link = <a href="/review">{t('forms.toReview')}</a>
  if (number.test(taken))
    return (
      <Notice kind="good" role="status" title={t('partner.taken', { number: taken })}>
        {link}
      </Notice>
    )
  if (number.test(merged))
    return (
      <Notice kind="good" role="status" title={t('partner.merged', { number: merged })}>
        {link}
      </Notice>
    )
  return null
}

type SidesProps = { compared: Compared; bySftp: boolean; speaker: Speaker }

function Sides({ compared, bySftp, speaker }: SidesProps) {
  const { t } = speaker
  const { equal, known, mine, theirs } = compared
  // The merge that was just saved holds what was chosen of both: it may replace exactly what it was made of.
  const holdsBoth = pairDesk().holdsBoth(mine.hash, theirs.hash)
  const title = equal ? 'partner.compare.same' : known ? 'partner.compare.behind' : 'partner.compare.foreign'
  return (
    <>
      {!holdsBoth && (
        <Notice kind={equal ? 'good' : known ? 'info' : 'warn'} title={t(title)}>
          {!equal && !known && t('partner.compare.foreign.hint')}
        </Notice>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <Side title={t('partner.compare.mine')} side={mine} none={t('panels.strip.byHand')} speaker={speaker} />
        <Side
          title={t('partner.compare.theirs')}
          side={theirs}
          none={t('partner.compare.noRevision')}
          speaker={speaker}
        />
      </div>
      <Differences compared={compared} speaker={speaker} />
      {!equal && <Ways compared={compared} holdsBoth={holdsBoth} bySftp={bySftp} speaker={speaker} />}
      {FILE_NAMES.map((file) => (
        <FileSides
          key={file}
          file={file}
          mine={compared.texts.mine[file]}
          theirs={compared.texts.theirs[file]}
          speaker={speaker}
        />
      ))}
    </>
  )
}

type SideProps = { title: string; side: Compared['mine']; none: string; speaker: Speaker }

/** One of the two: which revision of this router it is, or that it is none. */
function Side({ title, side, none, speaker: { t } }: SideProps) {
  const { revision, hash } = side
  return (
    <Card title={title}>
      {revision ? (
        <p>
          {t('partner.revision', { number: String(revision.number), author: revision.author })}
          {revision.note && <span className="block text-sm text-muted">{revision.note}</span>}
        </p>
      ) : (
        <p className="text-muted">{none}</p>
      )}
      <p className="figure mt-1 text-[0.8125rem] break-all text-muted">{hash}</p>
    </Card>
  )
}
