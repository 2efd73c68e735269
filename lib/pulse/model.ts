import type { Sign } from './packet'
import { compose, keyOf, newPeer, type Peer, receive, type Voice } from './peer'
import { newState, serves, toldOf } from './state'
import { nextTickMs, step } from './step'
import type { ChannelName, Facts, PulseConfig, PulseEvent, PulseState } from './types'
import { wishOf } from './wish'

/**
 * Two routers and the wires between them in simulated time, for the model test: what may happen to a pair, and what the claim of
 * operations.md 3 is measured on (who holds the addresses in its kernel, the lease included).
 */
export type Mode = 'old' | 'keys' | 'one-key'
export type Side = 0 | 1
/** What the wire does with one packet. */
export type Fate = { lost: boolean; delayMs: number; again: number | null }

const FACTS: Facts = { holding: false, revision: null, sysctlsOk: true, syncOk: true, pools: [] }
/** Not a real one: quick, and different for every key and text. */
const sign: Sign = (key, bytes) => {
  let hash = 0x811c9dc5
  for (const part of [key, bytes]) for (const byte of part) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  const out = new Uint8Array(32)
  new DataView(out.buffer).setUint32(0, hash)
  return out
}
/** How often the agent answers, and how long it takes to change an address. */
const ANSWER_MS = 300
export const AGENT_MS = 50

type Router = {
  config: PulseConfig
  voice: Voice
  state: PulseState | null
  peer: Peer
  kept: { term: number; stopped: boolean; latched: boolean }
  /** the kernel has the addresses until then */
  heldUntilMs: number
  /** the whole machine stands still until then; packets wait */
  stalledUntilMs: number
  inbox: { bytes: Uint8Array; channel: ChannelName }[]
  /** the agent's loop stands still until then */
  hungUntilMs: number
  /** each life of the process has a number: what was planned for an earlier one is void */
  life: number
  tickAtMs: number
}
type Job = { at: number; run: () => void }

export class Pair {
  now = 0
  readonly routers: [Router, Router]
  private jobs: Job[] = []
  private fateAt = 0
  private random = 1
  readonly cut = new Set<string>()
  /** every datagram ever sent to each side, for replays */
  readonly recorded: [Uint8Array[], Uint8Array[]] = [[], []]
  fates: readonly Fate[] = [{ lost: false, delayMs: 0, again: null }]
  /** since when both, or neither, hold the addresses; null = not now */
  bothSince: number | null = null
  noneSince: number | null = 0
  longest = { both: 0, none: 0 }
  readonly story: string[] = []
  /** requests that a router took, and how often each was answered */
  readonly answers = new Map<number, number>()
  /** VRRP's track file is written */
  onTrack: (side: Side, back: boolean) => void = () => undefined

  constructor(
    base: Pick<PulseConfig, 'keepaliveMs' | 'deadtimeMs' | 'sync'>,
    mode: Mode,
    roleFrom: PulseConfig['roleFrom'] = 'pulse',
  ) {
    const router = (me: 'primary' | 'backup', hasKey: boolean): Router => ({
      config: {
        ...base,
        me,
        partner: true,
        unable: null,
        monitorLinks: false,
        privateChannel: true,
        roleFrom,
      },
      voice: { keys: hasKey ? [keyOf(new Uint8Array(32).fill(7), sign)] : [], littleEndian: true, sign },
      state: null,
      peer: newPeer('', false),
      kept: { term: 0, stopped: false, latched: false },
      heldUntilMs: Number.NEGATIVE_INFINITY,
      stalledUntilMs: 0,
      inbox: [],
      hungUntilMs: 0,
      life: 0,
      tickAtMs: 0,
    })
    this.routers = [router('primary', mode !== 'old'), router('backup', mode === 'keys')]
  }

  /** From now on the longest times are counted anew. */
  measure(): void {
    this.longest = { both: 0, none: 0 }
    if (this.bothSince !== null) this.bothSince = this.now
    if (this.noneSince !== null) this.noneSince = this.now
  }

  holds(side: Side): boolean {
    return this.routers[side].heldUntilMs > this.now
  }

