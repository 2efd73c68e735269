import type { JournalEntry } from '@/lib/api/types'
import { firstBroken } from '../journal'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { agentOf, refused } from './transport'

/** `log`: the newest entries of the journal. Exit 1 when the chain that shows tampering is broken. */
export async function logVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, { number: { type: 'string', short: 'n' } }, 0)
  const limit = Number(values.number ?? '50')
  if (!Number.isInteger(limit) || limit < 1 || limit > 999)
    throw new UsageError(speak(io, 'cli.badCount', { value: values.number ?? '' }))
  const call = agentOf(io)
  // One more than is shown: each entry is checked against the one before it.
  const reply = await call('journal', { query: { limit: limit + 1 } })
  if (!reply.ok) return refused(io, reply)
  const entries = reply.value
  const shown = entries.slice(-limit)
  if (values.json) io.out(`${JSON.stringify(shown, null, 2)}\n`)
  else for (const entry of shown) io.out(line(entryText(io, entry)))
  const [first, ...rest] = entries
  const broken = first ? firstBroken(first.chain, rest, first.seq + 1) : null
  const status = await call('status')
  const alarm = status.ok ? status.value.alarms.find((a) => a.code === 'agent.journalBroken') : undefined
  if (broken) io.err(line(speak(io, 'cli.log.broken', { seq: broken.seq })))
  else if (alarm) io.err(line(speakCode(io, alarm.code, alarm.params)))
  return broken || alarm ? EXIT.problems : EXIT.done
}

function entryText(io: Io, { seq, at, actor, what, saying, detail }: JournalEntry): string {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19)
  const from = actor.from ? `@${actor.from}` : ''
  const note = typeof detail?.note === 'string' ? ` “${detail.note}”` : ''
  const why = typeof detail?.why === 'string' ? ` (${detail.why})` : ''
  return `${seq} ${time} ${actor.user}${from} ${actor.via} ${what}: ${speakCode(io, saying.code, saying.params)}${note}${why}`
}
