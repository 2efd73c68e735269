import { type Shape, StateShape } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { PairView } from '@/lib/api/pair'
import { serves } from './pair-look'
import type { Code, Say } from './words'

const LOOK: Record<PairView['readiness'][number]['state'], { shape: Shape; ink: string }> = {
  ok: { shape: 'disc', ink: 'text-good' },
  no: { shape: 'down', ink: 'text-bad' },
  unknown: { shape: 'ring', ink: 'text-muted' },
}

/** Lines that are worth showing: on a standby the partner is active, so that `standby` says nothing there. */
export const readyLines = (pair: PairView) =>
  pair.readiness.filter(({ item }) => serves(pair) || pair.state === 'provisional' || item !== 'standby')

/** What stands between now and a hand-over, a line each with its remedy. */
export function PairReady({ say, code, pair, title }: { say: Say; code: Code; pair: PairView; title: string }) {
  // Of a partner that is not heard nothing is known either, whichever heartbeat it speaks.
  const lines = readyLines(pair)
  const remedies = lines.some(({ remedy }) => remedy)
  const unknown = pair.partner?.alive ? 'pulse.ready.unknown' : 'pair.ready.unheard'
  return (
    <Table caption={title} captionHidden stacked>
      <thead>
        <tr>
          <Th>{say('pair.ready.item')}</Th>
          <Th>{say('pair.channel.state')}</Th>
          {remedies && <Th>{say('pair.ready.remedy')}</Th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ item, state, remedy }) => (
          <Tr key={item}>
            <Th scope="row" className="font-normal">
              {say(`pulse.ready.${item}`)}
            </Th>
            <Td label={say('pair.channel.state')}>
              <span className={`inline-flex items-baseline gap-1.5 font-semibold ${LOOK[state].ink}`}>
                <StateShape shape={LOOK[state].shape} />
                {say(state === 'unknown' ? unknown : `pulse.ready.${state}`)}
              </span>
            </Td>
            {remedies && (
              <Td label={remedy ? say('pair.ready.remedy') : undefined}>
                {remedy && code(remedy.code, remedy.params)}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
