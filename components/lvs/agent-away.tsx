import { Notice } from '@/components/ui/notice'
import type { Say } from './words'

/** The agent does not answer: what still works, and the commands that help. */
export function AgentAway({ say, why }: { say: Say; why: string }) {
  return (
    <Notice kind="bad" role="status" title={say('panels.away')}>
      <p>{say('panels.away.why', { why })}</p>
      <p className="mt-1">{say('panels.away.do')}</p>
      <pre className="mt-1 overflow-x-auto whitespace-pre-wrap">
        {['systemctl status arapaima-agent', 'journalctl -u arapaima-agent -n 50', 'arapaima agent'].join('\n')}
      </pre>
    </Notice>
  )
}
