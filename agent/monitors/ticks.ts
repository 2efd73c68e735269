import type { MonitorClock } from './clock'

/** One timer for each name in which time matters. */
export class Ticks<K> {
  private readonly timers = new Map<K, { atMs: number; cancel: () => void }>()

  constructor(
    private readonly clock: MonitorClock,
    private readonly work: (name: K) => void,
  ) {}

  /** Wakes it then, by the clock; null = not at all. */
  set(name: K, atMs: number | null): void {
    const old = this.timers.get(name)
    if (old?.atMs === atMs) return
    this.drop(name)
    if (atMs === null) return
    const run = () => {
      this.timers.delete(name)
      this.work(name)
    }
    this.timers.set(name, { atMs, cancel: this.clock.after(Math.max(0, atMs - this.clock.now()), run) })
  }

  drop(name: K): void {
    this.timers.get(name)?.cancel()
    this.timers.delete(name)
  }

  stop(): void {
    for (const name of [...this.timers.keys()]) this.drop(name)
  }
}
