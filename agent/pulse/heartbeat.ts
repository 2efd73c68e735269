import type { Saying } from '@/lib/plan/types'
import { alarmsOf, newState, nextTickMs, type PulseEvent, type PulseState, step, stepsBack, wishOf } from '@/lib/pulse'
import { type SocketPlan, socketsOf } from '@/lib/pulse/bridge'
import { toldOf } from '@/lib/pulse/state'
import type { ChannelName, PulseConfig, PulseEffect, PulseWish, Word } from '@/lib/pulse/types'
import { AddressKeeper, type KeeperPorts } from './address-keeper'
import { Conversation } from './conversation'
import type { Order, PlaceOrder, PulseView, Report } from './messages'
import { HeartbeatChannel } from './socket'

/** What the heartbeat process needs of the world. */
export type HeartbeatPorts = KeeperPorts & {
  /** monotonic ms */
  now(): number
  /** to the agent */
  tell(report: Report): void
  linkIsUp(device: string): boolean
}

/** How often the agent is asked within a keepalive. */
const ASKS = 3
const LAG_WINDOW_MS = 60_000

/**
 * Sockets, timer, lease and conversation around the pure state machine. Does little at a time, so that it is never late. What it
 * decides it tells the agent, which brings it about.
 */
export class Heartbeat {
  private state: PulseState
  private config: PulseConfig
  private readonly conversation: Conversation
  private channels: HeartbeatChannel[] = []
  private readonly keeper: AddressKeeper
  private wish = ''
  private wishes = 0
  /** what is wished of the addresses */
  private turned: PulseWish['addresses'] | null = null
  private timer: NodeJS.Timeout | undefined
  private dueMs: number
  private askAtMs = 0
  private closed = false
  private viewAtMs = 0
  private strangers = 0
  private line = ''
  private lines: PulseView['heard'] = { newMs: null, oldMs: null }
  private worst: { lagMs: number; atMs: number } = { lagMs: 0, atMs: 0 }
  /** while the sockets are read empty after a stall: when the last datagram came, counted in turns of the loop */
  private draining: { heard: boolean } | null = null

  constructor(
    begin: Order & { kind: 'begin' },
    private readonly ports: HeartbeatPorts,
  ) {
    const { place, holding, stopped, term, latched } = begin
    const now = ports.now()
    this.config = place.config
    this.conversation = new Conversation(begin.keys, latched, (kind) => ports.tell({ kind }))
    this.keeper = new AddressKeeper(ports, (line) => ports.tell({ kind: 'log', line }))
    this.state = newState(this.config, { atMs: now, holding, stopped, term })
    this.dueMs = now
    this.openChannels(place)
    this.tellWish()
    this.tellTrack()
    this.tellView()
    this.wake()
  }

  /** An order of the agent's. */
  order(order: Order): void {
    const at = this.ports.now()
    switch (order.kind) {
      case 'begin':
        return
      case 'place':
        this.config = order.place.config
        this.openChannels(order.place)
        this.happen({ kind: 'config', at })
        return
      case 'keys':
        this.conversation.setKeys(order.keys)
        if (!order.latched) this.conversation.unlatch()
        return
      case 'facts':
        this.happen({ kind: 'agent', at, facts: order.facts })
        return
      case 'addresses':
        this.keeper.set(order.standing, order.ready, order.after)
        this.leased(order.id)
        return
      case 'release':
        this.keeper.release(order.addresses)
        this.leased(order.id)
        return
      case 'withdrawn':
        // What an older wish brought about says nothing about this one.
        if (order.wish === this.wishes) this.happen({ kind: 'withdrawn', at })
        return
      case 'failed':
        // An address that could not come up must not be taken for one that does not go.
        if (order.wish === this.wishes) this.happen({ kind: 'failed', at, why: order.why })
        return
      default:
        this.happen({ ...order, at })
    }
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
    for (const channel of this.channels.splice(0)) channel.close()
  }

  private leased(id: number): void {
    void this.keeper.settled().then(() => this.ports.tell({ kind: 'leased', id }))
  }

  private openChannels({ routes, port, behind }: PlaceOrder): void {
    for (const channel of this.channels.splice(0)) channel.close()
    const line = JSON.stringify([port, routes])
    if (line !== this.line) this.lines = { newMs: null, oldMs: null }
    this.line = line
    const of = (some: PlaceOrder['routes']) => [some.public, some.private].flatMap((route) => (route ? [route.to] : []))
    const partner = [...of(routes), ...(behind ? of(behind.routes) : [])]
    for (const plan of socketsOf({ port, routes }, behind)) {
      const heard = (bytes: Uint8Array, from: string) => this.datagram(plan, bytes, from)
      const stranger = (address: string) => this.stranger(address)
      this.channels.push(new HeartbeatChannel({ ...plan, partner, heard, stranger }))
    }
  }

  private stranger(address: string): void {
    this.strangers++
    // The first, and then ever fewer: somebody who floods us shall not flood the log.
    if (Math.log2(this.strangers) % 1 === 0)
      this.ports.tell({ kind: 'log', line: `unexpected heartbeat from ${address} (${this.strangers})` })
  }

