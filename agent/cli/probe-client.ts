import { connect } from 'node:net'
import { type Gap, gapsOf } from '@/lib/pulse/gaps'

export type ProbeWish = {
  address: string
  port: number
  /** how long it asks, and how often */
  forMs: number
  everyMs: number
  signal: AbortSignal
}
export type ProbeResult = {
  /** epoch ms */
  startedAt: number
  tookMs: number
  asked: number
  answered: number
  /** asked, but somebody said no: the host is there, the service is not */
  refused: number
  /** `atMs` counts from the beginning */
  gaps: Gap[]
  /** how late this machine itself was at worst: a gap of that length may be its own */
  lateMs: number
}

/** The kernel sends a lost SYN again after a second: an attempt that takes so long would hide a gap and is given up before. tcp(7) */
const LIMIT_MS = 900
/** Attempts that nobody has answered yet, at most. */
const PENDING_MAX = 200

/** A silence is told when it is longer than four questions, and than a busy machine's hiccup. */
export const gapLimit = (everyMs: number): number => Math.max(100, 4 * everyMs)

/**
 * Asks an address again and again whether it takes TCP connections: each question a connection of its own, closed as soon as it stands. One
 * process for the whole time, a bounded number of questions under way.
 */
export function probe({ address, port, forMs, everyMs, signal }: ProbeWish): Promise<ProbeResult> {
  const began = performance.now()
  const startedAt = Date.now()
  const answers: number[] = []
  const pending = new Set<() => void>()
  let asked = 0
  let refused = 0
  let lateMs = 0
  let dueMs = began

  const ask = () => {
    if (pending.size >= PENDING_MAX) return
    asked++
    const socket = connect({ host: address, port })
    const end = () => {
      clearTimeout(timer)
      pending.delete(end)
      socket.destroy()
    }
    const timer = setTimeout(end, LIMIT_MS)
    pending.add(end)
    socket.once('connect', () => {
      answers.push(performance.now())
      end()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') refused++
      end()
    })
  }

  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(next)
      signal.removeEventListener('abort', finish)
      for (const end of pending) end()
      const ended = performance.now()
      const times = answers.map((at) => at - began)
      resolve({
        startedAt,
        tookMs: ended - began,
        asked,
        answered: answers.length,
        refused,
        gaps: gapsOf(times, 0, ended - began, gapLimit(everyMs)),
        lateMs,
      })
    }
    const tick = () => {
      const now = performance.now()
      lateMs = Math.max(lateMs, now - dueMs)
      if (now - began >= forMs) return finish()
      ask()
      // What was missed while this machine stood still is not made up for.
      dueMs = Math.max(dueMs + everyMs, now)
      next = setTimeout(tick, dueMs - now)
    }
    let next = setTimeout(tick, 0)
    if (signal.aborted) finish()
    else signal.addEventListener('abort', finish, { once: true })
  })
}
