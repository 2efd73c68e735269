import type { HealthEntry, HealthServer, HealthTrouble, HealthVerdict } from '@/lib/api/health'
import { hasText } from '@/lib/text'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { agentOf, refused } from './transport'

const when = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19)
const stateText = (io: Io, name: string) => {
  const key = `health.state.${name}`
  return hasText(key) ? speak(io, key) : name
}

/** `health`: every real server and what its checks saw, or with --log what happened to them. Exit 1 when one is not well. */
export async function healthVerb(io: Io, argv: string[]): Promise<number> {
  const options = { log: { type: 'boolean' }, number: { type: 'string', short: 'n' } } as const
  const { values, words } = readArguments(io, argv, options, 2)
  const [virtual, server] = words
  const asked = { ...(virtual === undefined ? {} : { virtual }), ...(server === undefined ? {} : { server }) }
  const limit = Number(values.number ?? '50')
  if (!Number.isInteger(limit) || limit < 1 || limit > 999)
    throw new UsageError(speak(io, 'cli.badCount', { value: values.number ?? '' }))
  const call = agentOf(io)
  if (values.log) {
    const reply = await call('healthLog', { query: { ...asked, limit } })
    if (!reply.ok) return refused(io, reply)
    if (values.json) io.out(`${JSON.stringify(reply.value, null, 2)}\n`)
    else for (const entry of reply.value.reverse()) io.out(line(entryText(io, entry)))
    return EXIT.done
  }
  const reply = await call('health', { query: { ...asked, history: values.json ? '1' : '0' } })
  if (!reply.ok) return refused(io, reply)
  const { servers } = reply.value
  if (values.json) io.out(`${JSON.stringify(reply.value, null, 2)}\n`)
  else if (servers.length === 0) io.out(line(speak(io, 'cli.health.none')))
  else for (const row of servers) for (const text of serverLines(io, row)) io.out(line(text))
  if (!values.json) for (const text of troubleLines(io, reply.value.troubles)) io.err(line(text))
  const isUnwell = (row: HealthServer) => ['down', 'quiesced', 'held'].includes(row.state)
  const isMissing = servers.length === 0 && virtual !== undefined
  return isMissing || servers.some(isUnwell) ? EXIT.problems : EXIT.done
}

/** What keeps a pool although it fails, and whether the partner should serve it. */
function troubleLines(io: Io, troubles: readonly HealthTrouble[]): string[] {
  return troubles.flatMap(({ virtuals, kept, offer }) =>
    [kept?.why, offer].flatMap((why) =>
      why ? [`${virtuals.join(', ')}: ${speakCode(io, why.code, why.params)}`] : [],
    ),
  )
}

/** A server with its checks, as people read it. */
export function serverLines(io: Io, row: HealthServer): string[] {
  const { name, server, state, since, why, weight, want, wish, left, checks } = row
  const head = speak(io, 'cli.health.server', {
    virtual: row.virtuals.join(', '),
    name,
    server,
    state: stateText(io, state),
    since: when(since),
    now: want.present ? String(want.weight) : '–',
    weight: String(weight),
    why: speakCode(io, why.code, why.params),
  })
  const lines = [head]
  if (wish) lines.push(`    ${speak(io, 'cli.health.wish', { by: wish.by, kind: wish.kind, reason: wish.reason })}`)
  if (left)
    lines.push(`    ${speak(io, 'cli.health.left', { ...left, end: left.end === null ? 'none' : when(left.end) })}`)
  for (const { kind, port, everyMs, last } of checks) {
    const base = { kind, port, seconds: everyMs / 1000 }
    if (last === null) lines.push(`    ${speak(io, 'cli.health.unchecked', base)}`)
    else
      lines.push(`    ${speak(io, 'cli.health.check', { ...base, ...verdictWords(io, last) })}`, ...saidLines(io, last))
  }
  return lines
}

/** Parameters of a check's sentence. */
export function verdictWords(io: Io, { result, say, tookMs }: HealthVerdict): Record<string, string | number> {
  return {
    result: speak(io, `health.result.${result}`),
    said: speakCode(io, say.code, say.params),
    ms: Math.round(tookMs),
  }
}

/** What was sent, what came and what was expected, of a check that did not pass. */
export function saidLines(io: Io, { result, sent, got, expected }: HealthVerdict): string[] {
  if (result === 'up') return []
  const lines: string[] = []
  if (sent) lines.push(speak(io, 'health.said.sent', { text: sent }))
  if (expected) lines.push(speak(io, 'health.said.expected', { text: expected }))
  if (got || expected) lines.push(speak(io, 'health.said.got', { text: got ?? speak(io, 'health.said.nothing') }))
  return lines.map((text) => `        ${text}`)
}

function entryText(io: Io, entry: HealthEntry): string {
  const { at, virtual, name, why } = entry
  return speak(io, 'cli.health.entry', {
    at: when(at),
    virtual,
    name,
    what: whatText(io, entry),
    why: speakCode(io, why.code, why.params),
  })
}

function whatText(io: Io, { what, from, to, on }: HealthEntry): string {
  if (what === 'transition') return `${stateText(io, from ?? '')} → ${stateText(io, to ?? '')}.`
  if (what === 'hold') return speak(io, on ? 'cli.health.holds' : 'cli.health.releases')
  return what === 'note' ? `(${speak(io, on ? 'health.result.up' : 'health.result.down')})` : ''
}
