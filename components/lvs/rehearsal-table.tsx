import { LocalTime } from '@/components/ui/local-time'
import { type Shape, StateShape } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { Rehearsal } from '@/lib/api/rehearsal'
import type { Saying } from '@/lib/plan/types'
import { countText } from './figures'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; language: string; list: readonly Rehearsal[] }

/** The rehearsals that are kept, newest first: the gap in this router's own view, a third host's beside it, and what came of both ways. */
export function RehearsalTable({ say, code, language, list }: Props) {
  return (
    <Table caption={say('pair.rehearsal')} captionHidden stacked>
      <thead>
        <tr>
          <Th>{say('pair.rehearsal.at')}</Th>
          <Th>{say('pair.rehearsal.by')}</Th>
          <Th>{say('pair.rehearsal.gap')}</Th>
          <Th>{say('pair.rehearsal.seen')}</Th>
          <Th>{say('pair.rehearsal.outcome')}</Th>
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <Tr key={one.at}>
            <Td label={say('pair.rehearsal.at')}>
              <LocalTime at={one.at} style="full" language={language} />
            </Td>
            <Td label={say('pair.rehearsal.by')}>{one.by}</Td>
            <Td label={say('pair.rehearsal.gap')}>
              {one.gapMs === null ? (
                <span className="text-muted">{sentence(code, one.unmeasured)}</span>
              ) : (
                <>
                  <span className="figure">{say('pair.rehearsal.ms', { ms: countText(one.gapMs) })}</span>{' '}
                  <span className="figure text-muted">{one.address}</span>
                </>
              )}
            </Td>
            <Td label={say('pair.rehearsal.seen')} className="figure">
              {one.seenMs === null ? '–' : say('pair.rehearsal.ms', { ms: countText(one.seenMs) })}
            </Td>
            <Td label={say('pair.rehearsal.outcome')}>
              <Outcome say={say} code={code} one={one} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

const sentence = (code: Code, saying: Saying | null) => (saying ? code(saying.code, saying.params) : '–')

function Outcome({ say, code, one: { there, back } }: Pick<Props, 'say' | 'code'> & { one: Rehearsal }) {
  const [ink, shape, text]: [string, Shape, string] = !there.ok
    ? ['text-bad', 'down', say('pair.rehearsal.notThere', { why: sentence(code, there.why) })]
    : back?.ok
      ? ['text-good', 'disc', say('pair.rehearsal.good')]
      : ['text-bad', 'alert', say('pair.rehearsal.notBack', { why: sentence(code, back?.why ?? null) })]
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${ink}`}>
      <StateShape shape={shape} />
      {text}
    </span>
  )
}
