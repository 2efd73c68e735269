import { Readable } from 'node:stream'
import type { NodeSSH } from 'node-ssh'
import type { SFTPWrapper } from 'ssh2'
import { SyncError, whyOf } from './errors'
import { handshake, type Limits, type Lost, refusalOf } from './handshake'
import { type HostVerdict, hostKeyAlgorithms, judgeHost, type KnownLine } from './known-hosts'
import type { Target } from './partner'

/** One SSH connection to the partner. Commands go one after the other; nothing of it outlives `close`. */
export type Connection = {
  /** Runs a command to its end, whatever its status. @throws SyncError sync.cut, sync.timeout, sync.tooMuch */
  run(command: string, options: RunOptions): Promise<Ran>
  /** An SFTP session over the same connection. @throws SyncError sync.cut when the host gives none */
  sftp(): Promise<SFTPWrapper>
  /** false once the other end is gone */
  alive(): boolean
  close(): void
}
export type RunOptions = { input?: Buffer; timeoutMs: number; maxBytes: number; stage: string }
export type Ran = { code: number; stdout: Buffer; stderr: string }

const MAX_STDERR_BYTES = 64 * 1024

export type ConnectOptions = { known: readonly KnownLine[]; privatePem: string; limits?: Limits }

/**
 * Connects with the console's own key to a host whose key is known.
 * @throws SyncError naming what is wrong, with nothing left open
 */
export async function openConnection(target: Target, options: ConnectOptions): Promise<Connection> {
  const shown: { verdict?: HostVerdict } = {}
  const judge = (key: Buffer) => {
    shown.verdict = judgeHost(options.known, target.address, target.port, key)
    return shown.verdict.verdict === 'known'
  }
  const algorithms = hostKeyAlgorithms(options.known, target.address, target.port)
  const { ssh, lost } = await handshake(target, { ...options, algorithms, judge }).catch((error: unknown) => {
    throw refusalOf(target, shown.verdict, error)
  })
  return new OneConnection(ssh, lost, target)
}

class OneConnection implements Connection {
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly ssh: NodeSSH,
    private readonly lost: Lost,
    private readonly target: Target,
  ) {}

  alive(): boolean {
    return this.lost.why === null && this.ssh.isConnected()
  }

  close(): void {
    this.ssh.dispose()
  }

  run(command: string, options: RunOptions): Promise<Ran> {
    const result = this.last.then(() => this.runAlone(command, options))
    this.last = result.catch(() => undefined)
    return result
  }

  async sftp(): Promise<SFTPWrapper> {
    try {
      return await this.ssh.requestSFTP()
    } catch (cause) {
      throw new SyncError('sync.cut', { stage: 'sftp', why: whyOf(cause) }, { cause })
    }
  }

  private async runAlone(command: string, { input, timeoutMs, maxBytes, stage }: RunOptions): Promise<Ran> {
    const state: { end?: () => void; fault?: SyncError; size: number; errors: number } = { size: 0, errors: 0 }
    const stop = (fault: SyncError) => {
      state.fault ??= fault
      // The other end may never close the channel: only the connection's end is sure to end it.
      this.close()
      state.end?.()
    }
    const { address, port } = this.target
    const timer = setTimeout(() => stop(new SyncError('sync.timeout', { address, port, stage })), timeoutMs)
    const stopped = new Promise<never>((_, reject) => {
      state.end = () => reject(state.fault)
    })
    const tooMuch = () => stop(new SyncError('sync.tooMuch', { stage, max: maxBytes }))
    const running = this.ssh.execCommand(command, {
      stdin: Readable.from(input && input.length > 0 ? [input] : []),
      encoding: 'latin1',
      noTrim: true,
      onStdout: (part) => {
        state.size += part.length
        if (state.size > maxBytes) tooMuch()
      },
      onStderr: (part) => {
        state.errors += part.length
        if (state.errors > MAX_STDERR_BYTES) tooMuch()
      },
    })
    running.catch(() => undefined)
    try {
      const { code, signal, stdout, stderr } = await Promise.race([running, stopped])
      // A connection that is lost in the middle resolves, without a status.
      if (code === null) throw new SyncError('sync.cut', { stage, why: signal ?? this.lost.why ?? 'closed' })
      return { code, stdout: Buffer.from(stdout, 'latin1'), stderr: Buffer.from(stderr, 'latin1').toString('utf8') }
    } catch (cause) {
      if (cause instanceof SyncError) throw cause
      throw new SyncError('sync.cut', { stage, why: this.lost.why ?? whyOf(cause) }, { cause })
    } finally {
      clearTimeout(timer)
    }
  }
}
