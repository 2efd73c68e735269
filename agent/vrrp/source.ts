import { join } from 'node:path'
import type { Saying } from '@/lib/plan'
import type { VrrpWord } from '@/lib/pulse/types'
import type { VrrpSetup } from '@/lib/pulse/vrrp'
import { alarm, type Context, calm } from '../context'
import { whyOf } from '../errors'
import { Vrrp } from './vrrp'

const ALARM = 'vrrp'

/** VRRP while it is the role source: begun and ended by what the router's place asks for. One thing after the other. */
export class VrrpSource {
  private vrrp: Vrrp | null = null
  private setup = ''
  private back: boolean | null = null
  private work = Promise.resolve()

  constructor(
    private readonly context: Context,
    private readonly ports: {
      /** keepalived says this; GONE also when it shall not run */
      state(word: VrrpWord): void
      alive(): boolean
    },
  ) {}

  /** null: the role comes from elsewhere, or this router cannot take part: keepalived ends. */
  configure(setup: VrrpSetup | null): void {
    const text = JSON.stringify(setup)
    if (text === this.setup || (setup === null && this.setup === '')) return
    this.setup = text
    this.next(async () => {
      if (setup === null) {
        await this.end((vrrp) => vrrp.stop())
        this.ports.state('GONE')
        return
      }
      this.vrrp ??= await this.open()
      await this.vrrp.configure(setup)
    })
  }

  /** true: this router steps back. Also before anything runs. */
  stepBack(back: boolean): void {
    this.back = back
    this.next(async () => this.vrrp?.stepBack(back))
  }

  /** The agent ends; a master is left running for the next one. */
  async close(): Promise<void> {
    this.next(() => this.end((vrrp) => vrrp.close()))
    await this.work
  }

  private async open(): Promise<Vrrp> {
    const { options, ports } = this.context
    const vrrp = await Vrrp.open(
      { folder: join(options.paths.run, 'vrrp'), ...(ports.keepalived ? { program: ports.keepalived } : {}) },
      {
        state: (word) => this.ports.state(word),
        alive: () => this.ports.alive(),
        alarm: (saying) => this.say(saying),
        log: (line) => ports.log(line),
      },
    )
    if (this.back !== null) vrrp.stepBack(this.back)
    return vrrp
  }

  private async end(how: (vrrp: Vrrp) => Promise<void>): Promise<void> {
    const { vrrp } = this
    this.vrrp = null
    if (vrrp) await how(vrrp)
    this.say(null)
  }

  private next(work: () => Promise<void> | undefined): void {
    this.work = this.work.then(work).catch((error: unknown) => {
      // Asked for again with the next look at the machine.
      this.setup = ''
      this.say({ code: 'pulse.alarm.keepalived', params: { why: whyOf(error) } })
      this.ports.state('GONE')
    })
  }

  private say(saying: Saying | null): void {
    if (saying) void alarm(this.context, saying.code, saying.params, ALARM)
    else calm(this.context, ALARM)
  }
}
