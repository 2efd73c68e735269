import type { PlanAnswer } from '@/lib/api/types'
import type { PlanStep } from '@/lib/plan/types'
import { hasErrors } from '../errors'
import { readArguments, readRole, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { agentOf, problemText, refused } from './transport'

/**
 * `plan`: the agent's plan for the saved files; with FILE or `--actual` worked out here, without an agent, against that table alone.
 * Exit 6 when there is something to do, 1 when the files have errors.
 */
export async function planVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, { actual: { type: 'string' }, role: { type: 'string' } }, 1)
  const role = readRole(io, values.role)
  const [file] = words
  if (file === undefined && values.actual === undefined && role === undefined) {
    const reply = await agentOf(io)('plan')
    return reply.ok ? show(io, reply.value, values.json === true) : refused(io, reply)
  }
  if (values.actual === undefined) throw new UsageError(speak(io, 'cli.planNeedsActual'))
  // The grammar and the planner, which are the agent's otherwise.
  const { filesOf, planHere, textOf } = await import('./plan-here')
  const files = await filesOf(io, file)
  const actual = await textOf(io, values.actual)
  return show(io, planHere(files, actual, role ?? 'active'), values.json === true)
}

function show(io: Io, plan: PlanAnswer, json: boolean): number {
  if (json) io.out(`${JSON.stringify(plan, null, 2)}\n`)
  else io.out(planText(io, plan))
  for (const problem of plan.problems) io.err(line(problemText(io, problem)))
  if (hasErrors(plan.problems)) return EXIT.problems
  return plan.steps.length > 0 ? EXIT.todo : EXIT.done
}

/** The commands, each with its sentence and, where clients feel it, what they feel. */
export function planText(io: Io, plan: Pick<PlanAnswer, 'steps' | 'warnings' | 'foreign' | 'cuts'>): string {
  const lines = plan.warnings.map((w) => `! ${speakCode(io, w.code, w.params)}`)
  lines.push(...plan.steps.flatMap((step) => stepLines(io, step)))
  if (plan.steps.length === 0) lines.push(speak(io, 'cli.nothingToDo'))
  if (plan.cuts > 0) lines.push(speak(io, 'cli.cuts', { count: plan.cuts }))
  if (plan.foreign.length > 0) lines.push(speak(io, 'cli.foreign', { count: plan.foreign.length }))
  return lines.map((text) => line(text)).join('')
}

export function stepLines(io: Io, step: PlanStep): string[] {
  const { effect } = step
  const felt = effect.level === 'none' ? '' : `  ${speakCode(io, effect.saying.code, effect.saying.params)}`
  const said = `    # ${speakCode(io, step.say.code, step.say.params)}${felt}`
  return [
    step.argv.join(' '),
    said,
    ...(step.input ?? '')
      .split('\n')
      .filter(Boolean)
      .map((text) => `    < ${text}`),
  ]
}
