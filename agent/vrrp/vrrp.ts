import type { Saying } from '@/lib/plan/types'
import type { VrrpWord } from '@/lib/pulse/types'
import type { VrrpSetup } from '@/lib/pulse/vrrp'
import { groupState } from '@/lib/pulse/vrrp-file'
import { AgentError, whyOf } from '../errors'
import { VrrpFolder } from './folder'
import { Keepalived } from './keepalived'
import { readNotify } from './notify'

export type VrrpOptions = {
  /** RUN/vrrp */
  folder: string
  /** keepalived itself, or where it stands */
  program?: string
}

/** What VRRP needs of the rest of the agent. */
export type VrrpPorts = {
  /** keepalived says this of the router; GONE = it does not run */
  state(word: VrrpWord): void
  /** the agent's loop lives. While it does not, this router is given up after deadtime. */
  alive(): boolean
  /** null = over */
  alarm(saying: Saying | null): void
  log(line: string): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A keepalived that lived so long is started again with the short pause. */
const STEADY_MS = 10_000
/** How often we say that we live: four times within the dead time, at least once a second, since the judge looks that often. */
const SIGNS = 4
const SIGN_MS = { least: 200, most: 1000 }
/** When this router takes part again and keepalived says nothing to it, what it said last still holds. */
const AGAIN_MS = 2000

/**
 * VRRP as the agent holds it: keepalived with its file, started again when it ends; its words; the two files by which it is told to step back and that we live.
 * What follows from a word is lib/pulse's to decide.
 */
export class Vrrp {
  private readonly keepalived: Keepalived
  private readonly notify: { close(): void }
  private setup: VrrpSetup | null = null
  /** the channels of the file that keepalived read last */
  private loaded: string | null = null
  private word: VrrpWord | null = null
  private work = Promise.resolve()
  private signs: NodeJS.Timeout | undefined
  private again: NodeJS.Timeout | undefined
  private repeat: NodeJS.Timeout | undefined
  private pauseMs = FIRST_PAUSE_MS
  private startedMs = 0
  /** keepalived does not know the newest file yet */
  private stale = true
  /** the last sign of life could not be written */
  private unsigned = false
  private closed = false

  private constructor(
    private readonly folder: VrrpFolder,
    options: VrrpOptions,
    private readonly ports: VrrpPorts,
  ) {
    this.keepalived = new Keepalived(folder, options.program ?? 'keepalived', (how) => this.ended(how))
    this.notify = readNotify(folder.paths.fifo, (line) => this.said(line))
  }

  /** Makes its folder and listens. Nothing runs before `configure`. @throws AgentError, Error when the folder cannot be used */
  static async open(options: VrrpOptions, ports: VrrpPorts): Promise<Vrrp> {
    return new Vrrp(await VrrpFolder.open(options.folder), options, ports)
  }

  /** What keepalived does now; for panels. */
  view(): { pid: number | null; word: VrrpWord | null } {
    return { pid: this.keepalived.pid, word: this.word }
  }

  /** Another lvs.cf, settings or addresses. keepalived keeps its state over it. Resolves when it was told. */
  configure(setup: VrrpSetup): Promise<void> {
    return this.next(async () => {
      const first = this.setup === null
      this.setup = setup
      this.sign()
      clearInterval(this.signs)
      const everyMs = Math.min(Math.max((setup.deadSec * 1000) / SIGNS, SIGN_MS.least), SIGN_MS.most)
      this.signs = setInterval(() => this.sign(), everyMs)
      if (first && this.keepalived.adopt()) this.ports.log(`keepalived: found running, pid ${this.keepalived.pid}`)
      await this.bring(setup)
    })
  }

  /** true: this router steps back, and the next one becomes master. Kept over a restart of keepalived, and of the agent. */
  stepBack(back: boolean): void {
    clearTimeout(this.repeat)
    try {
      this.folder.writeBack(back)
    } catch (error) {
      this.failed(error)
    }
    if (back) return
    this.repeat = setTimeout(() => {
      if (this.word) this.ports.state(this.word)
    }, AGAIN_MS)
    this.repeat.unref()
  }

  /**
   * The agent ends. A master runs on: an agent that is started again finds it, and nothing moved; one that is not is given up after deadtime. Any other
   * keepalived ends.
   */
  async close(): Promise<void> {
    await this.shut(this.word !== 'MASTER')
  }

  /** The role comes from elsewhere now: keepalived ends, whatever it is. */
  async stop(): Promise<void> {
    await this.shut(true)
  }

  private async shut(end: boolean): Promise<void> {
    this.closed = true
    clearInterval(this.signs)
    clearTimeout(this.again)
    clearTimeout(this.repeat)
    await this.next(async () => {
      if (end) await this.keepalived.end()
      this.notify.close()
    })
  }

  /** One thing after the other; what fails is said, and goes no further. */
  private next(work: () => Promise<unknown>): Promise<void> {
    this.work = this.work.then(async () => void (await work())).catch((error: unknown) => this.failed(error))
    return this.work
  }

  /** What is wanted and is not so yet: that it runs, and by this file. */
  private async bring(setup: VrrpSetup): Promise<void> {
    if (this.closed) return
    this.stale = (await this.folder.write(setup)) || this.stale
    if (this.keepalived.pid === null) await this.start()
    else if (this.stale) await this.reload()
  }

  private async start(): Promise<void> {
    const wrong = await this.keepalived.objection()
    if (wrong !== null) throw new Error(wrong)
    if (this.closed) return
    this.keepalived.start()
    this.startedMs = performance.now()
    this.loaded = channelsOf(this.setup)
    this.stale = false
    this.ports.alarm(null)
  }

  /** A file that keepalived would not read is not given to it: what runs goes on with the one before. */
  private async reload(): Promise<void> {
    const wrong = await this.keepalived.objection()
    if (wrong !== null) throw new Error(wrong)
    // A group with another channel begins an election anew; that it says BACKUP then means nothing yet.
    if (this.loaded !== null && this.loaded !== channelsOf(this.setup)) this.tell('GONE')
    this.keepalived.reload()
    this.loaded = channelsOf(this.setup)
    this.stale = false
    this.ports.alarm(null)
  }

  private ended(how: string): void {
    if (this.closed) return
    if (performance.now() - this.startedMs > STEADY_MS) this.pauseMs = FIRST_PAUSE_MS
    this.failed(new Error(`${how}: ${this.folder.lastWords()}`))
  }

  private later(): void {
    clearTimeout(this.again)
    if (this.closed) return
    this.again = setTimeout(() => void this.next(async () => this.setup && this.bring(this.setup)), this.pauseMs)
    this.again.unref()
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS)
  }

  private said(line: string): void {
    const word = groupState(line)
    // STOP: it ends. That it has ended is told when it has.
    if (word !== null && word !== 'STOP' && !this.closed) this.tell(word)
  }

  private tell(word: VrrpWord): void {
    clearTimeout(this.repeat)
    this.word = word
    this.ports.state(word)
  }

  private sign(): void {
    this.keepalived.look()
    if (!this.ports.alive()) return
    try {
      this.folder.writeAlive()
      if (this.unsigned) this.ports.alarm(null)
      this.unsigned = false
    } catch (error) {
      if (!this.unsigned) this.failed(error)
      this.unsigned = true
    }
  }

  private failed(error: unknown): void {
    if (this.closed) return
    const missing = error instanceof AgentError && error.code === 'TOOL_MISSING'
    const why = whyOf(error)
    this.ports.log(`keepalived: ${why}`)
    const code = missing ? 'pulse.alarm.keepalived-missing' : 'pulse.alarm.keepalived'
    this.ports.alarm({ code, params: missing ? {} : { why } })
    if (this.keepalived.pid === null && this.word !== 'GONE') this.tell('GONE')
    if (this.stale || this.keepalived.pid === null) this.later()
  }
}

const channelsOf = (setup: VrrpSetup | null): string =>
  JSON.stringify(setup?.instances.map(({ name, device, from, routerId }) => [name, device, from, routerId]))
