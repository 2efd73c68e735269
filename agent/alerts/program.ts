import { type CheckUser, isUnprivileged } from '@/agent/monitors/check-user'
import { allowedProgram, type PathPolicy } from '@/agent/monitors/program-path'
import type { RunOptions, RunResult } from '@/agent/run'
import type { ProgramSettings } from '@/lib/health/alert-settings'
import { codeOf } from './address'
import { failed, type Send } from './types'

/** Where a program of alerts may lie; the same care as for check programs, but another folder: the two are called in different ways. */
export const ALERT_FOLDERS = ['/etc/sysconfig/ha/alerts', '/usr/local/lib/arapaima/alerts']
export const ALERT_POLICY: PathPolicy = { folders: ALERT_FOLDERS, owners: [0] }

export type ProgramWorld = {
  run: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
  policy: PathPolicy
  /** who it runs as (checkUser); null = as the agent, which then must not be root */
  user: CheckUser | null
}

/** Output of a program is not kept; one that floods is ended. */
const OUTPUT_MAX = 65_536

/**
 * Runs a program for each alert: the event as one line of JSON on standard input, as the unprivileged user of the checks, in /, with PATH and LC_ALL
 * alone, ended with all that it started when it ends or its time is up. Status 0 is success; 75 (EX_TEMPFAIL) and a time-out are tried again.
 */
export function program(settings: ProgramSettings, { run, policy, user }: ProgramWorld): Send {
  return async (message, signal) => {
    const [name = '', ...rest] = settings.argv
    if (!isUnprivileged(user?.uid)) return failed(false, 'no-user')
    const allowed = await allowedProgram(name, policy)
    if ('reason' in allowed) return failed(false, 'program-refused', allowed)
    const { path } = allowed
    try {
      const result = await run([path, ...rest], {
        timeoutMs: settings.timeoutSec * 1000,
        input: `${JSON.stringify(message.event)}\n`,
        maxBytes: OUTPUT_MAX,
        ...(user ?? {}),
        cwd: '/',
        signal,
        endGroup: true,
      })
      if (result.timedOut) return failed(true, 'program-timeout', { path, seconds: settings.timeoutSec })
      if (result.code !== 0) return failed(result.code === 75, 'program-exit', exitOf(path, result))
      return { ok: true }
    } catch (error) {
      return failed(false, 'program-failed', { path, error: codeOf(error) })
    }
  }
}

/** How a program ended, for `alerts.fail.program-exit`. */
export function exitOf(path: string, { code, signal }: RunResult): { path: string; status: string } {
  return { path, status: code === null ? (signal ?? '') : String(code) }
}
