import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { AgentAway } from '@/components/lvs/agent-away'
import { HealthLog } from '@/components/lvs/health-log'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { healthEntry } from '@/lib/api/health'
import { STATE_NAMES } from '@/lib/health/types'
import { oneOf, pageWith, type Query } from '../../query'
import { entryHref } from '../links'

const ROWS = 100
const KINDS = healthEntry.shape.what.options

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('monitors.log') }
}

/** The health log with its filter. */
export default async function HealthLogPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/monitors/log')
  const query = await searchParams
  const filter = {
    virtual: oneOf(query, 'virtual').slice(0, 200),
    server: oneOf(query, 'server').slice(0, 200),
    what: KINDS.find((one) => one === oneOf(query, 'what')),
    to: STATE_NAMES.find((one) => one === oneOf(query, 'to')),
  }
  const before = /^[1-9]\d{0,14}$/.test(oneOf(query, 'before')) ? Number(oneOf(query, 'before')) : undefined
  const asked = { ...filter, virtual: filter.virtual || undefined, server: filter.server || undefined }
  const [speaker, log] = await Promise.all([getSpeaker(), agentClient().healthLog({ ...asked, before, limit: ROWS })])
  const { t, code, language } = speaker
  const texts = { virtual: filter.virtual, server: filter.server, what: filter.what ?? '', to: filter.to ?? '' }
  const entries = log.ok ? log.value : []
  const last = entries.at(-1)
  return (
    <>
      <PageHead
        title={t('monitors.log')}
        lead={t('monitors.log.lead')}
        crumbs={[{ href: '/monitors', label: t('monitors.title') }]}
        crumbsLabel={t('panels.crumbs')}
      />
      {!log.ok && <AgentAway say={t} why={code(log.code, log.params)} />}
      <LogFilter texts={texts} speaker={speaker} />
      <Card title={t('monitors.log')} flush={entries.length > 0}>
        {entries.length === 0 ? (
          <EmptyState title={t('monitors.log.none')}>{t('monitors.log.noneLead')}</EmptyState>
        ) : (
          <HealthLog
            say={t}
            code={code}
            language={language}
            caption={t('monitors.log')}
            entries={entries}
            href={entryHref}
          />
        )}
      </Card>
      {last && entries.length === ROWS && (
        <p>
          <a href={pageWith('/monitors/log', { ...texts, before: String(last.seq) })}>{t('monitors.log.older')}</a>
        </p>
      )}
    </>
  )
}

type Texts = Record<'virtual' | 'server' | 'what' | 'to', string>

function LogFilter({ texts, speaker: { t } }: { texts: Texts; speaker: Speaker }) {
  const select = (name: 'what' | 'to', label: string, options: readonly (readonly [string, string])[]) => (
    <span className="flex items-center gap-2">
      <label htmlFor={`filter-${name}`}>{label}</label>{' '}
      <select id={`filter-${name}`} name={name} defaultValue={texts[name]}>
        <option value="">{t('monitors.filter.any')}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </span>
  )
  return (
    <form
      action="/monitors/log"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
      aria-label={t('monitors.filter')}
    >
      {(['virtual', 'server'] as const).map((name) => (
        <span key={name} className="flex items-center gap-2">
          <label htmlFor={`filter-${name}`}>{t(`monitors.${name}`)}</label>{' '}
          <input id={`filter-${name}`} name={name} type="text" defaultValue={texts[name]} className="w-48" />
        </span>
      ))}{' '}
      {select(
        'what',
        t('monitors.log.what'),
        KINDS.map((one) => [one, t(`monitors.log.what.${one}`)]),
      )}{' '}
      {select(
        'to',
        t('monitors.log.to'),
        STATE_NAMES.map((one) => [one, t(`health.state.${one}`)]),
      )}{' '}
      <Button>{t('monitors.filter.show')}</Button>{' '}
      {Object.values(texts).some(Boolean) && <a href="/monitors/log">{t('monitors.filter.clear')}</a>}
    </form>
  )
}
