import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { Tried } from '@/lib/api/health'
import { VerdictView } from './verdict-view'
import type { Code, Say } from './words'

type Check = Tried['checks'][number]
type Props = { say: Say; code: Code; tried: Tried }

/** What a try came to, with every word that was said. */
export function TriedView({ say, code, tried }: Props) {
  return tried.checks.map((check) => (
    <section key={check.id} className="flex flex-col gap-2">
      <h3 className="font-semibold">
        {say('monitors.try.result', {
          server: check.name,
          address: check.address,
          port: String(check.port),
          result: say(`health.result.${check.verdict.result}`),
          ms: Math.round(check.verdict.tookMs),
        })}
      </h3>
      <VerdictView say={say} code={code} verdict={check.verdict} />
      <Dialogue say={say} check={check} />
    </section>
  ))
}

function Dialogue({ say, check }: { say: Say; check: Check }) {
  if (check.dialogue.length === 0) return <p className="text-sm text-muted">{say('monitors.try.nothing')}</p>
  const [after, who, text] = [say('monitors.try.after'), say('monitors.try.who'), say('monitors.try.text')]
  return (
    <Table caption={say('monitors.try.dialogue')} stacked>
      <thead>
        <tr>
          <Th number>{after}</Th>
          <Th>{who}</Th>
          <Th>{text}</Th>
        </tr>
      </thead>
      <tbody>
        {check.dialogue.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dialogue that is over; its lines have no other name
          <Tr key={index}>
            <Td number label={after}>
              {say('monitors.ms', { ms: Math.round(line.afterMs) })}
            </Td>
            <Td label={who}>{say(line.who === 'sent' ? 'monitors.one.sent' : 'monitors.one.got')}</Td>
            <Td label={text} className="wide">
              <code className="break-all whitespace-pre-wrap">{line.text}</code>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