  serving(): Side[] {
    return ([0, 1] as const).filter((side) => serves(this.routers[side].state?.name ?? 'off'))
  }

  start(side: Side): void {
    const router = this.routers[side]
    if (router.state) return
    const { term, stopped, latched } = router.kept
    router.life++
    router.peer = newPeer(this.hex(), latched)
    router.inbox = []
    router.hungUntilMs = 0
    router.state = newState(router.config, { atMs: this.now, holding: this.holds(side), stopped, term })
    this.tell(side, `start ${router.state.name}`)
    this.answering(side, router.life)
  }

  kill(side: Side): void {
    const router = this.routers[side]
    router.state = null
    router.life++
    this.tell(side, 'killed')
  }

  stall(side: Side, ms: number): void {
    const router = this.routers[side]
    if (!router.state || router.stalledUntilMs > this.now) return
    router.stalledUntilMs = this.now + ms
    this.tell(side, `stalled for ${ms}`)
    this.later(ms, () => this.wake(side))
  }

  hang(side: Side, ms: number): void {
    this.routers[side].hungUntilMs = Math.max(this.routers[side].hungUntilMs, this.now + ms)
    this.tell(side, `agent hangs for ${ms}`)
  }

  /** Sends an old datagram again. */
  replay(to: Side, which: number): void {
    const past = this.recorded[to]
    const bytes = past[which % Math.max(1, past.length)]
    if (bytes) this.arrive(to, bytes, 'public')
  }

  event(side: Side, event: PulseEvent): void {
    const router = this.routers[side]
    if (!router.state || router.stalledUntilMs > this.now) return
    if (event.kind === 'request') this.answers.set(event.id, 0)
    const wished = wishOf(router.state, router.config).addresses
    const { state, effects } = step(router.state, event, router.config)
    router.state = state
    for (const effect of effects) {
      if (effect.do === 'send') this.send(side, effect.word)
      else if (effect.do === 'transition') this.tell(side, `${effect.from} > ${effect.to} ${effect.why.code}`)
      else if (effect.do === 'answer') this.answers.set(effect.request, (this.answers.get(effect.request) ?? 0) + 1)
      else if (effect.do === 'track') this.onTrack(side, effect.back)
      else if (effect.do === 'remember') Object.assign(router.kept, pick(effect))
    }
    if (wishOf(state, router.config).addresses !== wished || event.kind === 'agent') this.obey(side)
    if (effects.some((effect) => effect.do === 'end')) {
      this.kill(side)
      return
    }
    this.schedule(side)
    this.look()
  }

