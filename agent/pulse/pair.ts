import { join } from 'node:path'
import * as z from 'zod'
import { type PairAnswer, type PairView, type RoleChange, roleChange } from '@/lib/api/pair'
import type { KernelState, ServiceKey } from '@/lib/kernel/state'
import type { Op, Saying } from '@/lib/plan'
import { poolId } from '@/lib/pulse/packet'
import { heardPartner } from '@/lib/pulse/state'
import type { PulseEffect, StateName } from '@/lib/pulse/types'
import { placeUnder, type RolePlace } from '@/lib/pulse/vrrp-place'
import { announce } from '../apply'
import type { Configuration } from '../configuration'
import { type Context, ITSELF, note } from '../context'
import { type Duty, dutyAfter, heldHere } from '../duty'
import { whyOf } from '../errors'
import type { Mailbox } from '../mailbox'
import { wantedOf } from '../planning'
import { VrrpSource } from '../vrrp/source'
import { PairAlarms } from './alarms'
import { AroundRole } from './around-role'
import { Departures } from './departures'
import { factsOf } from './facts'
import { FormerLine } from './former-line'
import { KeptList } from './kept-list'
import { PulseStore } from './keys'
import { Leases } from './leases'
import type { PlaceOrder } from './messages'
import { Pulse } from './pulse'
import { readyOf } from './ready'
import { pairViewOf } from './view'
import { Wishes } from './wishes'

type Effect = Exclude<PulseEffect, { do: 'send' | 'answer' | 'remember' }>

/** A message of the loop that runs longer than this is taken for a hang: the partner shall take over. */
const HANGS_MS = 30_000
/** How long TERM waits for a hand-over: the partner's answer, the addresses, three seconds for the connections. */
const TERM_MS = 15_000
const SHOWN_CHANGES = 20
/** More changes of role than anybody looks back at. */
const KEPT_CHANGES = 100

/**
 * This router as one of a pair: starts the heartbeat process once a configuration is running, brings about what it wishes through the
 * loop, and shows how it is. Where a role is fixed by option there is none.
 */
export class Pair {
  private pulse: Pulse | null = null
  private place: RolePlace | null = null
  private placed = ''
  private readonly former: FormerLine
  private addresses: KernelState['addresses'] | null = null
  private askedMs = 0
  private viewAtMs = 0
  private ended: (() => void) | null = null
  private readonly leases = new Leases(() => this.pulse)
  private readonly alarms: PairAlarms
  private readonly around: AroundRole
  private readonly vrrp: VrrpSource
  private readonly wishes: Wishes
  readonly departures = new Departures()

  private constructor(
    private readonly context: Context,
    private readonly mailbox: Pick<Mailbox, 'first' | 'busyMs'>,
    private readonly entry: readonly string[],
    readonly store: PulseStore,
    private readonly history: KeptList<RoleChange>,
  ) {
    this.alarms = new PairAlarms(context)
    this.around = new AroundRole(context)
    this.vrrp = new VrrpSource(context, {
      state: (word) => this.pulse?.vrrp(word),
      alive: () => this.mailbox.busyMs() <= HANGS_MS,
    })
    context.health.partnerSees = (service) => this.partnerSees(service)
    this.wishes = new Wishes(context, {
      mailbox,
      around: this.around,
      departures: this.departures,
      pulse: () => this.pulse,
      stateName: () => this.stateName,
    })
    this.former = new FormerLine(store, context.ports.log)
  }

  /** @throws Error when the key cannot be read: a lost key must not pass for none */
  static async open(
    context: Context,
    mailbox: Pick<Mailbox, 'first' | 'busyMs'>,
    entry: readonly string[],
  ): Promise<Pair> {
    const holder: { pair?: Pair } = {}
    const store = await PulseStore.open(context.folder, (memory) => holder.pair?.pulse?.keysChanged(memory))
    // For the panel; the journal has them too, with everything else.
    const roles = { path: join(context.folder, 'roles.json'), shape: z.array(roleChange), kept: KEPT_CHANGES }
    const history = await KeptList.open(roles, context.ports.log)
    holder.pair = new Pair(context, mailbox, entry, store, history)
    return holder.pair
  }

  /** null before a configuration is running */
  get stateName(): StateName | null {
    return this.pulse?.view()?.state.name ?? null
  }

  /** The heartbeat process has not asked for longer than the dead time: we stood still, or it did. */
  isStale(): boolean {
    if (!this.pulse || !this.place?.config.partner) return false
    return performance.now() - this.askedMs > this.former.patient(this.place.config).deadtimeMs
  }

  /** The kernel was read: addresses decide who we are. `current`: nothing was changed while it was. */
  seen({ addresses, links }: Pick<KernelState, 'addresses' | 'links'>, current: boolean): void {
    const before = this.addresses
    this.addresses = addresses
    if (this.pulse || !before) this.join()
    if (current) this.leases.seen({ addresses }, this.context.state.owned, readyOf(this.context, { addresses, links }))
    this.around.look()
  }

  /** What a configuration would make of this router (the role of its plan). */
  dutyAfter(next: Configuration, actual: KernelState): Duty {
    const holding = heldHere(wantedOf(next, 'active').wanted, actual).length > 0
    const place = placeUnder(next.config, actual.addresses, this.context.state.settings.role)
    return dutyAfter(place, this.standing(), holding)
  }

  private standing() {
    const view = this.pulse?.view()
    const { duty } = this.context.state
    return view ? { state: view.state.name, byFault: view.state.off?.by === 'unable', duty } : null
  }

