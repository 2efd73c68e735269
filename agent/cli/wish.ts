import type { WISH_KINDS } from '@/lib/api/health'
import { type OptionTable, readArguments, UsageError } from './args'
import { saidLines, serverLines, verdictWords } from './health'
import { EXIT, type Io, line, speak } from './io'
import { actorOf, agentOf, refused } from './transport'

const REASON: OptionTable = { reason: { type: 'string' } }

/** `drain`, `cut`, `resume`, `force-up`, `force-down`: an operator's word over the checks of a server. Prints the server as it then is. */
export function wishVerb(kind: (typeof WISH_KINDS)[number]): (io: Io, argv: string[]) => Promise<number> {
  const options: OptionTable = kind === 'drain' ? { ...REASON, deactivate: { type: 'boolean' } } : REASON
  return async (io, argv) => {
    const { values, words } = readArguments(io, argv, options, 2)
    const { virtual, server } = serverOf(io, kind, words)
    const deactivate = 'deactivate' in values
    const body = { virtual, server, kind, reason: String(values.reason ?? ''), deactivate, actor: actorOf(io) }
    const reply = await agentOf(io)('wish', { body })
    if (!reply.ok) return refused(io, reply)
    if (values.json) io.out(`${JSON.stringify(reply.value, null, 2)}\n`)
    else for (const text of serverLines(io, reply.value)) io.out(line(text))
    return EXIT.done
  }
}

/** `try`: makes the checks of a server now and shows the whole dialogue. Exit 1 when one does not pass. */
export async function tryVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, { saved: { type: 'boolean' } }, 2)
  const { virtual, server } = serverOf(io, 'try', words)
  const of = values.saved ? ('saved' as const) : ('running' as const)
  const reply = await agentOf(io)('try', { body: { virtual, server, of, actor: actorOf(io) } })
  if (!reply.ok) return refused(io, reply)
  const { checks } = reply.value
  if (values.json) io.out(`${JSON.stringify(reply.value, null, 2)}\n`)
  else
    for (const { virtual: block, name, address, port, kind, verdict, dialogue } of checks) {
      io.out(line(`${block} ${name} ${address} ${kind} ${port}`))
      for (const { who, text, afterMs } of dialogue)
        io.out(line(`${who === 'sent' ? '>' : '<'} ${String(Math.round(afterMs)).padStart(5)} ms  ${text}`))
      const { result, said, ms } = verdictWords(io, verdict)
      io.out(line(`${result}: ${said} (${ms} ms)`))
      for (const text of saidLines(io, verdict)) io.out(line(text))
    }
  return checks.every((check) => check.verdict.result === 'up') ? EXIT.done : EXIT.problems
}

function serverOf(io: Io, verb: string, [virtual, server]: string[]): { virtual: string; server: string } {
  if (!virtual || !server) throw new UsageError(speak(io, 'cli.needsServer', { verb }))
  return { virtual, server }
}
