import type { ReactNode } from 'react'
import { LocalTime } from '@/components/ui/local-time'
import type { PairView } from '@/lib/api/pair'
import type { Status } from '@/lib/api/types'
import { partnerAddress, reasonOf } from './pair-look'
import { partnerServes } from './picture-pair'
import { rich } from './rich'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; language: string; status: Status }

/** What pulse and the agent are doing, in sentences. */
export function PulseLine({ say, code, language, status }: Props) {
  const { pair, agent, work } = status
  return (
    <>
      <span>{pair ? pairLine(say, code, language, pair) : fixedLine(say, language, status)}</span>{' '}
      {pair?.paired && pair.state !== 'off' && !pair.partner?.alive && (
        <strong>{say('pair.line.silent', { partner: partnerAddress(pair) })} </strong>
      )}
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

/** By role: on a standby the router that serves is named, everywhere else the reason for the state. */
function pairLine(say: Say, code: Code, language: string, pair: PairView): ReactNode {
  const at = <LocalTime at={pair.since} language={language} />
  const { source } = pair
  const me = say(`pair.me.${pair.me}`)
  const reason = reasonOf(pair)
  const why = reason ? code(reason.code, reason.params) : ''
  if (pair.state === 'off') return rich(say, 'pair.line.off', { at }, { why })
  if (pair.state === 'standby' && partnerServes(pair))
    return rich(say, 'pair.line.standby', { at }, { me, source, partner: partnerAddress(pair) })
  return rich(say, 'pair.line.serves', { at }, { me, source, state: say(`pulse.state.${pair.state}`), why })
}

/** The role is fixed by option, or pulse has not begun yet. */
function fixedLine(say: Say, language: string, { pulse, running }: Status): ReactNode {
  if (pulse.source === 'alone') return say(running ? 'pair.begins' : 'pair.waits')
  const state = pulse.state === 'stopped' ? 'stopped' : pulse.role
  return (
    <>
      {rich(say, `panels.pulse.${state}`, { at: <LocalTime at={pulse.since} language={language} /> })}{' '}
      {pulse.source === 'option' && say('pair.line.fixed')}
    </>
  )
}
