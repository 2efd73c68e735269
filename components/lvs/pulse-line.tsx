import { LocalTime } from '@/components/ui/local-time'
import type { Status } from '@/lib/api/types'
import { rich } from './rich'
import type { Say } from './words'

/** What pulse and the agent are doing, in sentences. */
export function PulseLine({ say, language, status }: { say: Say; language: string; status: Status }) {
  const { pulse, agent, work } = status
  const state = pulse.state === 'stopped' ? 'stopped' : pulse.role
  return (
    <>
      <span>{rich(say, `panels.pulse.${state}`, { at: <LocalTime at={pulse.since} language={language} /> })}</span>{' '}
      <span>
        {rich(
          say,
          'panels.agent',
          { at: <LocalTime at={agent.startedAt} language={language} /> },
          { version: agent.version, pid: String(agent.pid) },
        )}
      </span>
      {work && <strong> {say(`panels.work.${work.kind}`, { step: work.step, of: work.of })}</strong>}
    </>
  )
}
