import type { MonitorClock } from './clock'
import { Heap } from './heap'

/** Sockets are cheap and wait most of the time; a program is a process. Each lane has its own bound. */
export type Lane = 'socket' | 'program'
export type Job = { everyMs: number; lane: Lane; work: () => Promise<void> }

type Entry = Job & {
  id: string
  /** when it starts next; null while it runs or waits for a place */
  dueMs: number | null
  state: 'idle' | 'waiting' | 'running' | 'gone'
  /** counts every change of dueMs: what lies in the heap for an older one is stale */
  version: number
}
type Due = { dueMs: number; entry: Entry; version: number }

export type SchedulerOptions = {
  clock: MonitorClock
  /** 0 <= x < 1 */
  random: () => number
  limits: { [lane in Lane]: number }
}

/** The first start of a job comes within this time (or its interval), so that a new server is soon known. */
const FIRST_WITHIN_MS = 2000
/** Beyond that many jobs a start of all takes longer: no more than one job a millisecond. */
const FIRST_EACH_MS = 1
/** Each interval is this much shorter or longer by chance, so that jobs that met do not stay together. */
const JITTER = 0.05
/** Jobs due within so many ms start together: one timer for all, fewer wake-ups. */
const SLOT_MS = 10
/**
 * So many start in one go; sockets and other work have their turn before the next. Where this machine is too slow for its checks, they come late, but
 * what a verdict needs does not wait for all of them.
 */
const AT_ONCE = 25

/**
 * Starts jobs again and again, each at its own interval from start to start, with one timer for all. A job never overlaps itself; one that
 * takes longer than its interval starts again when it has ended. No job waits for another unless its lane is full.
 */
export class Scheduler {
  private readonly entries = new Map<string, Entry>()
  private readonly heap = new Heap<Due>((a, b) => a.dueMs - b.dueMs)
  private readonly waiting: { [lane in Lane]: Entry[] } = { socket: [], program: [] }
  private readonly running: { [lane in Lane]: number } = { socket: 0, program: 0 }
  private cancel: (() => void) | null = null
  /** the rest of those that are due starts in a moment */
  private more: (() => void) | null = null
  private wakeMs = Number.POSITIVE_INFINITY
  private stopped = false

  constructor(private readonly options: SchedulerOptions) {}

  /** Adds a job, or gives the job of this id new work. A changed interval counts from the next start on. */
  set(id: string, job: Job): void {
    const old = this.entries.get(id)
    if (old) {
      Object.assign(old, job)
      const latest = this.options.clock.now() + job.everyMs
      if (old.dueMs !== null && old.dueMs > latest) this.plan(old, latest)
      return
    }
    const entry: Entry = { ...job, id, dueMs: null, state: 'idle', version: 0 }
    this.entries.set(id, entry)
    const within = Math.min(Math.max(FIRST_WITHIN_MS, this.entries.size * FIRST_EACH_MS), job.everyMs)
    this.plan(entry, this.options.clock.now() + this.options.random() * within)
  }

  /** Ends a job; one that runs now runs to its end and is not started again. */
  remove(id: string): void {
    const entry = this.entries.get(id)
    if (!entry) return
    entry.state = 'gone'
    this.entries.delete(id)
  }

  /** Starts a job now, unless it runs or waits already. @returns false when there is no such job */
  hurry(id: string): boolean {
    const entry = this.entries.get(id)
    if (entry?.state === 'idle') this.plan(entry, this.options.clock.now())
    return entry !== undefined
  }

  /** When a job starts next; null while it runs or waits. */
  nextMs(id: string): number | null {
    return this.entries.get(id)?.dueMs ?? null
  }

  /** How many jobs run and wait now, by lane. */
  load(): { [lane in Lane]: { running: number; waiting: number } } {
    const of = (lane: Lane) => ({
      running: this.running[lane],
      waiting: this.waiting[lane].filter((entry) => entry.state === 'waiting').length,
    })
    return { socket: of('socket'), program: of('program') }
  }

  /** Starts nothing any more. */
  stop(): void {
    this.stopped = true
    this.cancel?.()
    this.more?.()
    for (const id of [...this.entries.keys()]) this.remove(id)
  }

  private plan(entry: Entry, dueMs: number): void {
    entry.state = 'idle'
    entry.dueMs = dueMs
    entry.version++
    this.heap.push({ dueMs, entry, version: entry.version })
    if (dueMs < this.wakeMs) this.arm()
  }

  private arm(): void {
    const next = this.heap.peek()
    this.cancel?.()
    this.cancel = null
    this.wakeMs = Number.POSITIVE_INFINITY
    if (!next || this.stopped) return
    const slot = Math.ceil(next.dueMs / SLOT_MS) * SLOT_MS
    this.wakeMs = slot
    this.cancel = this.options.clock.after(Math.max(0, slot - this.options.clock.now()), () => this.wake())
  }

  private wake(): void {
    this.cancel = null
    const now = this.options.clock.now()
    for (let next = this.heap.peek(); next && next.dueMs <= now; next = this.heap.peek()) {
      this.heap.pop()
      if (next.version !== next.entry.version || next.entry.state !== 'idle') continue
      next.entry.dueMs = null
      next.entry.state = 'waiting'
      this.waiting[next.entry.lane].push(next.entry)
    }
    this.fill('socket', now)
    this.fill('program', now)
    this.arm()
  }

  private fill(lane: Lane, now: number): void {
    let started = 0
    while (this.running[lane] < this.options.limits[lane]) {
      if (++started > AT_ONCE && this.waiting[lane].length > 0) {
        this.later()
        return
      }
      const entry = this.waiting[lane].shift()
      if (!entry) return
      if (entry.state === 'waiting') this.start(entry, lane, now)
    }
  }

  private later(): void {
    this.more ??= this.options.clock.after(0, () => {
      this.more = null
      const now = this.options.clock.now()
      this.fill('socket', now)
      this.fill('program', now)
    })
  }

  private start(entry: Entry, lane: Lane, began: number): void {
    entry.state = 'running'
    this.running[lane]++
    const ended = () => {
      this.running[lane]--
      if (entry.state === 'running' && !this.stopped) {
        const interval = entry.everyMs * (1 - JITTER + 2 * JITTER * this.options.random())
        // Where that has passed already it is due at once.
        this.plan(entry, began + interval)
      }
      if (!this.stopped && !this.more && this.waiting[lane].length > 0) this.fill(lane, this.options.clock.now())
    }
    entry.work().then(ended, ended)
  }
}
