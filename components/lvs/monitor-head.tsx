import { LocalTime } from '@/components/ui/local-time'
import type { HealthServer } from '@/lib/api/health'
import { keyText } from './figures'
import { HealthBadge } from './health-badge'
import { rich } from './rich'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; language: string; server: HealthServer }

/** State, since when, why, and what the kernel holds. */
export function MonitorHead({ say, code, language, server }: Props) {
  const { left, want } = server
  return (
    <div className="flex flex-col gap-1">
      <p>
        <HealthBadge say={say} server={server} /> {say('monitors.since')}{' '}
        <LocalTime at={server.since} style="full" language={language} />
        {'. '}
        {say(`health.about.${server.state}`)}
      </p>
      <p>{code(server.why.code, server.why.params)}</p>
      <p>
        <span className="figure">{keyText(server.server)}</span>
        {'. '}
        {say('monitors.one.weight', {
          present: want.present ? 'yes' : 'no',
          now: want.weight,
          configured: server.weight,
        })}
      </p>
      {left && (
        <p>
          {say('monitors.one.left', { active: left.active, inactive: left.inactive, templates: left.templates })}{' '}
          {left.end === null
            ? say('monitors.one.noEnd')
            : rich(say, 'monitors.one.end', { at: <LocalTime at={left.end} style="time" language={language} /> })}
        </p>
      )}
    </div>
  )
}
