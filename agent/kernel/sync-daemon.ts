import { type SyncDaemonWish, type SyncEntry, syncEntryFault, syncSteps, wantedDaemons } from '@/lib/kernel/sync-daemon'
import { whyOf } from '../errors'
import type { SyncPart } from './kernel'

export type { SyncDaemonWish }

export type SyncDaemonState = {
  wanted: SyncEntry['role'] | null
  /** the wanted one where it runs, else any other */
  running: SyncEntry['role'] | null
  device: string
  id: number
  /** why it does not run as it should, in the tool's words */
  why: string | null
}

/** Between two looks at a daemon that runs as it should. */
const REST_MS = 10_000

/**
 * Keeps the kernel's connection synchronisation as the role wants it: the standby's daemon, both, or none. Where it runs as wanted
 * nothing is started or stopped, so a restart of the agent is not noticed. While none is wanted, a daemon that was never wanted here is
 * somebody else's and stays. operations.md 1, 3, 4
 */
export class SyncDaemon {
  private wish: SyncDaemonWish = null
  private running: SyncEntry[] = []
  private why: string | null = null
  /** a daemon was wanted since this agent started: what runs is ours to end */
  private ours = false
  /** the interface that the daemon runs on, as the kernel counts interfaces: one that was made anew has another number */
  private index: number | null = null
  private readAtMs = Number.NEGATIVE_INFINITY
  private work: Promise<void> = Promise.resolve()
  private waiting: Promise<void> | null = null

  constructor(
    private readonly part: SyncPart,
    private readonly log: (line: string) => void,
    private readonly restMs = REST_MS,
  ) {}

  /** Brings this about, after what is under way; a newer wish replaces an older one. Never throws: see `state`. */
  bring(wish: SyncDaemonWish): Promise<void> {
    this.wish = wish
    if (wish !== null) this.ours = true
    return this.soon()
  }

  /**
   * Reads what runs and starts what is missing: ended by hand, or refused before because the interface was down. Asked more often than
   * every `restMs` it rests, unless something is amiss: a look at the kernel shall start few programs.
   */
  look(): Promise<void> {
    const resting = this.ok() && performance.now() - this.readAtMs < this.restMs
    return resting ? Promise.resolve() : this.soon()
  }

  state(): SyncDaemonState {
    const { wish, why } = this
    const [first] = wantedDaemons(wish)
    const shown = this.running.find(({ role }) => role === first?.role) ?? this.running[0]
    const { device = '', id = 0 } = wish ?? shown ?? {}
    return { wanted: first?.role ?? null, running: shown?.role ?? null, device, id, why }
  }

  /** True where what is wanted runs, on its interface and with its id; and where none is wanted. */
  ok(): boolean {
    return this.wish === null || (this.why === null && this.toDo().start.length === 0)
  }

  private toDo() {
    return syncSteps(this.running, this.wish)
  }

  /** One piece of work at a time; all who ask before it begins share the next one. */
  private soon(): Promise<void> {
    this.waiting ??= this.work = this.work.then(() => {
      this.waiting = null
      return this.settle()
    })
    return this.waiting
  }

  private async settle(): Promise<void> {
    if (this.wish === null && !this.ours) return
    try {
      this.say(await this.attempt())
    } catch (error) {
      this.say(whyOf(error))
    }
  }

  /** @returns why it is not as wanted, null when it is */
  private async attempt(): Promise<string | null> {
    const { wish } = this
    const fault = wish && syncEntryFault(wish)
    if (wish && fault) return `not a ${fault === 'id' ? 'sync id' : 'network device'}: ${wish[fault]}`
    this.running = await this.part.list()
    this.readAtMs = performance.now()
    const { stop, start } = await this.steps(wish)
    if (stop.length === 0 && start.length === 0) return null
    let refused: string | null = null
    for (const role of stop) refused ??= await this.part.stop(role)
    for (const entry of start) {
      const index = await this.part.indexOf(entry.device)
      const why = await this.part.start(entry)
      if (why === null) this.index = index
      refused ??= why
    }
    this.running = await this.part.list()
    const left = this.toDo()
    if (this.wish !== wish || (left.stop.length === 0 && left.start.length === 0)) return null
    return refused ?? 'ipvsadm reported no fault, but what runs is not what was asked for'
  }

  /** A daemon keeps to the interface it was started on: after that was made anew under the same name, it speaks to nobody. */
  private async steps(wish: SyncDaemonWish): Promise<ReturnType<typeof syncSteps>> {
    const steps = syncSteps(this.running, wish)
    if (!wish || steps.start.length > 0) return steps
    const index = await this.part.indexOf(wish.device)
    this.index ??= index
    if (index === null || index === this.index) return steps
    return { stop: [...steps.stop, ...wish.roles], start: wantedDaemons(wish) }
  }

  /** Each reason once in the log, not at every look. */
  private say(why: string | null): void {
    if (why !== null && why !== this.why) this.log(`sync daemon: ${why}`)
    this.why = why
  }
}
