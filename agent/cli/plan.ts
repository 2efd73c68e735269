import type { PlanAnswer } from '@/lib/api/types'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import type { KernelState } from '@/lib/kernel/state'
import { diff, emptyOwned, foreignOf, type PlanStep, planSteps, type Role, type Wanted } from '@/lib/plan'
import { MAX_FILE_BYTES, readPlain } from '@/lib/store/disk'
import { emptyFiles, type Files } from '@/lib/store/files'
import { pathsFrom } from '@/lib/store/paths'
import { openStore } from '@/lib/store/store'
import { configurationOf, hasErrors } from '../configuration'
import { planIdOf, wantedOf } from '../planning'
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
  const files = await filesOf(io, file)
  const actual = await textOf(io, values.actual)
  return show(io, planHere(files, actual, role ?? 'active'), values.json === true)
}

/** Works the plan out on data alone: everything but the table counts as wanted already (contract.md). */
function planHere(files: Files, save: string, role: Role): PlanAnswer {
  const configuration = configurationOf(files)
  const { wanted, warnings } = wantedOf(configuration, role)
  const actual = stateOf(save, wanted)
  const owned = emptyOwned('')
  const ops = diff(actual, wanted, owned)
  return {
    hash: configuration.hash,
    role,
    problems: configuration.problems,
    steps: planSteps(ops),
    cuts: 0,
    planId: planIdOf(configuration.hash, role, ops),
    foreign: foreignOf(actual, wanted, owned),
    drift: [],
    warnings,
  }
}

function stateOf(save: string, wanted: Wanted): KernelState {
  return {
    services: parseSave(save).services,
    timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300, ...wanted.timeouts },
    chains: wanted.chains.map((chain) => ({ ...chain, jumps: 1 })),
    sysctls: { ...wanted.sysctls },
    addresses: wanted.addresses.map((address) => ({ ...address, base: false })),
    links: {},
  }
}

/** FILE is an lvs.cf; its two neighbours come along when it stands in the configuration's folder. */
async function filesOf(io: Io, file: string | undefined): Promise<Files> {
  const paths = pathsFrom(io.env)
  if (file === undefined || file === `${paths.etc}/lvs.cf`) return (await openStore(paths).read()).files
  return { ...emptyFiles(), 'lvs.cf': Buffer.from(await textOf(io, file), 'latin1') }
}

async function textOf(io: Io, path: string): Promise<string> {
  if (path === '-') return (await io.stdin()).toString('latin1')
  if (path === '/dev/null') return ''
  const bytes = await readPlain(path, MAX_FILE_BYTES)
  if (bytes === null) throw Object.assign(new Error(speak(io, 'cli.noFile', { path })), { exit: EXIT.file })
  return bytes.toString('latin1')
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
