import { createHash } from 'node:crypto'
import type { Metadata } from 'next'
import { agentClient, type Reply } from '@/app/_server/agent'
import { draftOf } from '@/app/_server/drafts'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { Answered } from '@/components/form/context'
import { Form } from '@/components/form/form'
import { AgentAway } from '@/components/lvs/agent-away'
import { AlertChannels, type ChannelRow } from '@/components/lvs/alert-channels'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import type { AnswerOf } from '@/lib/api/routes'
import { secretsSet, showAlerts } from '@/lib/health/alert-fields'
import { ALERT_CHANNELS, ALERT_DEFAULTS, type AlertSettings } from '@/lib/health/alert-settings'
import { formWords } from '../_save/words'
import type { Query } from '../query'
import { saveAlerts, testAlert } from './actions'
import { AlertFields } from './fields'
import { AlertNotices } from './notices'
import { formValues } from './values'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('alerts.panel.title') }
}

/** ALERTS: who is told of what, how the channels do, and a button that tries each. */
export default async function AlertsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/alerts')
  const query = await searchParams
  const agent = agentClient()
  const [speaker, settings, doing] = await Promise.all([getSpeaker(), agent.settings(), agent.alerts()])
  const { t, code } = speaker
  const known = settings.ok ? settings.value.alerts : null
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('alerts.panel.title')} lead={t('alerts.panel.lead')} />
      <AlertNotices query={query} speaker={speaker} />
      {!settings.ok && <AgentAway say={t} why={code(settings.code, settings.params)} />}
      <Channels settings={known} doing={doing} speaker={speaker} />
      <Settings settings={known} query={query} speaker={speaker} />
    </div>
  )
}

type ChannelsProps = { settings: AlertSettings | null; doing: Reply<AnswerOf<'alerts'>>; speaker: Speaker }

async function Channels({ settings, doing, speaker: { t, code, language } }: ChannelsProps) {
  const token = await formToken()
  const rows = ALERT_CHANNELS.map((channel): ChannelRow => {
    const own = settings?.[channel]
    const set = own === undefined ? null : own === null ? 'unset' : own.enabled ? 'on' : 'off'
    return { channel, set, queue: doing.ok ? doing.value.channels[channel] : null }
  })
  return (
    <Card title={t('alerts.panel.channels')} flush>
      <AlertChannels
        say={t}
        code={code}
        language={language}
        rows={rows}
        disabledReason={settings ? null : t('alerts.panel.away')}
        test={(channel, button) => (
          <form action={testAlert}>
            {Object.entries({ [TOKEN_FIELD]: token, back: '/alerts', channel }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {button}
          </form>
        )}
      />
      <p className="max-w-[110ch] px-4 py-2 text-sm text-muted">
        {doing.ok && t('alerts.panel.gathered', { count: doing.value.gathered })} {t('alerts.panel.counts')}{' '}
        {t('alerts.try.about')}
      </p>
    </Card>
  )
}

type SettingsProps = { settings: AlertSettings | null; query: Query; speaker: Speaker }

/** The form. Without an agent it has nothing to show but what was typed before it went away. */
async function Settings({ settings, query, speaker }: SettingsProps) {
  const { t } = speaker
  const values = formValues(showAlerts(settings ?? ALERT_DEFAULTS))
  const seen = JSON.stringify(values)
  const fields = <AlertFields values={values} secrets={secretsSet(settings ?? ALERT_DEFAULTS)} speaker={speaker} />
  return (
    <Form
      key={String(query.saved)}
      action={saveAlerts}
      here="/alerts"
      cancelHref="/alerts"
      label={t('alerts.panel.title')}
      revision={createHash('sha256').update(seen).digest('hex')}
      seen={settings ? seen : ''}
      hidden={[
        [TOKEN_FIELD, await formToken()],
        ['back', '/alerts'],
      ]}
      words={{ ...formWords(speaker), effect: t('alerts.panel.effect') }}
      draft={await draftOf(query.draft, '/alerts')}
      disabledReason={settings ? null : t('alerts.panel.away')}
    >
      {settings ? fields : <Answered>{fields}</Answered>}
    </Form>
  )
}
