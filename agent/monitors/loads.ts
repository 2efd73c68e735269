import type { LoadTarget } from '@/lib/health/targets'
import type { MonitorClock } from './clock'
import { Scheduler } from './scheduler'

const MAX_READINGS = 16

/** The readings of load feedback, each server's at its own interval. */
export class Loads {
  private readonly scheduler: Scheduler
  private ids = new Set<string>()

  constructor(
    clock: MonitorClock,
    random: () => number,
    private readonly read: (target: LoadTarget) => Promise<void>,
  ) {
    this.scheduler = new Scheduler({ clock, random, limits: { socket: 0, program: MAX_READINGS } })
  }

  /** From now on these are read, and no others. */
  set(targets: readonly LoadTarget[]): void {
    const wanted = new Map(targets.map((target) => [`${target.service} ${target.serverKey}`, target]))
    for (const id of this.ids) if (!wanted.has(id)) this.scheduler.remove(id)
    this.ids = new Set(wanted.keys())
    for (const [id, target] of wanted)
      this.scheduler.set(id, { everyMs: target.everyMs, lane: 'program', work: () => this.read(target) })
  }

  stop(): void {
    this.scheduler.stop()
  }
}
