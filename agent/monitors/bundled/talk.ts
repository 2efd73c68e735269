import { connect as connectTcp, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { shown } from '@/lib/health/shown'
import { type CheckInput, Kept, nowMs } from '../check'

/** Why a protocol's dialogue ended early. `socket` carries the system's error in `cause`. */
export class TalkError extends Error {
  constructor(
    readonly why: 'closed' | 'tooLong' | 'protocol' | 'socket' | 'tls',
    readonly detail = '',
    cause?: unknown,
  ) {
    super(`${why} ${detail}`, { cause })
  }
}

/** No protocol's greeting or reply is longer than this; what is, is not the protocol. */
const READ_MAX = 65_536

/**
 * A conversation over TCP or TLS: write, read until the reply is whole, say what was said. Its time limit is that of the check: the caller
 * races it (bundled/index.ts) and ends it. Every failure is a TalkError.
 */
export class Talk {
  private buffer: Buffer = Buffer.alloc(0)
  private ended = false
  private problem: TalkError | null = null
  private wake: (() => void) | null = null
  readonly got = new Kept()
  readonly sent = new Kept()

  private constructor(
    readonly socket: Socket,
    private readonly input: CheckInput,
    private readonly began: number,
  ) {
    socket.on('data', (bytes: Buffer) => this.heard(bytes))
    socket.on('end', () => this.over(null))
    socket.on('close', () => this.over(null))
    socket.on('error', (error) => this.over(asTalkError(error)))
  }

  /** Connects; over TLS when `tls` is given. */
  static open(input: CheckInput, tls?: ConnectionOptions): Promise<Talk> {
    const { address, port, source, signal } = input
    const began = nowMs()
    return new Promise((resolve, reject) => {
      const base = { host: address, port, localAddress: source, noDelay: true }
      const socket: Socket | TLSSocket = tls ? connectTls({ ...base, ...tls }) : connectTcp(base)
      const talk = new Talk(socket, input, began)
      socket.once(tls ? 'secureConnect' : 'connect', () => resolve(talk))
      socket.once('error', (error) => reject(asTalkError(error)))
      socket.once('close', () => reject(new TalkError('closed')))
      signal?.addEventListener('abort', () => socket.destroy(), { once: true })
    })
  }

  write(bytes: Uint8Array | string): void {
    const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
    this.sent.add(raw)
    this.input.listen?.({ who: 'sent', bytes: raw, afterMs: nowMs() - this.began })
    this.socket.write(raw)
  }

  /**
   * Waits until `parse` finds a whole reply at the beginning of what came.
   * @param parse gives the reply and how many bytes it takes; undefined = not whole yet
   * @throws TalkError when the server closes before, or sends more than any reply is long
   */
  async read<T>(parse: (bytes: Buffer) => { value: T; length: number } | undefined): Promise<T> {
    for (;;) {
      const found = parse(this.buffer)
      if (found) {
        this.buffer = this.buffer.subarray(found.length)
        return found.value
      }
      if (this.problem) throw this.problem
      if (this.ended) throw new TalkError('closed', this.got.text())
      if (this.buffer.length > READ_MAX) throw new TalkError('tooLong')
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
  }

  /** One line, without its end. */
  line(): Promise<string> {
    return this.read((bytes) => {
      const end = bytes.indexOf(10)
      if (end < 0) return undefined
      const text = bytes.toString('latin1', 0, end)
      return { value: text.endsWith('\r') ? text.slice(0, -1) : text, length: end + 1 }
    })
  }

  /** A reply of SMTP or FTP: lines `220-...` up to `220 ...`. @throws TalkError for anything else */
  async reply(): Promise<{ code: number; text: string }> {
    for (;;) {
      const line = await this.line()
      const match = /^(\d{3})([ -]|$)(.*)$/.exec(line)
      if (!match && !line.startsWith(' ')) throw new TalkError('protocol', shown(Buffer.from(line, 'latin1'), 80))
      if (match && match[2] !== '-') return { code: Number(match[1]), text: line }
    }
  }

  /** So many bytes. */
  bytes(length: number): Promise<Buffer> {
    if (length > READ_MAX) throw new TalkError('tooLong')
    return this.read((all) => (all.length >= length ? { value: all.subarray(0, length), length } : undefined))
  }

  end(): void {
    this.socket.destroy()
  }

  private heard(bytes: Buffer): void {
    this.got.add(bytes)
    this.input.listen?.({ who: 'got', bytes, afterMs: nowMs() - this.began })
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes])
    if (this.buffer.length > READ_MAX) this.socket.pause()
    this.wake?.()
  }

  private over(problem: TalkError | null): void {
    this.ended = true
    this.problem ??= problem
    this.wake?.()
  }
}

function asTalkError(error: unknown): TalkError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const tls = /^(ERR_SSL|ERR_TLS|CERT_|UNABLE_TO|DEPTH_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/.test(code)
  return new TalkError(tls ? 'tls' : 'socket', code, error)
}
