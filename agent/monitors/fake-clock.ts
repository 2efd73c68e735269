import type { MonitorClock } from './clock'

/** A clock for tests that moves only when told. */
export class FakeClock implements MonitorClock {
  private at = 1_000_000
  private timers: { dueMs: number; work: () => void }[] = []

  now(): number {
    return this.at
  }

  after(ms: number, work: () => void): () => void {
    const timer = { dueMs: this.at + Math.max(0, ms), work }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Moves on, firing what falls due in its order; between two timers all promises that can settle do. */
  async pass(ms: number): Promise<void> {
    const end = this.at + ms
    for (;;) {
      await settle()
      const next = this.timers.reduce<(typeof this.timers)[number] | null>(
        (best, timer) => (timer.dueMs <= end && (!best || timer.dueMs < best.dueMs) ? timer : best),
        null,
      )
      if (!next) break
      this.timers = this.timers.filter((timer) => timer !== next)
      this.at = Math.max(this.at, next.dueMs)
      next.work()
    }
    this.at = end
    await settle()
  }
}

/** Lets every promise that can settle do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
