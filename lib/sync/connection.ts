import { connect as connectSocket, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { NodeSSH } from 'node-ssh'
import type { SFTPWrapper } from 'ssh2'
import { SyncError, whyOf } from './errors'
import { fingerprintOf, type HostVerdict, hostKeyAlgorithms, judgeHost, type KnownLine } from './known-hosts'
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

/** How long what may take. */
export type Limits = { connectMs: number; handshakeMs: number; keepaliveMs: number; keepaliveTimes: number }
export const LIMITS: Limits = { connectMs: 10_000, handshakeMs: 20_000, keepaliveMs: 5_000, keepaliveTimes: 3 }
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

/** The key that a host shows, without trusting it: nothing is sent. @throws SyncError when nobody answers */
export async function showHostKey(target: Target, limits = LIMITS): Promise<{ key: Buffer; fingerprint: string }> {
  const seen: { key?: Buffer } = {}
  const judge = (key: Buffer) => {
    seen.key = key
    return false
  }
  const algorithms = hostKeyAlgorithms([], target.address, target.port)
  const error = await handshake(target, { privatePem: null, algorithms, judge, limits }).then(
    () => null,
    (cause: unknown) => cause,
  )
  if (seen.key) return { key: seen.key, fingerprint: fingerprintOf(seen.key) }
  throw refusalOf(target, undefined, error)
}

type Handshake = {
  privatePem: string | null
  algorithms: string[]
  judge: (key: Buffer) => boolean
  limits?: Limits
}

async function handshake({ address, port, user }: Target, options: Handshake): Promise<{ ssh: NodeSSH; lost: Lost }> {
  const { limits = LIMITS, judge, algorithms, privatePem } = options
  // A socket of our own, because ssh2's own would wait with small packets (Nagle): 100 times slower over SFTP.
  const socket = await openSocket(address, port, limits.connectMs)
  const ssh = await newClient()
  const lost: Lost = { why: null }
  try {
    const connecting = ssh.connect({
      sock: socket,
      username: user,
      ...(privatePem === null ? {} : { privateKey: privatePem }),
      hostVerifier: judge,
      // ssh2's own list of names is longer than its types say.
      algorithms: { serverHostKey: algorithms as never },
      readyTimeout: limits.handshakeMs,
      keepaliveInterval: limits.keepaliveMs,
      keepaliveCountMax: limits.keepaliveTimes,
    })
    // Without a listener of our own an error between two commands would end the process.
    ssh.connection?.on('error', (error: Error) => {
      lost.why ??= whyOf(error)
    })
    ssh.connection?.on('close', () => {
      lost.why ??= 'closed'
    })
    await connecting
    return { ssh, lost }
  } catch (error) {
    ssh.dispose()
    socket.destroy()
    throw error
  }
}

/** Loaded by the first connection: most commands make none. */
async function newClient(): Promise<NodeSSH> {
  const { NodeSSH } = await import('node-ssh')
  return new NodeSSH()
}

function openSocket(host: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, noDelay: true })
    const late = () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(late, timeoutMs)
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(socket)
    })
  })
}

/** Why no connection came about, in the order of how much it tells. */
function refusalOf(target: Target, verdict: HostVerdict | undefined, cause: unknown): SyncError {
  const at = { address: target.address, port: target.port }
  if (verdict?.verdict === 'changed')
    return new SyncError('sync.hostChanged', { ...at, offered: verdict.offered, known: verdict.known.join(' ') })
  if (verdict?.verdict === 'unknown') return new SyncError('sync.hostUnknown', { ...at, offered: verdict.offered })
  if (verdict?.verdict === 'revoked') return new SyncError('sync.hostRevoked', { ...at, offered: verdict.offered })
  const { level, message } = cause as { level?: string; message?: string }
  if (level === 'client-authentication')
    return new SyncError('sync.keyRefused', { ...at, user: target.user }, { cause })
  if (level === 'client-timeout') return new SyncError('sync.timeout', { ...at, stage: 'handshake' }, { cause })
  if (/no matching/i.test(message ?? ''))
    return new SyncError('sync.noAlgorithm', { ...at, why: message ?? '' }, { cause })
  if (verdict) return new SyncError('sync.cut', { stage: 'handshake', why: whyOf(cause) }, { cause })
  return new SyncError('sync.unreachable', { ...at, why: whyOf(cause) }, { cause })
}

type Lost = { why: string | null }

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
