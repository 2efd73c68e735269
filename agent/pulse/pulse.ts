import type { Saying } from '@/lib/plan/types'
import type { LeasedAddress } from '@/lib/pulse/lease'
import type { Facts, PulseEffect, PulseWish, VrrpWord } from '@/lib/pulse/types'
import { type Child, startChild } from '../beside'
import { whyOf } from '../errors'
import type { PulseMemory, PulseStore } from './keys'
import {
  type Moved,
  type Order,
  type PlaceOrder,
  type PulseView,
  type Ready,
  type Report,
  readReport,
} from './messages'

/** What pulse asks of the rest of the agent. Everything arrives as a message for its loop; nothing here may wait. */
export type PulsePorts = {
  /** the agent's loop lives: the facts of now; null = it hangs, say nothing for us */
  facts(): Facts | null
  /**
   * bring this about; answer with withdrawn(number) or failed(number, why) when it is done. A newer wish replaces it. `moved`: what the heartbeat
   * process does with the addresses meanwhile; null = nothing, or nobody knows
   */
  wish(wish: PulseWish, number: number, moved: Promise<Moved | null>): void
  /** changes of state, notes, announcements, VRRP's track file, the end */
  effect(effect: Exclude<PulseEffect, { do: 'send' | 'answer' | 'remember' }>): void
  alarm(saying: Saying | null): void
  log(line: string): void
}

export type PulseOptions = {
  /** what follows `node` to start the heartbeat process */
  entry: readonly string[]
  place: PlaceOrder
  store: PulseStore
  /** do virtual addresses stand here now? Asked at each start of the heartbeat process. */
  holding(): boolean
}

/** What an answer to a request says. */
export type PulseAnswer = { ok: boolean; why: Saying }

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5000
/** A heartbeat process that lived so long is started again with the short pause. */
const STEADY_MS = 10_000

