import type { MonitorClock } from '@/agent/monitors/clock'
import type { Saying } from '@/lib/plan/types'
import type { AlertMessage, Send } from './types'

/** Alerts that wait for a channel; beyond it the oldest goes, for the newest tells how things are. */
export const QUEUE_MAX = 100
const TRIES_MAX = 8
const FIRST_PAUSE_MS = 5000
const PAUSE_MAX_MS = 300_000

export type QueueState = {
  waiting: number
  sent: number
  /** given up after all tries, or refused for good */
  failed: number
  /** thrown away because too many waited */
  dropped: number
  lastSentMs: number | null
  /** the last failure; null after a success */
  lastFailure: { why: Saying; atMs: number; tries: number } | null
}

export type QueueWorld = {
  clock: MonitorClock
  /** 0 <= x < 1 */
  random: () => number
  /** an alert that reaches nobody: given up (why) or thrown away (null) */
  onLost: (message: AlertMessage, lost: { why: Saying; tries: number } | null) => void
}

/** The pause after so many tries: doubled from 5 s up to 5 minutes, a fifth more or less so that two routers do not knock together. */
export function pauseMs(tries: number, random: number): number {
  return Math.min(PAUSE_MAX_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.8 + 0.4 * random)
}

/** Sends one alert after the other, in their order, each until it is through or given up. */
export class Queue {
  private readonly waiting: AlertMessage[] = []
  private readonly ending = new AbortController()
  private working: Promise<void> | null = null
  private wake: (() => void) | null = null
  private tally = { sent: 0, failed: 0, dropped: 0 }
  private lastSentMs: number | null = null
  private lastFailure: QueueState['lastFailure'] = null

  constructor(
    private readonly send: Send,
    private readonly world: QueueWorld,
  ) {}

  offer(message: AlertMessage): void {
    if (this.ending.signal.aborted) return
    this.waiting.push(message)
    // The first is under way: the oldest of those that wait is the second.
    if (this.waiting.length > QUEUE_MAX) {
      const [lost] = this.waiting.splice(1, 1)
      this.tally.dropped++
      if (lost) this.world.onLost(lost, null)
    }
    this.working ??= this.work().finally(() => {
      this.working = null
    })
  }

  state(): QueueState {
    const { lastSentMs, lastFailure } = this
    return { waiting: this.waiting.length, ...this.tally, lastSentMs, lastFailure }
  }

  /** Gives up what is under way and what waits. */
  async close(): Promise<void> {
    this.ending.abort()
    this.waiting.length = 0
    this.wake?.()
    await this.working
  }

  private async work(): Promise<void> {
    for (let message = this.waiting[0]; message; message = this.waiting[0]) {
      await this.deliver(message)
      this.waiting.shift()
    }
  }

  private async deliver(message: AlertMessage): Promise<void> {
    const { signal } = this.ending
    for (let tries = 1; !signal.aborted; tries++) {
      const result = await this.send(message, signal)
      if (signal.aborted) return
      const atMs = this.world.clock.now()
      if (result.ok) {
        this.tally.sent++
        this.lastSentMs = atMs
        this.lastFailure = null
        return
      }
      this.lastFailure = { why: result.why, atMs, tries }
      if (!result.again || tries >= TRIES_MAX) {
        this.tally.failed++
        this.world.onLost(message, { why: result.why, tries })
        return
      }
      await this.pause(pauseMs(tries, this.world.random()))
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.world.clock.after(ms, resolve)
      this.wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
