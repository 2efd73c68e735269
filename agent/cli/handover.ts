import { setTimeout as after } from 'node:timers/promises'
import type { Rehearsal, RehearsalsAnswer } from '@/lib/api/rehearsal'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { pairVerb } from './pulse'
import { actorOf, agentOf, refused } from './transport'

const OPTIONS = { rehearse: { type: 'boolean' }, seen: { type: 'string' } } as const
const LOOK_MS = 500
const SEEN_MOST_MS = 600_000

/** `handover`: gives the service away, or with --rehearse there and back; --seen puts a third host's number beside the last rehearsal. */
export async function handoverVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, OPTIONS, 0)
  if (values.rehearse && values.seen !== undefined) throw new UsageError(speak(io, 'cli.rehearse.oneOption'))
  if (values.seen !== undefined) return seen(io, values.seen, values.json)
  if (values.rehearse) return rehearse(io, values.json)
  return pairVerb('handover')(io, argv)
}

/** Begins one and waits for its end. Exit 1 when it was refused, or did not come back. */
async function rehearse(io: Io, json: boolean | undefined): Promise<number> {
  const call = agentOf(io)
  const began = await call('rehearse', { body: { actor: actorOf(io) } })
  if (!began.ok) return refused(io, began)
  if (!began.value.ok) {
    if (json) io.out(`${JSON.stringify(began.value, null, 2)}\n`)
    else io.err(line(speakCode(io, began.value.why.code, began.value.why.params)))
    return EXIT.problems
  }
  let since: number | null = null
  let step = ''
  for (;;) {
    const reply = await call('rehearsals')
    if (!reply.ok) return refused(io, reply)
    const { running, list } = reply.value
    if (running) {
      since = running.since
      if (running.step !== step && !json) io.err(line(speak(io, 'cli.rehearse.step', { step: running.step })))
      step = running.step
      await after(LOOK_MS)
      continue
    }
    return ended(io, list.find((one) => since === null || one.at === since) ?? null, json)
  }
}

function ended(io: Io, one: Rehearsal | null, json: boolean | undefined): number {
  if (!one) {
    io.err(line(speak(io, 'cli.rehearse.gone')))
    return EXIT.problems
  }
  if (json) io.out(`${JSON.stringify(one, null, 2)}\n`)
  else for (const text of wordsOf(io, one)) io.out(line(text))
  return one.there.ok && one.back?.ok ? EXIT.done : EXIT.problems
}

function wordsOf(io: Io, { there, back, gapMs, unmeasured, address }: Rehearsal): string[] {
  const lines = [speakCode(io, there.why.code, there.why.params)]
  if (gapMs !== null) lines.push(speak(io, 'cli.rehearse.gap', { ms: Math.round(gapMs), address: address ?? '' }))
  else if (there.ok && unmeasured) lines.push(speakCode(io, unmeasured.code, unmeasured.params))
  if (back) lines.push(speakCode(io, back.why.code, back.why.params))
  if (there.ok && !back?.ok) lines.push(speak(io, 'pulse.rehearsal.not-back'))
  return lines
}

async function seen(io: Io, text: string, json: boolean | undefined): Promise<number> {
  const seenMs = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(seenMs <= SEEN_MOST_MS)) throw new UsageError(speak(io, 'cli.rehearse.badMs', { value: text }))
  const call = agentOf(io)
  const known = await call('rehearsals')
  if (!known.ok) return refused(io, known)
  const last = newest(known.value)
  if (!last) {
    io.err(line(speak(io, 'cli.rehearse.noneSeen')))
    return EXIT.problems
  }
  const reply = await call('seen', { body: { at: last.at, seenMs, actor: actorOf(io) } })
  if (!reply.ok) return refused(io, reply)
  const { ok, why } = reply.value
  if (json) io.out(`${JSON.stringify(reply.value, null, 2)}\n`)
  else (ok ? io.out : io.err)(line(speakCode(io, why.code, why.params)))
  return ok ? EXIT.done : EXIT.problems
}

const newest = ({ list }: RehearsalsAnswer): Rehearsal | undefined => list[0]
