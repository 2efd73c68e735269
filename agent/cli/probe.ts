import { formatEndpoint, parseEndpoint } from '@/lib/kernel/endpoint'
import { longestOf } from '@/lib/pulse/gaps'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak } from './io'
import { gapLimit, type ProbeResult, probe } from './probe-client'

const OPTIONS = { for: { type: 'string' }, every: { type: 'string' } } as const
const SECONDS = { default: 10, min: 1, max: 3600 }
const EVERY_MS = { default: 50, min: 10, max: 10_000 }
const PORT = 80

/**
 * `probe`: asks an address many times a second, from any machine but the routers, and prints when nobody answered. Exit 0: always answered;
 * 1: a gap, or nobody at all. An interrupt ends it early with what it has.
 */
export async function probeVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, OPTIONS, 1)
  const [text = ''] = words
  const target = parseEndpoint(text)
  if (!target) throw new UsageError(speak(io, text === '' ? 'cli.probe.noTarget' : 'cli.probe.badTarget', { text }))
  const seconds = numberOf(io, '--for', values.for, SECONDS)
  const everyMs = numberOf(io, '--every', values.every, EVERY_MS)
  const { address } = target
  const port = target.port || PORT
  const control = new AbortController()
  const stop = () => control.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const wish = { address, port, forMs: seconds * 1000, everyMs, signal: control.signal }
  const result = await probe(wish).finally(() => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  })
  if (values.json) io.out(`${JSON.stringify({ address, port, everyMs, ...rounded(result) }, null, 2)}\n`)
  else for (const said of linesOf(io, formatEndpoint(address, port), everyMs, result)) io.out(line(said))
  return result.answered > 0 && result.gaps.length === 0 ? EXIT.done : EXIT.problems
}

function numberOf(
  io: Io,
  option: string,
  text: string | undefined,
  { default: usual, min, max }: { default: number; min: number; max: number },
): number {
  if (text === undefined) return usual
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw new UsageError(speak(io, 'cli.probe.range', { option, text, min, max }))
  return value
}

function rounded({ tookMs, gaps, lateMs, ...rest }: ProbeResult) {
  return {
    ...rest,
    tookMs: Math.round(tookMs),
    lateMs: Math.round(lateMs),
    longestMs: Math.round(longestOf(gaps)),
    gaps: gaps.map(({ atMs, ms, open }) => ({ at: Math.round(rest.startedAt + atMs), ms: Math.round(ms), open })),
  }
}

const clockTime = (at: number) => new Date(at).toISOString().slice(11, 23)

function linesOf(io: Io, target: string, everyMs: number, result: ProbeResult): string[] {
  const { asked, answered, refused, tookMs, gaps, lateMs, startedAt } = result
  const sum = { target, asked, answered, refused, seconds: Math.round(tookMs / 100) / 10 }
  const lines = [speak(io, 'cli.probe.sum', sum)]
  for (const { atMs, ms, open } of gaps) {
    const params = { at: clockTime(startedAt + atMs), ms: Math.round(ms), open: open ? 1 : 0 }
    lines.push(speak(io, 'cli.probe.gap', params))
  }
  const limit = gapLimit(everyMs)
  if (gaps.length === 0 && answered > 0) lines.push(speak(io, 'cli.probe.none', { limit }))
  if (lateMs > limit) lines.push(speak(io, 'cli.probe.late', { ms: Math.round(lateMs) }))
  return lines
}
