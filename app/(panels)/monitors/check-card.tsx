import type { Speaker } from '@/app/_server/language'
import { VerdictView } from '@/components/lvs/verdict-view'
import { Card } from '@/components/ui/card'
import { Chart } from '@/components/ui/chart'
import { LocalTime } from '@/components/ui/local-time'
import type { HealthCheck } from '@/lib/api/health'

/** One check of a real server: its last verdict with what was said, when the next one is, and how long the last ones took. */
export function CheckCard({ check, speaker }: { check: HealthCheck; speaker: Speaker }) {
  const { t, code, language } = speaker
  const { last } = check
  const title = t('monitors.one.check', {
    kind: t(`monitors.kind.${check.kind}`),
    port: String(check.port),
    seconds: check.everyMs / 1000,
    virtual: check.virtual,
  })
  return (
    <Card title={title} aside={<NextCheck check={check} speaker={speaker} />}>
      <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
        <div className="min-w-0">
          {last ? <VerdictView say={t} code={code} verdict={last} /> : <p>{t('monitors.neverChecked')}</p>}
          {last && (
            <p className="mt-2 text-sm text-muted">
              {t('monitors.one.at')} <LocalTime at={last.at} style="time" language={language} />
              {', '}
              {t('monitors.ms', { ms: Math.round(last.tookMs * 10) / 10 })}
            </p>
          )}
        </div>
        <ResponseTimes check={check} speaker={speaker} />
      </div>
    </Card>
  )
}

function NextCheck({ check, speaker: { t, language } }: { check: HealthCheck; speaker: Speaker }) {
  if (check.running) return t('monitors.next.running')
  if (check.next === null) return t('monitors.next.none')
  return (
    <>
      {t('monitors.next')} <LocalTime at={check.next} style="time" language={language} />
    </>
  )
}

function ResponseTimes({ check, speaker: { t, language } }: { check: HealthCheck; speaker: Speaker }) {
  const { history } = check
  if (history.length < 2) return null
  const times = history.map((one) => Math.round(one.tookMs * 10) / 10)
  const desc = t('monitors.one.chart', {
    count: history.length,
    least: Math.min(...times),
    most: Math.max(...times),
    failed: history.filter((one) => !one.up).length,
  })
  const clock = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  return (
    <figure className="min-w-0">
      <Chart
        title={t('monitors.times')}
        desc={desc}
        times={history.map((one) => one.at)}
        series={[{ name: t('monitors.times'), values: history.map((one) => (one.up ? one.tookMs : null)) }]}
        valueText={(value) => t('monitors.ms', { ms: value })}
        timeText={(at) => `${clock.format(at)} UTC`}
      />
      <figcaption className="text-sm text-muted">{desc}</figcaption>
    </figure>
  )
}
