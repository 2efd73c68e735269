import type { Pair, Side } from './model'
import type { VrrpWord } from './types'
import { stepsBack } from './vrrp-events'
import { advertSec } from './vrrp-times'

/**
 * A keepalived on each of the model's two routers, as far as our file lets it be one: a group that hears either channel, does not preempt, steps back by its
 * track file, and gives an agent up that says nothing. It is a process of its own: an agent that dies or hangs leaves it running.
 */
const LOOK_MS = 100
const JUDGE_MS = 1000
/** How long the agent takes to read a notification, and to start keepalived again. */
const TELL_MS = 50
const RESTART_MS = 500

type Daemon = {
  priority: number
  runs: boolean
  state: Exclude<VrrpWord, 'GONE'>
  back: boolean
  /** the agent's last sign of life */
  signMs: number
  judgedMs: number
  dead: boolean
  /** without an advert until then it becomes master */
  downAtMs: number
  advertAtMs: number
  /** told in order, when the agent can hear */
  words: VrrpWord[]
}

export class Daemons {
  private readonly daemons: [Daemon, Daemon]
  private readonly advertMs: number
  private readonly deadMs: number

  constructor(private readonly pair: Pair) {
    this.deadMs = pair.routers[0].config.deadtimeMs
    this.advertMs = advertSec(this.deadMs) * 1000
    this.daemons = [this.daemon(150), this.daemon(100)]
    pair.onTrack = (side, back) => {
      this.daemons[side].back = back
    }
    const look = () => {
      for (const side of [0, 1] as const) this.look(side)
      pair.later(LOOK_MS, look)
    }
    pair.later(LOOK_MS, look)
  }

  private daemon(priority: number): Daemon {
    const none = { runs: false, back: false, dead: false, signMs: 0, judgedMs: 0, advertAtMs: 0, words: [] }
    return { ...none, priority, state: 'BACKUP', downAtMs: 0 }
  }

  /** An agent began: it says whether it takes part, finds its keepalived and hears how that is, or starts one. */
  began(side: Side): void {
    const daemon = this.daemons[side]
    const { state, config } = this.pair.routers[side]
    if (!state) return
    daemon.back = stepsBack(state, config)
    daemon.signMs = this.pair.now
    daemon.words = daemon.runs ? [daemon.state] : []
    if (!daemon.runs) this.begin(side)
  }

  /** keepalived ends by itself, without a word to the other one. */
  crash(side: Side): void {
    const daemon = this.daemons[side]
    if (!daemon.runs) return
    daemon.runs = false
    this.tell(side, 'GONE')
    this.pair.later(RESTART_MS, () => this.begin(side))
  }

  word(side: Side): VrrpWord {
    return this.daemons[side].runs ? this.daemons[side].state : 'GONE'
  }

  private begin(side: Side): void {
    const daemon = this.daemons[side]
    // Only an agent starts it.
    if (daemon.runs || !this.pair.routers[side].state) return
    Object.assign(daemon, { runs: true, dead: false })
    this.becomes(side, 'BACKUP')
  }

  private becomes(side: Side, state: Daemon['state']): void {
    const daemon = this.daemons[side]
    const before = daemon.state
    daemon.state = state
    daemon.downAtMs = this.pair.now + 3 * this.advertMs + this.skew(daemon)
    daemon.advertAtMs = this.pair.now
    this.pair.story.push(`${(this.pair.now / 1000).toFixed(3)} ${'AB'[side]} VRRP ${state}`)
    this.tell(side, state)
    if (state === 'FAULT' && before === 'MASTER') this.advert(side, 0)
  }

  private readonly skew = ({ priority }: Daemon): number => ((256 - priority) / 256) * 1000

  private look(side: Side): void {
    const { pair } = this
    const daemon = this.daemons[side]
    const router = pair.routers[side]
    if (router.stalledUntilMs > pair.now) return
    const lives = router.state !== null && router.hungUntilMs <= pair.now
    if (lives) {
      daemon.signMs = pair.now
      this.hand(side)
      if (!daemon.runs && !daemon.words.includes('GONE')) this.begin(side)
    }
    if (!daemon.runs) return
    if (pair.now - daemon.judgedMs >= JUDGE_MS) {
      daemon.judgedMs = pair.now
      daemon.dead = pair.now - daemon.signMs > this.deadMs
    }
    const fault = daemon.back || daemon.dead
    if (fault && daemon.state !== 'FAULT') this.becomes(side, 'FAULT')
    else if (!fault && daemon.state === 'FAULT') this.becomes(side, 'BACKUP')
    else if (daemon.state === 'BACKUP' && pair.now >= daemon.downAtMs) this.becomes(side, 'MASTER')
    if (daemon.state === 'MASTER' && pair.now >= daemon.advertAtMs) {
      daemon.advertAtMs = pair.now + this.advertMs
      this.advert(side, daemon.priority)
    }
  }

  /** One advert over each channel that is whole; one is enough for the group. */
  private advert(from: Side, priority: number): void {
    const to: Side = from === 0 ? 1 : 0
    const open = ['public', 'private'].some((channel) => !this.pair.cut.has(`${to}${channel}`))
    if (open) this.pair.later(1, () => this.heard(to, priority))
  }

  private heard(side: Side, priority: number): void {
    const daemon = this.daemons[side]
    if (!daemon.runs || this.pair.routers[side].stalledUntilMs > this.pair.now) return
    const skew = this.skew(daemon)
    if (daemon.state === 'BACKUP') daemon.downAtMs = this.pair.now + (priority === 0 ? skew : 3 * this.advertMs + skew)
    if (daemon.state !== 'MASTER') return
    if (priority > daemon.priority) this.becomes(side, 'BACKUP')
    else this.advert(side, daemon.priority)
  }

  private tell(side: Side, word: VrrpWord): void {
    if (this.pair.routers[side].state) this.daemons[side].words.push(word)
  }

  /** The agent reads what was told, in order. */
  private hand(side: Side): void {
    const { pair } = this
    const router = pair.routers[side]
    const { life } = router
    const read = (state: VrrpWord) => {
      // A router that stands still reads it later; what was for an earlier process is lost with it.
      if (router.stalledUntilMs > pair.now) pair.later(router.stalledUntilMs - pair.now, () => read(state))
      else if (router.life === life) pair.event(side, { kind: 'vrrp', at: pair.now, state })
    }
    for (const state of this.daemons[side].words.splice(0)) pair.later(TELL_MS, () => read(state))
  }
}
