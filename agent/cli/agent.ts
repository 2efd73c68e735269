import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { pathsFrom } from '@/lib/store/paths'
import { systemAround } from '../around'
import { systemMonitors } from '../health/ports'
import { realKernel } from '../kernel/real'
import { startAgent } from '../main'
import { DEFAULTS } from '../options'
import { systemClock } from '../ports'
import { readArguments, readRole } from './args'
import { EXIT, type Io, line, speak } from './io'
import { version } from './version'

/** `agent`: the process that owns the kernel of this network namespace. HUP applies what is saved; TERM hands over where it can, and ends it. */
export async function agentVerb(io: Io, argv: string[]): Promise<never> {
  const { values } = readArguments(io, argv, { role: { type: 'string' } }, 0)
  const role = readRole(io, values.role) ?? null
  const paths = pathsFrom(io.env)
  const log = (text: string) => io.err(line(text))
  const kernel = realKernel({ ...paths, modulesDir: io.env.ARAPAIMA_MODULES_DIR, log })
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  let tell: (signal: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => {
    tell = resolve
  })
  const ports = {
    kernel,
    around: systemAround(),
    monitors: await systemMonitors(),
    clock: systemClock,
    bootId,
    hostname: hostname(),
    version,
    log,
    restart: hasKeeper(io) ? () => tell('restart') : undefined,
  }
  let hup = false
  // Signals count from now on; one that comes while the agent starts is done when it has.
  const noteHup = () => {
    hup = true
  }
  process.on('SIGHUP', noteHup)
  let insist: () => void = () => undefined
  const again = new Promise<void>((resolve) => {
    insist = resolve
  })
  let terms = 0
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (++terms > 1) insist()
      tell(signal)
    })
  const agent = await startAgent({ ...DEFAULTS, role, paths }, ports)
  process.off('SIGHUP', noteHup)
  process.on('SIGHUP', () => void agent.reload())
  if (hup) void agent.reload()
  log(speak(io, 'cli.agentReady', { socket: paths.socket, role: role ?? 'pulse' }))
  const signal = await ended
  // A second TERM does not wait for a hand-over.
  if (signal !== 'restart') await Promise.race([agent.terminate(), again])
  await agent.close()
  log(speak(io, 'cli.agentEnded', { signal }))
  // Announcements that are still being made need not be waited for.
  process.exit(EXIT.done)
}

/** `up` and systemd start an agent again that ends. systemd.exec(5), INVOCATION_ID */
const hasKeeper = ({ env }: Io): boolean => Boolean(env.ARAPAIMA_KEEPER || env.INVOCATION_ID)