  run(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const next = this.jobs.reduce<Job | null>((best, job) => (best && best.at <= job.at ? best : job), null)
      if (!next || next.at > end) break
      this.jobs.splice(this.jobs.indexOf(next), 1)
      this.now = next.at
      this.look()
      next.run()
    }
    this.now = end
    this.look()
  }

  later(ms: number, run: () => void): void {
    this.jobs.push({ at: this.now + ms, run })
  }

  private tell(side: Side, what: string): void {
    this.story.push(`${(this.now / 1000).toFixed(3)} ${'AB'[side]} ${what}`)
  }

  private hex(): string {
    this.random = (Math.imul(this.random, 1103515245) + 12345) >>> 0
    return this.random.toString(16).padStart(16, '5')
  }

  /** The agent's loop: answers, holds what is wished, renews the lease. */
  private answering(side: Side, life: number): void {
    const router = this.routers[side]
    if (router.life !== life) return
    const free = Math.max(router.hungUntilMs, router.stalledUntilMs) - this.now
    if (free > 0) {
      this.later(free, () => this.answering(side, life))
      return
    }
    this.event(side, { kind: 'agent', at: this.now, facts: { ...FACTS, holding: this.holds(side) } })
    this.later(ANSWER_MS, () => this.answering(side, life))
  }

  /** Does what is wished, a little later and by what is wished then. */
  private obey(side: Side): void {
    const router = this.routers[side]
    const { life } = router
    const work = () => {
      if (router.life !== life || !router.state) return
      const free = Math.max(router.hungUntilMs, router.stalledUntilMs) - this.now
      if (free > 0) return this.later(free, work)
      const { addresses, lease } = wishOf(router.state, router.config)
      if (addresses === 'withdraw') router.heldUntilMs = Number.NEGATIVE_INFINITY
      if (addresses === 'hold' && lease.kind !== 'none')
        router.heldUntilMs = lease.kind === 'seconds' ? this.now + lease.sec * 1000 : Number.POSITIVE_INFINITY
      // A lease ends by itself: somebody has to look at that moment.
      if (Number.isFinite(router.heldUntilMs)) this.later(Math.max(0, router.heldUntilMs - this.now), () => this.look())
      this.look()
      if (addresses === 'withdraw' && router.state.name === 'leaving')
        this.event(side, { kind: 'withdrawn', at: this.now })
    }
    this.later(AGENT_MS, work)
  }

  private send(side: Side, word: 'stopped' | 'running' | 'provisional'): void {
    const router = this.routers[side]
    if (!router.state) return
    const told = toldOf(router.state, router.config)
    const { peer, datagrams } = compose(router.peer, { word, told }, this.hex(), router.voice)
    router.peer = peer
    const to: Side = side === 0 ? 1 : 0
    for (const bytes of datagrams) {
      this.recorded[to].push(bytes)
      for (const channel of ['public', 'private'] as const) this.carry(to, bytes, channel)
    }
  }

  private carry(to: Side, bytes: Uint8Array, channel: ChannelName): void {
    const fate = this.fates[this.fateAt++ % this.fates.length] as Fate
    if (this.cut.has(`${to}${channel}`) || fate.lost) return
    this.later(fate.delayMs, () => this.arrive(to, bytes, channel))
    if (fate.again !== null) this.later(fate.again, () => this.arrive(to, bytes, channel))
  }

  private arrive(to: Side, bytes: Uint8Array, channel: ChannelName): void {
    const router = this.routers[to]
    if (!router.state) return
    if (router.stalledUntilMs > this.now) router.inbox.push({ bytes, channel })
    else this.read(to, bytes, channel, false)
  }

  private read(to: Side, bytes: Uint8Array, channel: ChannelName, queued: boolean): void {
    const router = this.routers[to]
    const { peer, got, answer } = receive(router.peer, bytes, router.voice)
    router.peer = peer
    router.kept.latched = peer.latched
    if (got.kind === 'doubt') this.event(to, { kind: 'doubt', at: this.now, channel, code: got.code, answer })
    if (got.kind === 'heard')
      this.event(to, { kind: 'heard', at: this.now, channel, beat: got.beat, copy: got.copy, queued, answer })
  }

  /** After a stall the socket is read empty before anything is decided. */
  private wake(side: Side): void {
    const router = this.routers[side]
    if (!router.state) return
    this.tell(side, 'goes on')
    for (const { bytes, channel } of router.inbox.splice(0)) this.read(side, bytes, channel, true)
    this.event(side, { kind: 'tick', at: this.now })
  }

  private schedule(side: Side): void {
    const router = this.routers[side]
    if (!router.state) return
    const { life } = router
    const due = nextTickMs(router.state, router.config)
    router.tickAtMs = due
    this.later(due - this.now, () => {
      if (router.life === life && router.tickAtMs === due) this.event(side, { kind: 'tick', at: this.now })
    })
  }

  private look(): void {
    const count = Number(this.holds(0)) + Number(this.holds(1))
    this.bothSince = count === 2 ? (this.bothSince ?? this.now) : null
    this.noneSince = count === 0 ? (this.noneSince ?? this.now) : null
    if (this.bothSince !== null) this.longest.both = Math.max(this.longest.both, this.now - this.bothSince)
    if (this.noneSince !== null) this.longest.none = Math.max(this.longest.none, this.now - this.noneSince)
  }
}

function pick({ term, stopped }: { term?: number; stopped?: boolean }) {
  return { ...(term === undefined ? {} : { term }), ...(stopped === undefined ? {} : { stopped }) }
}
