import { readFile, stat } from 'node:fs/promises'
import { findTool, type RunOptions, type RunResult } from '@/agent/run'
import type { MailSettings } from '@/lib/health/alert-settings'
import { codeOf } from './address'
import { exitOf } from './program'
import { failed, type Sent } from './types'

export type SendmailWorld = {
  run: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
  sendmailPaths?: readonly string[]
  /** whether this process may not gain privileges by starting a set-user-id program; default: what the kernel says */
  noNewPrivs?: () => Promise<boolean>
}

/** Where a sendmail lies. Linux Standard Base; RHEL, Debian. */
const SENDMAIL = ['/usr/sbin/sendmail', '/usr/lib/sendmail']
const SET_ID = 0o6000

/**
 * Hands a mail to this machine's sendmail, which queues it. What that leaves running belongs to the mail system: Exim delivers in such a process.
 * Under NoNewPrivileges a set-user-id sendmail is not started: Exim would take the mail, fail to become the recipient, and give it up for good.
 * @param letter headers and text, with line feeds
 */
export async function handToSendmail(
  { from, to, timeoutSec }: MailSettings,
  letter: string,
  { run, sendmailPaths = SENDMAIL, noNewPrivs = kernelSaysSo }: SendmailWorld,
  signal: AbortSignal,
): Promise<Sent> {
  const path = sendmailPaths.map(findTool).find((found) => found !== null)
  if (!path) return failed(false, 'no-sendmail')
  try {
    if (((await stat(path)).mode & SET_ID) !== 0 && (await noNewPrivs()))
      return failed(false, 'no-privileges', { path })
    // -i: a line with a single dot is text. The addresses come after `--`, never as options.
    const argv = [path, '-i', '-f', from, '--', ...to]
    const result = await run(argv, { timeoutMs: timeoutSec * 1000, input: letter, maxBytes: 65_536, signal })
    if (result.timedOut) return failed(true, 'program-timeout', { path, seconds: timeoutSec })
    // sysexits.h: 75 is a failure that may pass
    if (result.code !== 0)
      return failed(result.code === 75 || result.code === null, 'program-exit', exitOf(path, result))
    return { ok: true }
  } catch (error) {
    return failed(false, 'program-failed', { path, error: codeOf(error) })
  }
}

/** proc_pid_status(5), NoNewPrivs */
async function kernelSaysSo(): Promise<boolean> {
  return /^NoNewPrivs:\s*1$/m.test(await readFile('/proc/self/status', 'utf8'))
}
