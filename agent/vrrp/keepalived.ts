import { existsSync, readFileSync } from 'node:fs'
import { codeOf } from '@/lib/store/disk'
import { type Program, startProgram } from '../beside'
import { run } from '../run'
import type { VrrpFolder } from './folder'

const CHECK_MS = 10_000
/** It says good-bye to the other routers and waits a second before it ends. */
const END_MS = 4000
const END_LOOK_MS = 50
/** Not wrong: our instances have no addresses, and a group of one is the same file as a group of two. */
const MEANT = /No VIP specified; at least one is sensible$|has only 1 virtual router/

/** Our keepalived: at most one, ours by the file that it was started with. Found again when an earlier agent left it running. */
export class Keepalived {
  private program: Program | null = null
  private found: number | null = null

  constructor(
    private readonly folder: VrrpFolder,
    private readonly name: string,
    /** called when it has ended without being asked to */
    private readonly ended: (how: string) => void,
  ) {}

  get pid(): number | null {
    return this.program?.pid ?? this.found
  }

  private get argv(): string[] {
    const { conf, pid, vrrpPid } = this.folder
    // -R: when its VRRP process dies it ends, and we know. In the foreground, on the console, which is our log.
    const argv = [this.name, '-n', '-P', '-R', '-f', conf, '-p', pid, '-r', vrrpPid, '--log-console']
    // Where there is no system log it would write each line on the machine's console instead.
    return existsSync('/dev/log') ? argv : [...argv, '-G']
  }

  /** What it has against its file; null = nothing. @throws AgentError TOOL_MISSING */
  async objection(): Promise<string | null> {
    const result = await run([this.name, '-t', '-P', '-f', this.folder.conf], { timeoutMs: CHECK_MS })
    const lines = result.stderr.split('\n').map((line) => line.replaceAll(`${this.folder.conf}: `, '').trim())
    const wrong = lines.filter((line) => line !== '' && !MEANT.test(line))
    return result.code === 0 || wrong.length === 0 ? null : wrong.join('; ')
  }

  /** @throws AgentError TOOL_MISSING */
  start(): void {
    this.program = this.folder.withLog((log) =>
      startProgram(this.argv, log, (how) => {
        this.program = null
        this.ended(how)
      }),
    )
  }

  /** Takes over one that an earlier agent started. False: there is none. */
  adopt(): boolean {
    const pid = this.left()
    this.found = pid
    return pid !== null
  }

  /** One that was found is no child of ours: nobody tells us that it has ended. */
  look(): void {
    if (this.found === null || this.left() === this.found) return
    this.found = null
    this.ended('gone')
  }

  /** Reads its file again, and tells its state. */
  reload(): void {
    this.signal('SIGHUP')
  }

  /** Ends it, and waits until it has. */
  async end(): Promise<void> {
    const { pid } = this
    if (pid === null) return
    this.signal('SIGTERM')
    const until = performance.now() + END_MS
    while (this.pid === pid && isOurs(pid, this.folder.conf) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, END_LOOK_MS))
    if (isOurs(pid, this.folder.conf)) this.signal('SIGKILL')
    this.found = null
  }

  private signal(name: NodeJS.Signals): void {
    if (this.program) this.program.signal(name)
    else if (this.found !== null && isOurs(this.found, this.folder.conf)) process.kill(this.found, name)
  }

  /** The process that the file of its number names, if it is one of ours. */
  private left(): number | null {
    try {
      const pid = Number(readFileSync(this.folder.pid, 'utf8').trim())
      return Number.isInteger(pid) && pid > 1 && isOurs(pid, this.folder.conf) ? pid : null
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    }
  }
}

/** A number may have been given to another process: only one that was started with our file counts. */
function isOurs(pid: number, conf: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')
    return words.includes('-P') && words[words.indexOf('-f') + 1] === conf
  } catch {
    return false // it has ended
  }
}
