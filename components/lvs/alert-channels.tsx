import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { Badge, type Shape, type Tone } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { AnswerOf } from '@/lib/api/routes'
import type { AlertChannel } from '@/lib/health/alert-settings'
import type { Code, Say } from './words'

export type ChannelRow = {
  channel: AlertChannel
  /** how the settings have it; null = not known */
  set: 'unset' | 'off' | 'on' | null
  queue: AnswerOf<'alerts'>['channels'][AlertChannel] | null
}
type State = 'unset' | 'off' | 'idle' | 'works' | 'retries' | 'sending' | 'fails' | 'unknown'
const LOOK: Record<State, { tone: Tone; shape: Shape }> = {
  unset: { tone: 'idle', shape: 'square' },
  off: { tone: 'idle', shape: 'pause' },
  idle: { tone: 'idle', shape: 'ring' },
  works: { tone: 'good', shape: 'disc' },
  sending: { tone: 'busy', shape: 'dots' },
  retries: { tone: 'warn', shape: 'arc' },
  fails: { tone: 'bad', shape: 'down' },
  unknown: { tone: 'idle', shape: 'ring' },
}

function stateOf({ set, queue }: ChannelRow): State {
  if (set === null) return 'unknown'
  if (set !== 'on' || !queue) return set === 'on' ? 'idle' : set
  if (queue.waiting > 0) return queue.lastFailure ? 'retries' : 'sending'
  if (queue.lastFailure) return 'fails'
  return queue.sent > 0 ? 'works' : 'idle'
}

type Props = {
  say: Say
  code: Code
  language: string
  rows: readonly ChannelRow[]
  /** the button of a row with its hidden fields around it */
  test: (channel: AlertChannel, button: ReactNode) => ReactNode
  /** why nothing can be tested now */
  disabledReason: string | null
}

/** How each channel does, with a button that tries it out. */
export function AlertChannels({ say, code, language, rows, test, disabledReason }: Props) {
  const heads = ['channel', 'state', 'sent', 'waiting', 'lost', 'lastSent', 'lastFailure'] as const
  const label = (name: (typeof heads)[number]) => say(`alerts.panel.${name}`)
  return (
    <Table caption={say('alerts.panel.channels')} captionHidden stacked>
      <thead>
        <tr>
          {heads.map((name) => (
            <Th key={name} number={['sent', 'waiting', 'lost'].includes(name)}>
              {label(name)}
            </Th>
          ))}
          <Th>{say('alerts.try')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { channel, queue, set } = row
          const state = stateOf(row)
          const reason = disabledReason ?? (set === 'unset' ? say('alerts.try.unset') : null)
          return (
            <Tr key={channel}>
              <Th scope="row">{say(`alerts.channel.${channel}`)}</Th>
              <Td label={label('state')}>
                <Badge {...LOOK[state]}>{say(`alerts.state.${state}`)}</Badge>
              </Td>
              <Td label={label('sent')} number>
                {queue?.sent ?? '–'}
              </Td>
              <Td label={label('waiting')} number>
                {queue?.waiting ?? '–'}
              </Td>
              <Td label={label('lost')} number>
                {queue ? queue.failed + queue.dropped : '–'}
              </Td>
              <Td label={label('lastSent')}>
                {queue?.lastSentMs ? (
                  <LocalTime at={queue.lastSentMs} style="full" language={language} />
                ) : (
                  say('alerts.panel.never')
                )}
              </Td>
              <Td label={label('lastFailure')} className="wide">
                {queue?.lastFailure ? (
                  <>
                    {code(queue.lastFailure.why.code, queue.lastFailure.why.params)}{' '}
                    <span className="text-muted">
                      {say('alerts.panel.tries', { tries: queue.lastFailure.tries })}
                      {', '}
                      <LocalTime at={queue.lastFailure.atMs} style="full" language={language} />
                    </span>
                  </>
                ) : (
                  say('alerts.panel.none')
                )}
              </Td>
              <Td label={say('alerts.try')}>
                {test(
                  channel,
                  <Button disabledReason={reason} reasonAt="below">
                    {say('alerts.try')} <span className="sr-only">{say(`alerts.channel.${channel}`)}</span>
                  </Button>,
                )}
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}
