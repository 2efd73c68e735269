import { AgentError, whyOf } from '@/agent/errors'
import { allowedProgram, type PathPolicy } from '@/agent/monitors/program-path'
import { type RunOptions, type RunResult, run } from '@/agent/run'
import type { Role, Saying } from '@/lib/plan/types'

export type RoleCommand = 'active_cmd' | 'inactive_cmd'

/** Where the programs of active_cmd and inactive_cmd lie. They run as root: nobody but root may be able to change them. */
export const COMMAND_FOLDERS = ['/etc/arapaima/commands', '/usr/lib/arapaima/commands']
export const COMMAND_POLICY: PathPolicy = { folders: COMMAND_FOLDERS, owners: [0] }
/** A change of role does not wait longer for a command. operations.md 1 */
export const COMMAND_LIMIT_MS = 10_000
/** More than anybody reads of a command's output. */
const OUTPUT_MAX = 65_536
/** What of its messages is told: enough to see what was wrong. */
const SAID_MAX = 300

const ROLES: Record<RoleCommand, Role> = { active_cmd: 'active', inactive_cmd: 'standby' }

export type CommandWorld = {
  policy?: PathPolicy
  limitMs?: number
  run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
}

/**
 * Runs what lvs.cf names for a change of role: split at blanks, no quoting, no shell (reference 2.5), in /, with PATH, LC_ALL and
 * ARAPAIMA_ROLE (`active`, `standby`) as its whole environment, and nothing on standard input. What it started in its process group ends
 * with it; all of it ends after ten seconds.
 * @param text the value of active_cmd or inactive_cmd; a blank one runs nothing
 * @returns null when it ended well or there was nothing to run, otherwise what went wrong and how to mend it
 */
export async function runRoleCommand(
  which: RoleCommand,
  text: string,
  { policy = COMMAND_POLICY, limitMs = COMMAND_LIMIT_MS, run: start = run }: CommandWorld = {},
): Promise<Saying | null> {
  const [name = '', ...words] = text.split(/[ \t]+/).filter(Boolean)
  if (name === '') return null
  const fault = (code: string, params: Saying['params']): Saying => ({
    code: `pulse.command.${code}`,
    params: { command: which, program: name, ...params },
  })
  const allowed = await allowedProgram(name, policy)
  if ('reason' in allowed) return fault('refused', { ...allowed, folder: policy.folders[0] ?? '' })
  try {
    const result = await start([allowed.path, ...words], {
      timeoutMs: limitMs,
      maxBytes: OUTPUT_MAX,
      env: { ARAPAIMA_ROLE: ROLES[which] },
      cwd: '/',
      endGroup: true,
    })
    if (result.timedOut) return fault('timeout', { seconds: limitMs / 1000 })
    if (result.code === null) return fault('signal', { signal: result.signal ?? '?' })
    return result.code === 0 ? null : fault('exit', { status: result.code, said: saidOf(result) })
  } catch (error) {
    if (error instanceof AgentError && error.code === 'TOOL_OUTPUT') return fault('flood', { bytes: OUTPUT_MAX })
    return fault('failed', { why: whyOf(error) })
  }
}

/** Its last words, on one line, without what could play with a terminal. */
function saidOf({ stderr, stdout }: RunResult): string {
  const text = (stderr.trim() || stdout.trim()).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return text.length > SAID_MAX ? `…${text.slice(-SAID_MAX)}` : text
}
