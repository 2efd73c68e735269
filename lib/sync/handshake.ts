import { connect as connectSocket, type Socket } from 'node:net'
import type { NodeSSH } from 'node-ssh'
import { SyncError, whyOf } from './errors'
import { fingerprintOf, type HostVerdict, hostKeyAlgorithms } from './known-hosts'
import type { Target } from './partner'

/** How long what may take. */
export type Limits = { connectMs: number; handshakeMs: number; keepaliveMs: number; keepaliveTimes: number }
export const LIMITS: Limits = { connectMs: 10_000, handshakeMs: 20_000, keepaliveMs: 5_000, keepaliveTimes: 3 }

/** Why a connection that was there is gone; null while it is not. */
export type Lost = { why: string | null }

export type Handshake = {
  privatePem: string | null
  algorithms: string[]
  judge: (key: Buffer) => boolean
  limits?: Limits
}

/** Connects and logs in. @param judge says whether the key that the host shows is the right one */
export async function handshake(
  { address, port, user }: Target,
  options: Handshake,
): Promise<{ ssh: NodeSSH; lost: Lost }> {
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
export function refusalOf(target: Target, verdict: HostVerdict | undefined, cause: unknown): SyncError {
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
