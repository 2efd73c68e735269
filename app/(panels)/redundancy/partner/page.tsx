import type { Metadata } from 'next'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { folder } from '@/app/_server/place'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { readPartnerSettings, SyncError } from '@/lib/sync'
import { NowCard } from './now-card'
import { SaidNotice } from './said'
import { whySays } from './sayings'
import { SettingsForm } from './settings-form'
import { StepsCard } from './steps-card'

const HERE = '/redundancy/partner'
/** A look this old is good enough for a page; a new one may take so long, a busy router's program start included. */
const AGE_MS = 3_000
const WAIT_MS = 10_000

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('partner.title') }
}

/** THE PAIR: bringing a backup in step by step, how it is, and how it is reached. */
export default async function PartnerPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser(HERE)
  const speaker = await getSpeaker()
  const query = await searchParams
  const view = await (query.ask ? pairDesk().look(WAIT_MS) : pairDesk().fresh(AGE_MS, WAIT_MS))
  const { t } = speaker
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('partner.title')}
        lead={t('partner.lead')}
        crumbs={[{ href: '/redundancy', label: t('panels.nav.redundancy') }]}
        crumbsLabel={t('panels.crumbs')}
      />
      <ProblemNotice query={query} />
      <SaidNotice query={query} speaker={speaker} />
      {view.none && (
        <Card title={t('partner.steps')}>
          <EmptyState
            title={view.none.code === 'sync.noPartner' ? t('partner.none') : t('partner.notDone')}
            action={<ButtonLink href="/redundancy">{t('panels.nav.redundancy')}</ButtonLink>}
          >
            {whySays(speaker, view.none)}
          </EmptyState>
        </Card>
      )}
      {view.target && !view.look && (
        <Notice kind="info" title={t('partner.asking')}>
          <a href={`${HERE}?ask=1`}>{t('partner.askAgain')}</a>
        </Notice>
      )}
      {view.target && view.look && (
        <>
          <StepsCard view={view} speaker={speaker} />
          <NowCard view={view} speaker={speaker} />
        </>
      )}
      <Settings query={query} speaker={speaker} />
    </div>
  )
}

async function Settings({ query, speaker }: { query: Query; speaker: Speaker }) {
  try {
    return <SettingsForm settings={await readPartnerSettings(await folder())} query={query} speaker={speaker} />
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    return <Notice kind="bad" title={whySays(speaker, { code: error.code, params: error.params })} />
  }
}
