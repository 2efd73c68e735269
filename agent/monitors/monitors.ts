import type { Target } from '@/lib/health/targets'
import type { Verdict } from '@/lib/health/verdict'
import type { CheckInput, Spoken } from './check'
import { type MonitorClock, monotonicClock } from './clock'
import { Ring } from './ring'
import { Scheduler } from './scheduler'

/** Makes one check of a target (check-target.ts); a test may put another in its place. Never rejects. */
export type Checker = (target: Target, input: Omit<CheckInput, 'address' | 'port'>) => Promise<Verdict>

export type MonitorsInput = {
  targets: readonly Target[]
  check: Checker
  /** each verdict of a check that is still wanted, `unknown` ones too; `atMs` by the clock */
  onVerdict: (target: Target, verdict: Verdict, atMs: number) => void
  /** address to send from, never a VIP (lib/health/source.ts); undefined = the kernel's choice */
  sourceFor?: (address: string) => string | undefined
  clock?: MonitorClock
  /** 0 <= x < 1 */
  random?: () => number
  maxSockets?: number
  maxPrograms?: number
}

/** One monitor as the panels show it. Times by the clock. */
export type MonitorStatus = {
  target: Target
  /** null before the first result */
  last: { verdict: Verdict; atMs: number } | null
  /** since when the result (up, down, unknown) is what it is */
  sinceMs: number | null
  /** null while it runs or waits for its turn */
  nextMs: number | null
  running: boolean
  /** oldest first, at most 60 */
  history: { atMs: number; tookMs: number; up: boolean }[]
}

export type Monitors = {
  /** Takes over a configuration: what is checked as before goes on untouched, what changed is checked anew soon, what is gone ends. */
  update(targets: readonly Target[]): void
  /** of the targets that are asked for; all of them in a big site are many response times */
  status(which?: (target: Target) => boolean): MonitorStatus[]
  statusOf(id: string): MonitorStatus | null
  /** Checks now instead of at its time; the verdict comes by onVerdict. @returns false when there is no such target */
  checkNow(id: string): boolean
  /** One check beside the schedule, with its dialogue; changes no state. null when there is no such target. */
  tryNow(id: string): Promise<{ verdict: Verdict; dialogue: Spoken[] } | null>
  load(): ReturnType<Scheduler['load']>
  /** Ends all checks; no verdict comes after it. */
  stop(): void
}

/** Bytes of a dialogue that "try it now" keeps. */
const DIALOGUE_MAX = 16_384
const MAX_SOCKETS = 20_000
const MAX_PROGRAMS = 64

/** Starts the checks of these targets. They run until `stop`. */
export function startMonitors(input: MonitorsInput): Monitors {
  return new Running(input)
}

type Monitor = {
  target: Target
  last: MonitorStatus['last']
  sinceMs: number | null
  ring: Ring
  /** the check that runs now */
  now: AbortController | null
  /** for the next one: what was never aborted is used again */
  spare: AbortController | null
}

class Running implements Monitors {
  private readonly monitors = new Map<string, Monitor>()
  private readonly clock: MonitorClock
  private readonly scheduler: Scheduler

  constructor(private readonly input: MonitorsInput) {
    this.clock = input.clock ?? monotonicClock
    this.scheduler = new Scheduler({
      clock: this.clock,
      random: input.random ?? Math.random,
      limits: { socket: input.maxSockets ?? MAX_SOCKETS, program: input.maxPrograms ?? MAX_PROGRAMS },
    })
    this.update(input.targets)
  }

  update(targets: readonly Target[]): void {
    const wanted = new Map(targets.map((target) => [target.id, target]))
    for (const [id, monitor] of this.monitors) {
      if (wanted.has(id)) continue
      this.monitors.delete(id)
      this.scheduler.remove(id)
      monitor.now?.abort()
    }
    for (const [id, target] of wanted) {
      const old = this.monitors.get(id)
      if (old) this.change(old, target)
      else this.monitors.set(id, { target, last: null, sinceMs: null, ring: new Ring(), now: null, spare: null })
      const lane = target.probe.kind === 'program' ? 'program' : 'socket'
      this.scheduler.set(id, { everyMs: target.intervalMs, lane, work: () => this.check(id) })
    }
  }

  /** The same server under the same id. If it is checked in another way now, what runs is given up and the new check comes at once. */
  private change(monitor: Monitor, target: Target): void {
    const same = JSON.stringify(monitor.target.probe) === JSON.stringify(target.probe)
    monitor.target = target
    if (same) return
    monitor.now?.abort()
    monitor.now = null
    this.scheduler.remove(target.id)
  }

  private async check(id: string): Promise<void> {
    const monitor = this.monitors.get(id)
    if (!monitor) return
    const { target } = monitor
    const ending = monitor.spare ?? new AbortController()
    monitor.spare = null
    monitor.now = ending
    const source = this.input.sourceFor?.(target.address)
    const verdict = await this.input.check(target, { limitMs: target.intervalMs, source, signal: ending.signal })
    if (monitor.now !== ending || ending.signal.aborted) return
    monitor.now = null
    monitor.spare = ending
    const atMs = this.clock.now()
    if (monitor.last?.verdict.result !== verdict.result) monitor.sinceMs = atMs
    monitor.last = { verdict, atMs }
    monitor.ring.add(atMs, verdict.tookMs, verdict.result === 'up')
    this.input.onVerdict(monitor.target, verdict, atMs)
  }

  status(which: (target: Target) => boolean = () => true): MonitorStatus[] {
    return [...this.monitors.values()].filter((monitor) => which(monitor.target)).map((monitor) => this.shown(monitor))
  }

  statusOf(id: string): MonitorStatus | null {
    const monitor = this.monitors.get(id)
    return monitor ? this.shown(monitor) : null
  }

  private shown({ target, last, sinceMs, ring, now }: Monitor): MonitorStatus {
    const nextMs = this.scheduler.nextMs(target.id)
    return { target, last, sinceMs, nextMs, running: now !== null, history: ring.list() }
  }

  checkNow(id: string): boolean {
    return this.scheduler.hurry(id)
  }

  async tryNow(id: string): Promise<{ verdict: Verdict; dialogue: Spoken[] } | null> {
    const target = this.monitors.get(id)?.target
    if (!target) return null
    const dialogue: Spoken[] = []
    let room = DIALOGUE_MAX
    const listen = (spoken: Spoken) => {
      if (room <= 0) return
      // a copy: the socket may use its buffer again
      const bytes = Uint8Array.from(spoken.bytes.subarray(0, room))
      room -= bytes.length
      dialogue.push({ ...spoken, bytes })
    }
    const source = this.input.sourceFor?.(target.address)
    const verdict = await this.input.check(target, { limitMs: target.intervalMs, source, listen })
    return { verdict, dialogue }
  }

  load(): ReturnType<Scheduler['load']> {
    return this.scheduler.load()
  }

  stop(): void {
    this.scheduler.stop()
    for (const monitor of this.monitors.values()) monitor.now?.abort()
    this.monitors.clear()
  }
}
