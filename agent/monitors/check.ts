import { shown } from '@/lib/health/shown'
import type { Verdict, VerdictCode, VerdictResult } from '@/lib/health/verdict'

/** One piece of a dialogue, for "try it now". */
export type Spoken = { who: 'sent' | 'got'; bytes: Uint8Array; afterMs: number }

/** What every check is given. A check never rejects and is over within `limitMs`. */
export type CheckInput = {
  address: string
  port: number
  /** limit of the whole check, ms */
  limitMs: number
  /** address to send from; undefined = the kernel's choice */
  source?: string
  /** gives the check up: its verdict no longer counts */
  signal?: AbortSignal
  /** hears what is said, as it is said */
  listen?: (spoken: Spoken) => void
}

/** Milliseconds of a clock that never steps back, with fractions. */
export function nowMs(): number {
  return performance.now()
}

/** A timer that fires this much too late says that this process was stopped or busy, not that a server was slow. */
export const STALLED_MS = 500

/**
 * The limit of a check. Node fires timers before it reads sockets: what has come by then is read first. And where this process itself stood still
 * (SIGSTOP, a paused guest), every check in flight would be late at once and a whole pool go down: the check then gets its time once more.
 * @param began when it began, by nowMs
 * @returns ends the timer
 */
export function limitTimer(limitMs: number, work: () => void, began = nowMs()): () => void {
  let again = false
  let immediate: NodeJS.Immediate | undefined
  const fire = () => {
    const late = nowMs() - began - limitMs
    if (late < STALLED_MS || again) {
      immediate = setImmediate(work)
      return
    }
    again = true
    began = nowMs()
    timer = setTimeout(fire, limitMs)
  }
  let timer = setTimeout(fire, limitMs)
  return () => {
    clearTimeout(timer)
    clearImmediate(immediate)
  }
}

/** Faults of this router, not of the server: they change no server's state. errno(3) */
const OWN_FAULTS = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAGAIN', 'EACCES', 'EPERM'])
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])

/** The verdict for a socket's error. */
export function errorVerdict(error: unknown): Pick<Verdict, 'result' | 'code' | 'params'> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  const params = { error: code }
  if (OWN_FAULTS.has(code)) return { result: 'unknown', code: 'own-fault', params }
  if (code === 'ECONNREFUSED') return { result: 'down', code: 'refused', params }
  if (UNREACHABLE.has(code)) return { result: 'down', code: 'unreachable', params }
  if (code === 'ECONNRESET' || code === 'EPIPE') return { result: 'down', code: 'reset', params }
  return { result: 'down', code: 'socket-error', params }
}

/** Keeps the beginning of what came, for the panel, in bounded space. */
export class Kept {
  private bytes: Uint8Array = new Uint8Array(0)
  total = 0
  constructor(private readonly max = 256) {}

  add(piece: Uint8Array): void {
    this.total += piece.length
    const room = this.max + 1 - this.bytes.length
    if (room <= 0 || piece.length === 0) return
    const joined = new Uint8Array(this.bytes.length + Math.min(room, piece.length))
    joined.set(this.bytes)
    joined.set(piece.subarray(0, room), this.bytes.length)
    this.bytes = joined
  }

  text(): string {
    return shown(this.bytes, this.max)
  }
}

/** A verdict with what was said, empty parts left out. */
export function verdictOf(
  base: { result: VerdictResult; code: VerdictCode; params?: Verdict['params'] },
  said: { sent?: string; got?: string; expected?: string },
  tookMs: number,
): Verdict {
  const { result, code, params = {} } = base
  const verdict: Verdict = { result, code, params, tookMs }
  if (said.sent) verdict.sent = said.sent
  if (said.got) verdict.got = said.got
  if (said.expected) verdict.expected = said.expected
  return verdict
}
