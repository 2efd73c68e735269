import { LocalTime } from '@/components/ui/local-time'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { HealthEntry } from '@/lib/api/health'
import type { Code, Say } from './words'

type Props = {
  say: Say
  code: Code
  language: string
  caption: string
  entries: readonly HealthEntry[]
  /** the page of the monitor that an entry is about; null for a whole pool */
  href: (entry: HealthEntry) => string | null
}

/** What happened to real servers, newest first. */
export function HealthLog({ say, code, language, caption, entries, href }: Props) {
  const [when, server, virtual, what, why] = [
    say('monitors.log.when'),
    say('monitors.server'),
    say('monitors.virtual'),
    say('monitors.log.what'),
    say('monitors.log.why'),
  ]
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          {[when, server, virtual, what, why].map((text) => (
            <Th key={text}>{text}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const to = href(entry)
          return (
            <Tr key={entry.seq}>
              <Td label={when} className="md:whitespace-nowrap">
                <LocalTime at={entry.at} style="full" language={language} />
              </Td>
              <Td label={server}>{to ? <a href={to}>{entry.name || entry.server}</a> : '–'}</Td>
              <Td label={virtual}>{entry.virtual}</Td>
              <Td label={what}>{whatText(say, entry)}</Td>
              <Td label={why} className="wide">
                {code(entry.why.code, entry.why.params)}
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function whatText(say: Say, { what, from, to }: HealthEntry): string {
  if (what === 'transition' && from && to)
    return say('monitors.log.change', { from: say(`health.state.${from}`), to: say(`health.state.${to}`) })
  return say(`monitors.log.what.${what}`)
}
