import { getSpeaker } from '@/app/_server/language'
import { TriedView } from '@/components/lvs/tried-view'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { keptAt } from './kept'

/** What a button on a monitor has just come to. One that is no longer kept says nothing: the page itself shows how things are. */
export async function MonitorOutcome({ id }: { id: string }) {
  const kept = keptAt(id)
  if (!kept) return null
  const { t, code } = await getSpeaker()
  if (kept.kind === 'refused')
    return (
      <Notice kind="bad" role="alert" id="done" title={t('monitors.wish.refused')}>
        {code(kept.code, kept.params)}
      </Notice>
    )
  if (kept.kind === 'wished')
    return (
      <Notice
        kind="good"
        role="status"
        id="done"
        title={t('monitors.wish.done', { server: kept.server.name, state: t(`health.state.${kept.server.state}`) })}
      />
    )
  return (
    <Card id="done" title={t('monitors.try')}>
      <div className="flex flex-col gap-5">
        <TriedView say={t} code={code} tried={kept.tried} />
      </div>
    </Card>
  )
}