  private datagram({ name: channel, old }: SocketPlan, bytes: Uint8Array, from: string): void {
    const at = this.ports.now()
    this.lines = { ...this.lines, [old.includes(from) ? 'oldMs' : 'newMs']: at }
    if (at - this.dueMs > this.config.keepaliveMs) this.drain()
    if (this.draining) this.draining.heard = true
    const { got, answer } = this.conversation.hear(bytes)
    if (got.kind === 'heard') {
      const queued = this.draining !== null
      this.happen({ kind: 'heard', at, channel, beat: got.beat, copy: got.copy, queued, answer })
    } else if (got.kind === 'doubt') this.happen({ kind: 'doubt', at, channel, code: got.code, answer })
  }

  private happen(event: PulseEvent): void {
    const before = this.state
    const { state, effects } = step(before, event, this.config)
    this.state = state
    for (const effect of effects) this.bring(effect)
    this.tellWish()
    if (before.name !== state.name) this.tellView()
    this.plan()
  }

  private bring(effect: PulseEffect): void {
    if (effect.do === 'send') this.send(effect.word)
    else this.ports.tell({ kind: 'effect', effect })
  }

  private send(word: Word): void {
    const datagrams = this.conversation.say(word, toldOf(this.state, this.config))
    for (const bytes of datagrams) for (const channel of this.channels) channel.send(bytes)
  }

  /** The agent hears of a new wish only when no renewal is under way that could bring back what it is to take down. */
  private tellWish(): void {
    const wish = wishOf(this.state, this.config)
    const { addresses } = wish
    this.keeper.setLease(wish.lease)
    this.keeper.renew(this.ports.now(), this.config.keepaliveMs)
    const text = JSON.stringify(wish)
    if (text === this.wish) return
    this.wish = text
    const number = ++this.wishes
    const turns = addresses !== this.turned
    this.turned = addresses
    void this.keeper.settled().then(() => {
      const moves = turns && addresses !== 'leave' && this.keeper.isReady
      // First the wish: what the agent sees of the addresses from now on is known to be on purpose.
      this.ports.tell({ kind: 'wish', number, wish, moves })
      if (moves) void this.move(addresses, number)
    })
  }

  private async move(to: 'hold' | 'withdraw', number: number): Promise<void> {
    const moved = await this.keeper.move(to, number)
    if (this.closed) return
    this.ports.tell({ kind: 'moved', number, moved })
    // The partner may start at once; the agent looks after the rest.
    if (to === 'withdraw' && moved.done && this.turned === to) this.happen({ kind: 'withdrawn', at: this.ports.now() })
  }

  /** A file that another heartbeat process left says what counted then. */
  private tellTrack(): void {
    if (this.config.roleFrom !== 'vrrp') return
    this.ports.tell({ kind: 'effect', effect: { do: 'track', back: stepsBack(this.state, this.config) } })
  }

  private tellView(): void {
    const { state, strangers, worst } = this
    // What cannot be opened of a line that is given up is no fault.
    const own = this.channels.filter(
      ({ options }) => options.to.length > options.old.length || options.old.length === 0,
    )
    const sockets = own.flatMap(({ fault }): Saying[] => (fault ? [fault] : []))
    this.viewAtMs = this.ports.now()
    const alarms = [...sockets, ...alarmsOf(state, this.config)]
    this.ports.tell({
      kind: 'view',
      state,
      lagMs: Math.round(worst.lagMs),
      strangers,
      sockets,
      alarms,
      heard: this.lines,
    })
  }

  private plan(): void {
    clearTimeout(this.timer)
    if (this.draining) return
    const now = this.ports.now()
    const asks = now + this.config.keepaliveMs / ASKS
    this.dueMs = Math.min(Math.max(nextTickMs(this.state, this.config), now), Math.max(this.askAtMs, now), asks)
    this.timer = setTimeout(() => this.wake(), Math.max(0, this.dueMs - now))
  }

  private wake(): void {
    const now = this.ports.now()
    const lagMs = Math.max(0, now - this.dueMs)
    if (lagMs >= this.worst.lagMs || now - this.worst.atMs > LAG_WINDOW_MS) this.worst = { lagMs, atMs: now }
    if (lagMs > this.config.keepaliveMs) this.drain()
    else this.tick(now)
  }

  /**
   * After a stall Node fires its timers before it reads what came in meanwhile (operations.md 3): nothing is decided until a whole turn
   * of the loop brought no datagram. What is read until then may be old.
   */
  private drain(): void {
    if (this.draining) return
    clearTimeout(this.timer)
    this.draining = { heard: true }
    const turn = () => {
      if (this.draining?.heard) {
        this.draining = { heard: false }
        // Two turns: the second one has surely polled the sockets after this one.
        setImmediate(() => setImmediate(turn))
        return
      }
      this.draining = null
      this.tick(this.ports.now())
    }
    setImmediate(turn)
  }

  private tick(at: number): void {
    if (at >= this.askAtMs) {
      this.askAtMs = at + this.config.keepaliveMs / ASKS
      this.ports.tell({ kind: 'ask' })
      for (const channel of this.channels) channel.open()
      this.look(at)
    }
    this.happen({ kind: 'tick', at })
    if (at - this.viewAtMs >= this.config.keepaliveMs) this.tellView()
  }

  /** The links of the heartbeats' interfaces, before each beat. reference 2.7 */
  private look(at: number): void {
    if (!this.config.monitorLinks) return
    const up = (name: ChannelName) =>
      this.channels.every(({ options }) => options.name !== name || this.ports.linkIsUp(options.device))
    const links = { public: up('public'), private: up('private') }
    const before = this.state.links
    if (links.public !== before.public || links.private !== before.private) this.happen({ kind: 'links', at, ...links })
  }
}
