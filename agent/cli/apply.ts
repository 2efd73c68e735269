import type { ApplyAnswer, Status } from '@/lib/api/types'
import { canApply } from '@/lib/can'
import { hasErrors } from '../errors'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { planText, stepLines } from './plan'
import { actorOf, agentOf, problemText, refused } from './transport'

/**
 * `apply`: shows the plan and does exactly that. On a terminal it asks; without one `--yes` is needed (exit 2). Exit 4 when the
 * plan is no longer the one that was shown.
 */
export async function applyVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, { yes: { type: 'boolean', short: 'y' }, note: { type: 'string' } }, 0)
  const call = agentOf(io)
  const plan = await call('plan')
  if (!plan.ok) return refused(io, plan)
  const { problems, planId } = plan.value
  for (const problem of problems) io.err(line(problemText(io, problem)))
  if (hasErrors(problems)) return EXIT.problems
  const status = await call('status')
  if (!status.ok) return refused(io, status)
  const reason = canApply(plan.value, status.value)
  if (reason?.code === 'panels.cannot.nothing') return nothingToDo(io, status.value, values.json === true)
  if (reason) {
    io.err(line(speakCode(io, reason.code, reason.params)))
    return EXIT.problems
  }
  if (!values.json) io.out(planText(io, plan.value))
  if (!(await mayGoOn(io, values.yes === true, 'cli.askApply'))) return EXIT.problems
  const reply = await call('apply', { body: { planId, note: values.note ?? '', actor: actorOf(io) } })
  return reply.ok ? told(io, reply.value, values.json === true) : refused(io, reply)
}

/** What is saved runs already, and the kernel equals it: for a script as good as applied. */
function nothingToDo(io: Io, { running }: Status, json: boolean): number {
  const answer: ApplyAnswer = { ok: true, running, applied: 0, left: [], remaining: [], tookMs: 0 }
  io.out(json ? `${JSON.stringify(answer, null, 2)}\n` : line(speak(io, 'cli.nothingToDo')))
  return EXIT.done
}

/** `repair`: the kernel as the running revision has it, changes by hand included. Asks on a terminal. */
export async function repairVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, { yes: { type: 'boolean', short: 'y' } }, 0)
  const call = agentOf(io)
  const status = await call('status')
  if (!status.ok) return refused(io, status)
  if (status.value.running === null) {
    io.err(line(speak(io, 'cli.status.runningNothing')))
    return EXIT.problems
  }
  const { drift } = status.value.kernel
  if (!values.json)
    for (const { key, field, wanted, actual } of drift)
      io.out(
        line(speak(io, 'cli.driftLine', { key, field: field ?? '', wanted: wanted ?? '–', actual: actual ?? '–' })),
      )
  // Nothing new comes into the kernel by a repair, so a script need not say --yes.
  if (!(await mayGoOn(io, values.yes === true || !io.ask, 'cli.askRepair'))) return EXIT.problems
  const reply = await call('repair', { body: { actor: actorOf(io) } })
  return reply.ok ? told(io, reply.value, values.json === true) : refused(io, reply)
}

async function mayGoOn(io: Io, yes: boolean, question: 'cli.askApply' | 'cli.askRepair'): Promise<boolean> {
  if (yes) return true
  if (!io.ask) throw new UsageError(speak(io, 'cli.needsYes'))
  const answer = (await io.ask(`${speak(io, question)} `, false)).trim().toLowerCase()
  if (['y', 'yes', '是'].includes(answer)) return true
  io.err(line(speak(io, 'cli.notDone')))
  return false
}

function told(io: Io, answer: ApplyAnswer, json: boolean): number {
  if (json) {
    io.out(`${JSON.stringify(answer, null, 2)}\n`)
    return answer.ok ? EXIT.done : EXIT.problems
  }
  if (answer.ok) {
    io.out(line(speak(io, 'cli.applied', { count: answer.applied, revision: answer.running?.number ?? 0 })))
    return EXIT.done
  }
  io.err(line(speak(io, 'cli.applyFailed', { count: answer.applied })))
  if (answer.failed) {
    for (const text of stepLines(io, answer.failed.step)) io.err(line(text))
    io.err(line(`    ${answer.failed.why}`))
  }
  io.err(line(speak(io, 'cli.remaining', { count: answer.remaining.length })))
  for (const step of answer.remaining) for (const text of stepLines(io, step)) io.err(line(text))
  return EXIT.problems
}
