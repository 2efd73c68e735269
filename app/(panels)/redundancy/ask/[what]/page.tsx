import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { AskForm } from '@/components/lvs/ask-form'
import { asksOf } from '@/components/lvs/pair-asks'
import { partnerAddress } from '@/components/lvs/pair-look'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { loadStatus } from '../../../live'
import { askOf, backOf } from '../../asks'
import { askPair } from '../../pair-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('pair.ask') }
}

type Props = { params: Promise<{ what: string }>; searchParams: Promise<{ back?: string | string[] }> }

/** Asks before a start, a stop or a hand-over, where the browser has no dialog for it: the same words, the same button. */
export default async function AskPage({ params, searchParams }: Props) {
  const what = askOf((await params).what)
  if (!what) notFound()
  await requireUser(`/redundancy/ask/${what}`)
  const [{ t, code }, status, token] = await Promise.all([getSpeaker(), loadStatus(), formToken()])
  const back = backOf((await searchParams).back)
  const pair = status.ok ? status.value.pair : null
  const ask = pair && asksOf(pair).find((one) => one.what === what)
  const title = pair ? t(`pair.ask.${what}.title`, { partner: partnerAddress(pair) }) : t(`pair.ask.${what}`)
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ href: '/redundancy', label: t('forms.redundancy.title') }]}
        crumbsLabel={t('panels.crumbs')}
      />
      {!status.ok && <AgentAway say={t} why={code(status.code, status.params)} />}
      {status.ok && !pair && <Notice kind="info" title={t('pair.ask.away')} />}
      {pair && ask && !ask.cannot && (
        <Card title={t(`pair.ask.${what}`)}>
          <AskForm say={t} code={code} pair={pair} ask={ask} action={{ run: askPair, token, back }} />
        </Card>
      )}
      {pair && (!ask || ask.cannot) && (
        <Notice kind="warn" title={t('pair.ask.not')}>
          {reason(pair.can[what])}
        </Notice>
      )}
      <p>
        <ButtonLink href={back}>{t('pair.ask.cancel')}</ButtonLink>
      </p>
    </>
  )

  function reason(cannot: { code: string; params: Record<string, string | number> } | null) {
    return cannot && code(cannot.code, cannot.params)
  }
}
