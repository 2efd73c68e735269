import { LocalTime } from '@/components/ui/local-time'
import { Sparkline } from '@/components/ui/sparkline'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { HealthCheck, HealthServer, HealthVerdict } from '@/lib/api/health'
import { keyText } from './figures'
import { HealthBadge } from './health-badge'
import type { Code, Say } from './words'

type Props = {
  say: Say
  /** a code that came from the agent, as a sentence */
  code: Code
  language: string
  caption: string
  servers: readonly HealthServer[]
  /** the page of one monitor */
  href: (server: HealthServer) => string
}

/** A row for each real server: state, since when, the last verdict in words, response times, the next check. */
export function MonitorTable({ say, code, language, caption, servers, href }: Props) {
  const label = {
    state: say('monitors.state'),
    server: say('monitors.server'),
    virtual: say('monitors.virtual'),
    since: say('monitors.since'),
    verdict: say('monitors.verdict'),
    times: say('monitors.times'),
    next: say('monitors.next'),
  }
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          {Object.entries(label).map(([key, text]) => (
            <Th key={key}>{text}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {servers.map((server) => (
          <Tr key={`${server.service} ${server.server}`}>
            <Td>
              <HealthBadge say={say} server={server} />
            </Td>
            <Th scope="row" className="font-semibold">
              <a href={href(server)}>{server.name}</a>
              <span className="figure block text-[0.8125rem] font-normal text-muted">{keyText(server.server)}</span>
            </Th>
            <Td label={label.virtual}>{server.virtuals.join(', ')}</Td>
            <Td label={label.since}>
              <LocalTime at={server.since} language={language} />
            </Td>
            <Td label={label.verdict} className="wide max-w-[46ch]">
              <LastVerdict say={say} code={code} server={server} />
            </Td>
            <Td label={label.times} className="whitespace-nowrap">
              <Times say={say} check={server.checks[0]} />
            </Td>
            <Td label={label.next}>
              <Next say={say} language={language} checks={server.checks} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The check that says the most: one that failed goes before one that passed. */
export function tellingCheck(checks: readonly HealthCheck[]): HealthCheck | undefined {
  const rank = { down: 0, unknown: 1, up: 2 } as const
  return [...checks].sort((x, y) => rank[x.last?.result ?? 'unknown'] - rank[y.last?.result ?? 'unknown'])[0]
}

function LastVerdict({ say, code, server }: { say: Say; code: Code; server: HealthServer }) {
  const last = tellingCheck(server.checks)?.last
  const { wish } = server
  return (
    <>
      {last && code(last.say.code, last.say.params)}
      {last && last.result !== 'up' && <Said say={say} verdict={last} />}
      {!last && say(server.state === 'inactive' ? 'monitors.notChecked' : 'monitors.neverChecked')}
      {wish && (
        <span className="block text-muted">
          {say('monitors.wished', { by: wish.by, reason: wish.reason || say('monitors.noReason') })}
        </span>
      )}
    </>
  )
}

/** What was expected and what came, where the sentence alone does not tell. */
function Said({ say, verdict }: { say: Say; verdict: HealthVerdict }) {
  const parts = [
    ['monitors.one.expected', verdict.expected],
    ['monitors.one.got', verdict.got],
  ] as const
  return parts.map(
    ([key, text]) =>
      text !== undefined && (
        <span key={key} className="block text-[0.8125rem] text-muted">
          {say(key)}: {text ? <code className="break-all">{text.slice(0, 80)}</code> : say('monitors.one.nothing')}
        </span>
      ),
  )
}

function Times({ say, check }: { say: Say; check: HealthCheck | undefined }) {
  if (!check?.last) return '–'
  const times = check.history.map((one) => (one.up ? one.tookMs : null))
  return (
    <>
      <span className="figure md:inline-block md:min-w-[9ch]">
        {say('monitors.ms', { ms: Math.round(check.last.tookMs * 10) / 10 })}
      </span>{' '}
      {times.length > 1 && <Sparkline values={times} />}
    </>
  )
}

function Next({ say, language, checks }: { say: Say; language: string; checks: readonly HealthCheck[] }) {
  const next = checks.map((one) => one.next).filter((at) => at !== null)
  if (checks.length === 0) return '–'
  if (checks.some((one) => one.running)) return say('monitors.next.running')
  if (next.length === 0) return say('monitors.next.none')
  return <LocalTime at={Math.min(...next)} style="time" language={language} />
}
