import { ApiError } from '@/lib/api/errors'
import { suggest } from '@/lib/lvscf/suggest'
import { StoreError } from '@/lib/store/files'
import { pathsFrom } from '@/lib/store/paths'
import { whyOf } from '../errors'
import { applyVerb, repairVerb } from './apply'
import { UsageError } from './args'
import { isFileVerb } from './files/verbs'
import { healthVerb } from './health'
import { helpText, VERBS, type Verb, verbHelp } from './help'
import { EXIT, type Io, line, speak } from './io'
import { logVerb } from './log'
import { passwdVerb } from './passwd'
import { planVerb } from './plan'
import { statusVerb } from './status'
import { actorOf } from './transport'
import { version } from './version'
import { tryVerb, wishVerb } from './wish'

const OWN: Partial<Record<Verb, (io: Io, argv: string[]) => Promise<number>>> = {
  plan: planVerb,
  apply: applyVerb,
  repair: repairVerb,
  status: statusVerb,
  log: logVerb,
  health: healthVerb,
  drain: wishVerb('drain'),
  cut: wishVerb('cut'),
  resume: wishVerb('resume'),
  'force-up': wishVerb('force-up'),
  'force-down': wishVerb('force-down'),
  try: tryVerb,
  // What most verbs do not need is loaded by those that use it: SSH, the agent itself, the files' grammar.
  alerts: async (io, argv) => (await import('./alerts')).alertsVerb(io, argv),
  start: async (io, argv) => (await import('./pulse')).pairVerb('start')(io, argv),
  stop: async (io, argv) => (await import('./pulse')).stopVerb(io, argv),
  restart: async (io, argv) => (await import('./pulse')).pairVerb('restart')(io, argv),
  handover: async (io, argv) => (await import('./handover')).handoverVerb(io, argv),
  probe: async (io, argv) => (await import('./probe')).probeVerb(io, argv),
  key: async (io, argv) => (await import('./pulse')).keyVerb(io, argv),
  sync: async (io, argv) => (await import('./sync/sync')).syncVerb(io, argv),
  partner: async (io, argv) => (await import('./sync/partner')).partnerVerb(io, argv),
  receive: async (io, argv) => (await import('./receive')).receiveVerb(io, argv),
  passwd: passwdVerb,
  agent: async (io, argv) => (await import('./agent')).agentVerb(io, argv),
}

/** The command: argv without node and script. @returns the exit status */
export async function main(argv: string[], io: Io): Promise<number> {
  const [verb = 'help', ...rest] = argv
  if (verb === 'help' || verb === '--help' || verb === '-h') {
    io.out(helpText(io))
    return argv.length === 0 ? EXIT.usage : EXIT.done
  }
  if (verb === '--version' || verb === 'version') {
    io.out(`${version}\n`)
    return EXIT.done
  }
  try {
    return await run(verb, rest, io)
  } catch (error) {
    return failed(io, error)
  }
}

async function run(verb: string, argv: string[], io: Io): Promise<number> {
  const known = VERBS.find((v) => v === verb)
  if (!known) {
    const close = suggest(verb, VERBS)
    const more = close ? ` ${speak(io, 'cli.didYouMean', { word: close })}` : ''
    throw new UsageError(speak(io, 'cli.unknownVerb', { verb }) + more)
  }
  if (isFileVerb(known)) {
    const { etc, state } = pathsFrom(io.env)
    const { out: stdout, err: stderr, stdin, language } = io
    const { runFileVerb } = await import('./files')
    return runFileVerb(known, argv, { stdout, stderr, stdin, language, etc, state, author: actorOf(io).user })
  }
  if (asksForHelp(argv)) {
    io.out(verbHelp(io, known))
    return EXIT.done
  }
  // `console` and `up` are the launcher's own: they never come here but for their help.
  const own = OWN[known]
  if (!own) throw new UsageError(speak(io, 'cli.launcherOnly', { verb }))
  return own(io, argv)
}

/** `--help` wins over everything else that may be wrong with the words, up to a `--`. */
function asksForHelp(argv: string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h')
}

function failed(io: Io, error: unknown): number {
  io.err(line(`arapaima: ${whyOf(error)}`))
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof StoreError) return EXIT.file
  if (error instanceof ApiError) return EXIT.problems
  const said = error as { exit?: unknown; code?: unknown }
  if (typeof said.exit === 'number') return said.exit
  return typeof said.code === 'string' && /^E[A-Z]+$/.test(said.code) ? EXIT.file : EXIT.problems
}