/** The heartbeat process as the agent holds it: started, fed, started again when it ends. */
export class Pulse {
  private child: Child | null = null
  private last: PulseView | null = null
  private place: PlaceOrder
  private readonly asked = new Map<number, (answer: PulseAnswer) => void>()
  private readonly leases = new Map<number, () => void>()
  private readonly moves = new Map<number, (moved: Moved | null) => void>()
  private list: { standing: LeasedAddress[]; ready: Ready | null } = { standing: [], ready: null }
  private brought = 0
  private numbers = 0
  private word: VrrpWord | null = null
  private pauseMs = FIRST_PAUSE_MS
  private startedMs = 0
  private again: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    private readonly options: PulseOptions,
    private readonly ports: PulsePorts,
  ) {
    this.place = options.place
    this.start()
  }

  /** What the heartbeat process last told of itself; null before it has. */
  view(): PulseView | null {
    return this.last
  }

  get pid(): number | null {
    return this.child?.pid ?? null
  }

  /** Another lvs.cf, or other addresses of this router. */
  configure(place: PlaceOrder): void {
    this.place = place
    this.send({ kind: 'place', place })
  }

  /** The key, or the latch, was changed. */
  keysChanged({ keys, latched }: PulseMemory): void {
    this.send({ kind: 'keys', keys: [...keys], latched })
  }

  /** A person's request; resolves with its outcome, which for a hand-over is known when the partner serves. */
  request(what: 'start' | 'handover' | 'take' | 'stop', by: string, withdraw = false): Promise<PulseAnswer> {
    const id = ++this.numbers
    const sent = this.send({ kind: 'request', id, what, by, withdraw })
    if (!sent) return Promise.resolve(gone())
    return new Promise((resolve) => this.asked.set(id, resolve))
  }

  /** The addresses whose lease is renewed from now on, and those that a role would bring up. Without a heartbeat process nothing is renewed. */
  lease(standing: readonly LeasedAddress[], ready: Ready | null): void {
    this.list = { standing: [...standing], ready }
    this.send({ kind: 'addresses', id: ++this.numbers, ...this.list, after: this.brought })
  }

  /**
   * Before these are taken down, or any is brought up: wait for it. A renewal would bring them back, and a wish that was told before is known
   * then.
   */
  release(addresses: readonly string[]): Promise<void> {
    const id = ++this.numbers
    if (!this.send({ kind: 'release', id, addresses: [...addresses] })) return Promise.resolve()
    return new Promise((resolve) => this.leases.set(id, resolve))
  }

  /** The newest wish after which the kernel was looked at. */
  get broughtWish(): number {
    return this.brought
  }

  /** The kernel is looked at after this wish: what it shows from now on is newer. */
  looked(wish: number): void {
    this.brought = wish
  }

  /** The wish of this number is brought about, and no virtual address stands here. */
  withdrawn(number: number): void {
    this.send({ kind: 'withdrawn', wish: number })
  }

  /** The wish of this number could not be brought about. */
  failed(number: number, why: string): void {
    this.send({ kind: 'failed', wish: number, why })
  }

  /** What keepalived says of this router. */
  vrrp(state: VrrpWord): void {
    this.word = state
    this.send({ kind: 'vrrp', state })
  }

  /** TERM: the effect `end` follows when the process may end. False: there is nobody to ask, it may end now. */
  terminate(): boolean {
    return this.send({ kind: 'term' })
  }

  /** Ends the heartbeat process. Withdraws nothing. */
  close(): void {
    this.closed = true
    clearTimeout(this.again)
    this.child?.end()
    this.forget()
  }

  private send(order: Order): boolean {
    return this.child?.send(order) ?? false
  }

  private start(): void {
    const { keys, latched, term, stopped } = this.options.store.get()
    this.startedMs = performance.now()
    this.child = startChild(this.options.entry, {
      message: (value) => this.message(value),
      exit: (how) => this.ended(how),
    })
    const holding = this.options.holding()
    this.send({ kind: 'begin', place: this.place, keys: [...keys], latched, term, stopped, holding })
    this.brought = 0
    this.lease(this.list.standing, this.list.ready)
    if (this.word) this.vrrp(this.word)
  }

  private ended(how: string): void {
    this.child = null
    this.forget()
    if (this.closed) return
    if (performance.now() - this.startedMs > STEADY_MS) this.pauseMs = FIRST_PAUSE_MS
    this.ports.alarm({ code: 'pulse.alarm.heartbeat-ended', params: { why: how } })
    this.again = setTimeout(() => this.start(), this.pauseMs)
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS)
  }

  /** Nobody will answer any more. */
  private forget(): void {
    for (const answer of this.asked.values()) answer(gone())
    for (const done of this.leases.values()) done()
    for (const moved of this.moves.values()) moved(null)
    this.asked.clear()
    this.leases.clear()
    this.moves.clear()
  }

  private message(value: unknown): void {
    try {
      this.take(value)
    } catch (error) {
      this.ports.log(`heartbeat process: ${whyOf(error)}`)
    }
  }

  private take(value: unknown): void {
    const report = readReport(value)
    switch (report.kind) {
      case 'ask': {
        const facts = this.ports.facts()
        if (facts) this.send({ kind: 'facts', facts })
        return
      }
      case 'wish':
        this.wished(report)
        return
      case 'moved':
        this.moves.get(report.number)?.(report.moved)
        this.moves.delete(report.number)
        return
      case 'effect':
        this.effect(report.effect)
        return
      case 'view': {
        const { kind, ...view } = report
        this.last = view
        this.ports.alarm(null)
        return
      }
      case 'leased':
        this.leases.get(report.id)?.()
        this.leases.delete(report.id)
        return
      case 'latched':
        this.keep(this.options.store.remember({ latched: true }))
        return
      case 'rotated':
        this.keep(this.options.store.dropOldKey())
        return
      case 'log':
        this.ports.log(report.line)
        return
    }
  }

  private wished({ wish, number, moves }: Report & { kind: 'wish' }): void {
    const moved = moves ? new Promise<Moved | null>((resolve) => this.moves.set(number, resolve)) : null
    this.ports.wish(wish, number, moved ?? Promise.resolve(null))
  }

  private effect(effect: Exclude<PulseEffect, { do: 'send' }>): void {
    if (effect.do === 'answer') {
      this.asked.get(effect.request)?.({ ok: effect.ok, why: effect.why })
      this.asked.delete(effect.request)
    } else if (effect.do === 'remember') {
      const { do: _, ...change } = effect
      this.keep(this.options.store.remember(change))
    } else this.ports.effect(effect)
  }

  /** What cannot be kept is said; the pair goes on by what it knows. */
  private keep(work: Promise<void>): void {
    work.catch((error: unknown) => this.ports.log(`pulse.json: ${whyOf(error)}`))
  }
}

const gone = (): PulseAnswer => ({ ok: false, why: { code: 'pulse.cannot.heartbeat-gone', params: {} } })
