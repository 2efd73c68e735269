import { agentClient } from '@/app/_server/agent'
import { getSpeaker } from '@/app/_server/language'
import { MonitorTable } from '@/components/lvs/monitor-table'
import { STATE_LOOK } from '@/components/lvs/row-state'
import { Card } from '@/components/ui/card'
import { Badge } from '@/components/ui/state-badge'
import { rowStateOf } from '@/lib/health/row'
import { counted, notWell } from './filter'
import { monitorHref } from './links'

/** Rows on CONTROL/MONITORING; the others are a click away. */
const MOST = 12

/** The monitors on CONTROL/MONITORING: how many are in which state, and those that are not simply up with the reason. */
export async function MonitorsCard() {
  const { t, code, language } = await getSpeaker()
  const health = await agentClient().health({ history: '1' })
  if (!health.ok || health.value.servers.length === 0) return null
  const bad = notWell(health.value.servers)
  return (
    <Card
      title={t('monitors.title')}
      flush
      aside={
        <span className="flex flex-wrap gap-x-4">
          <a href="/monitors">{t('monitors.all')}</a> <a href="/monitors/log">{t('monitors.log')}</a>{' '}
          <a href="/alerts">{t('alerts.panel.title')}</a>
        </span>
      }
    >
      <p className="flex flex-wrap gap-2 px-4 py-2.5">
        {counted(health.value.servers).map(([state, count]) => (
          <Badge key={state} {...STATE_LOOK[rowStateOf(state)]}>
            {t('monitors.summary', { state: t(`health.state.${state}`), count })}
          </Badge>
        ))}{' '}
        {bad.length === 0 && <span className="text-sm text-muted">{t('monitors.allWell')}</span>}
      </p>
      {bad.length > 0 && (
        <MonitorTable
          say={t}
          code={code}
          language={language}
          caption={t('monitors.notWell')}
          servers={bad.slice(0, MOST)}
          href={monitorHref}
        />
      )}
      {bad.length > MOST && (
        <p className="border-t border-line px-4 py-2">
          <a href="/monitors">{t('monitors.more', { count: bad.length - MOST })}</a>
        </p>
      )}
    </Card>
  )
}
