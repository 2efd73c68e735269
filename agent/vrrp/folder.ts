import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { VrrpSetup } from '@/lib/pulse/vrrp'
import { judgeProgram, keepalivedFile, type VrrpPaths } from '@/lib/pulse/vrrp-file'
import { codeOf, replace } from '@/lib/store/disk'
import { ensureFolder } from '@/lib/store/folder'
import { AgentError } from '../errors'
import { findTool, runTool } from '../run'

const LOG_MAX_BYTES = 256 * 1024
/** What is shown of keepalived's own words when it ended. */
const TAIL_LINES = 4
const TOOL_MS = 5000

/** RUN/vrrp, where keepalived and the agent meet: root's alone. */
export class VrrpFolder {
  readonly paths: VrrpPaths
  readonly conf: string
  readonly pid: string
  readonly vrrpPid: string
  private readonly logPath: string

  private constructor(readonly path: string) {
    const awk = findTool('awk')
    if (awk === null) throw new AgentError('TOOL_MISSING', 'VRRP', 'awk is not found on this machine')
    const at = (name: string) => join(path, name)
    this.paths = { fifo: at('notify'), back: at('back'), alive: at('alive'), judge: at('judge.awk'), awk }
    this.conf = at('keepalived.conf')
    this.pid = at('keepalived.pid')
    this.vrrpPid = at('vrrp.pid')
    this.logPath = at('log')
  }

  /** Makes what is not there. What is there belongs to a keepalived that may still run. @throws AgentError, Error */
  static async open(path: string): Promise<VrrpFolder> {
    const folder = new VrrpFolder(path)
    await ensureFolder(path, 0o700)
    const { fifo, back } = folder.paths
    if (!isFifo(fifo)) await runTool('making the notify FIFO', ['mkfifo', '-m', '600', fifo], { timeoutMs: TOOL_MS })
    if (!isThere(back)) folder.writeBack(false)
    return folder
  }

  /** Writes keepalived's file, and what judges our life. @returns whether the file is another one now @throws RangeError, Error */
  async write(setup: VrrpSetup): Promise<boolean> {
    const text = keepalivedFile(setup, this.paths)
    await replace(this.paths.judge, judgeProgram(setup.deadSec), { mode: 0o600 })
    if (isThere(this.conf) && readFileSync(this.conf, 'utf8') === text) return false
    await replace(this.conf, text, { mode: 0o600 })
    return true
  }

  /** keepalived looks at it when it is written: 1 = this router steps back. */
  writeBack(back: boolean): void {
    writeFileSync(this.paths.back, back ? '1\n' : '0\n', { mode: 0o600 })
  }

  /** We live now. Replaced as a whole: an empty file would be read as death. */
  writeAlive(uptime = '/proc/uptime'): void {
    const next = `${this.paths.alive}.new`
    writeFileSync(next, readFileSync(uptime), { mode: 0o600 })
    renameSync(next, this.paths.alive)
  }

  /** Calls `work` with a descriptor of the log; begun anew when it has become long. */
  withLog<T>(work: (log: number) => T): T {
    const log = openSync(this.logPath, 'a', 0o600)
    try {
      if (fstatSync(log).size > LOG_MAX_BYTES) ftruncateSync(log)
      return work(log)
    } finally {
      closeSync(log)
    }
  }

  /** keepalived's last words, without their dates. */
  lastWords(): string {
    const text = isThere(this.logPath) ? readFileSync(this.logPath, 'utf8') : ''
    const lines = text.trimEnd().split('\n').slice(-TAIL_LINES)
    return lines.map((line) => line.replace(/^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}: /, '')).join('; ')
  }
}

const isThere = (path: string) => typeOf(path) !== null
const isFifo = (path: string) => typeOf(path) === 'fifo'

function typeOf(path: string): 'fifo' | 'other' | null {
  try {
    return statSync(path).isFIFO() ? 'fifo' : 'other'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
