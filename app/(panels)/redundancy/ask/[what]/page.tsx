import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { agentClient } from '@/app/_server/agent'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { AskForm } from '@/components/lvs/ask-form'
import { type Ask, asksOf, rehearseAsk } from '@/components/lvs/pair-asks'
import { partnerAddress } from '@/components/lvs/pair-look'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { PairView } from '@/lib/api/pair'
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
  await requireUser(what ? `/redundancy/ask/${what}` : '/redundancy')
  if (!what) notFound()
  const [{ t, code }, status, token] = await Promise.all([getSpeaker(), loadStatus(), formToken()])
  const back = backOf((await searchParams).back)
  const pair = status.ok ? status.value.pair : null
  const ask = pair && (what === 'rehearse' ? await rehearsing(pair) : asksOf(pair).find((one) => one.what === what))
  const cannot = ask ? ask.cannot : pair && what !== 'rehearse' ? pair.can[what] : null
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
          {cannot && code(cannot.code, cannot.params)}
        </Notice>
      )}
      <p>
        <ButtonLink href={back}>{t('pair.ask.cancel')}</ButtonLink>
      </p>
    </>
  )
}

/** Whether a rehearsal can begin, as the agent says; one that is away says why not. */
async function rehearsing(pair: PairView): Promise<Ask> {
  const reply = await agentClient().rehearsals()
  return rehearseAsk(pair, reply.ok ? reply.value.cannot : { code: reply.code, params: reply.params })
}
