import { run } from '@/agent/run'
import type { LoadTarget } from '@/lib/health/targets'
import { loadFrom } from '@/lib/health/weight'
import type { ProgramOptions } from './check-program'
import { isUnprivileged } from './check-user'
import { allowedProgram } from './program-path'

/** A load reading that takes longer is not readable. */
const LIMIT_MS = 10_000
const OUTPUT_MAX = 4096

/**
 * The load of a server as its load_monitor tells it: `rup ADDRESS`, `ruptime ADDRESS`, `rsh|ssh ADDRESS uptime`, or a program of an allowed folder
 * with the address. Runs as the check user, like every program; ssh therefore uses that user's key.
 * @returns null when it cannot be read: the weight then stays as it is
 */
export async function readLoad(target: LoadTarget, options: ProgramOptions): Promise<number | null> {
  const argv = await loadArgv(target, options)
  if (!argv || !isUnprivileged(options.uid)) return null
  try {
    const { uid, gid } = options
    const limits = { timeoutMs: LIMIT_MS, maxBytes: OUTPUT_MAX, cwd: '/', endGroup: true }
    const result = await (options.run ?? run)(argv, { ...limits, uid, gid })
    return result.code === 0 ? loadFrom(result.stdout) : null
  } catch {
    // a tool that is missing or floods: not readable, as when the server does not answer
    return null
  }
}

/** The command line of a reading; null when the word or the remote shell is none that may be run. */
export async function loadArgv(target: LoadTarget, options: Pick<ProgramOptions, 'policy'>): Promise<string[] | null> {
  const { word, address, rshCommand } = target
  if (word === 'rup' || word === 'ruptime') return [word, address]
  if (word === 'uptime') {
    if (/^(\/usr\/bin\/)?ssh$/.test(rshCommand)) return ['ssh', '-o', 'BatchMode=yes', '--', address, 'uptime']
    return /^(\/usr\/bin\/)?rsh$/.test(rshCommand) ? ['rsh', address, 'uptime'] : null
  }
  const allowed = await allowedProgram(word, options.policy)
  return 'reason' in allowed ? null : [allowed.path, address]
}
