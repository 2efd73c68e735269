import { LocalTime } from '@/components/ui/local-time'
import { Badge } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { RoleChange } from '@/lib/api/pair'
import { Since } from './ago'
import { stateLook } from './pair-look'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; language: string; changes: readonly RoleChange[]; now: number }

/** So many stand open: two hand-overs with all their steps. */
const OPEN = 6

/** The changes of this router's role, newest first, each with its reason; those before the newest are a click away. */
export function PairChanges({ changes, ...rest }: Props) {
  const before = changes.slice(OPEN)
  return (
    <>
      <Changes {...rest} caption={rest.say('pair.changes')} changes={changes.slice(0, OPEN)} />
      {before.length > 0 && (
        <details className="border-t border-line">
          <summary className="px-4 py-2">{rest.say('pair.changes.before', { count: before.length })}</summary>
          <Changes {...rest} caption={rest.say('pair.changes.before', { count: before.length })} changes={before} />
        </details>
      )}
    </>
  )
}

function Changes({ say, code, language, changes, now, caption }: Props & { caption: string }) {
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          <Th>{say('pair.changes.at')}</Th>
          <Th>{say('pair.changes.to')}</Th>
          <Th>{say('pair.changes.why')}</Th>
          <Th number>{say('pair.term')}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Tr key={`${change.at} ${change.from} ${change.to}`}>
            <Td label={say('pair.changes.at')}>
              <span className="whitespace-nowrap">
                <LocalTime at={change.at} style="full" language={language} />
              </span>{' '}
              <span className="whitespace-nowrap text-muted">
                <Since say={say} at={change.at} now={now} />
              </span>
            </Td>
            <Td label={say('pair.changes.to')}>
              <span className="text-muted">{say(`pulse.state.${change.from}`)} →</span>{' '}
              <Badge {...badge(change.to)}>{say(`pulse.state.${change.to}`)}</Badge>
            </Td>
            <Td label={say('pair.changes.why')}>{code(change.why.code, change.why.params)}</Td>
            <Td number label={say('pair.term')}>
              {change.term}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function badge(state: RoleChange['to']) {
  const { tone, shape } = stateLook(state)
  return { tone, shape }
}