  /** A configuration runs, other addresses stand here, or the role comes from elsewhere: the heartbeat process is started, or told. */
  join(): void {
    const { configuration, settings } = this.context.state
    if (!configuration || !this.addresses) return
    const place = placeUnder(configuration.config, this.addresses, settings.role)
    this.former.moved(this.place, place)
    this.place = place
    this.around.configured()
    this.tellPlace(place)
    this.vrrp.configure(place.vrrp)
  }

  private tellPlace(place: RolePlace): void {
    const order = this.former.order(place)
    const text = JSON.stringify(order)
    if (text === this.placed) return
    this.placed = text
    if (this.pulse) this.pulse.configure(order)
    else this.begin(order)
  }

  private begin(place: PlaceOrder): void {
    this.askedMs = performance.now()
    this.pulse = new Pulse(
      { entry: this.entry, place, store: this.store, holding: () => this.isHolding() },
      {
        facts: () => {
          this.askedMs = performance.now()
          return this.mailbox.busyMs() > HANGS_MS ? null : factsOf(this.context, this.around.ok())
        },
        wish: (wish, number, moved) => this.wishes.take(wish, number, moved),
        effect: (effect) => this.happened(effect),
        alarm: (saying) => this.viewed(saying),
        log: (line) => this.context.ports.log(line),
      },
    )
    if (this.context.state.seen) this.lease(this.context.state.seen.actual)
  }

  private isHolding(): boolean {
    const { configuration } = this.context.state
    if (!configuration || !this.addresses) return false
    return heldHere(wantedOf(configuration, 'active').wanted, { addresses: this.addresses }).length > 0
  }

  private happened(effect: Effect): void {
    const { context } = this
    switch (effect.do) {
      case 'transition': {
        const { from, to, why, term } = effect
        this.history.add({ at: context.ports.clock.now(), from, to, why, term })
        void note(context, { what: 'role', actor: ITSELF, saying: why, detail: { from, to, term } })
        return
      }
      case 'note':
        void note(context, { what: 'role', actor: ITSELF, saying: effect.why })
        return
      case 'announce':
        this.announce()
        return
      case 'end':
        this.ended?.()
        return
      case 'track':
        this.vrrp.stepBack(effect.back)
        return
    }
  }

  /** What a living partner's checks see of a service. Piranha's heartbeat has no room for it. */
  private partnerSees(service: ServiceKey): { up: number; known: number } | null {
    const view = this.pulse?.view()
    if (!view || !this.place || !heardPartner(view.state, this.former.patient(this.place.config))) return null
    const id = poolId(service)
    const pool = view.state.partner.told?.pools.find((one) => one.id === id)
    return pool ? { up: pool.up, known: pool.known } : null
  }

  private announce(): void {
    const { state, ports } = this.context
    if (!state.configuration || !state.seen) return
    void this.around.again()
    const places = heldHere(wantedOf(state.configuration, 'active').wanted, state.seen.actual)
    if (places.length > 0) void announce(ports.kernel, places).catch((error) => ports.log(whyOf(error)))
  }

  private viewed(own: Saying | null): void {
    if (own) {
      this.alarms.add(own)
      return
    }
    this.viewAtMs = this.context.ports.clock.now()
    this.cross()
    this.alarms.set(this.pulse?.view()?.alarms ?? [])
  }

  /** What the partner was heard on decides how long the line of before is kept. */
  private cross(): void {
    const view = this.pulse?.view()
    if (!view || !this.place?.config.partner) return
    const saying = { code: 'pulse.why.line-followed', params: { port: this.place.port } }
    if (this.former.step({ nowMs: view.state.nowMs, ...view.heard }))
      void note(this.context, { what: 'role', actor: ITSELF, saying })
    this.tellPlace(this.place)
  }

  /** Before operations run on the kernel. */
  async release(ops: readonly Op[]): Promise<void> {
    await this.leases.release(ops)
    this.departures.coming(ops)
  }

  /** After them. */
  lease(actual: Pick<KernelState, 'addresses' | 'links'>): void {
    this.leases.take(actual, this.context.state.owned, readyOf(this.context, actual))
  }

  view(): PairView | null {
    const view = this.pulse?.view()
    if (!view || !this.place) return null
    const changes = this.history.all().slice(0, SHOWN_CHANGES)
    return pairViewOf({
      place: this.place,
      view,
      viewAtMs: this.viewAtMs,
      memory: this.store.get(),
      bridge: this.former.now,
      sync: this.around.view(),
      changes,
    })
  }

  /** A person's request. Resolves with its outcome, for a hand-over when the partner serves. */
  request(what: 'start' | 'handover' | 'take' | 'stop', by: string, withdraw = false): Promise<PairAnswer> {
    if (this.pulse) return this.pulse.request(what, by, withdraw)
    return Promise.resolve({ ok: false, why: { code: 'pulse.cannot.nothing-running', params: {} } })
  }

  /** TERM: the service goes to a partner that is ready; otherwise everything stays. Resolves when the process may end. */
  async terminate(): Promise<void> {
    if (!this.pulse) return
    const end = new Promise<void>((resolve) => {
      this.ended = resolve
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, TERM_MS)
    })
    if (this.pulse.terminate()) await Promise.race([end, late])
    clearTimeout(timer)
  }

  /** Ends the heartbeat process. Withdraws nothing. */
  async close(): Promise<void> {
    await this.vrrp.close()
    this.pulse?.close()
    await this.history.written()
  }
}
