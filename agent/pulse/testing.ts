import type { PulseEffect, PulseWish } from '@/lib/pulse/types'
import { Heartbeat, type HeartbeatPorts } from './heartbeat'
import type { Moved, Order, PlaceOrder, PulseView, Report } from './messages'

/** For the tests: a heartbeat with an agent that does at once what it is asked, on two addresses of the loopback interface. */
export const [HERE, THERE, STRANGE] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'] as const
export const KEEPALIVE_MS = 200
export const DEADTIME_MS = 1000
export const FACTS = { holding: false, revision: null, sysctlsOk: true, syncOk: true, pools: [] }

export function placeFor(me: 'primary' | 'backup', port: number, more: Partial<PlaceOrder['config']> = {}): PlaceOrder {
  const [from, to] = me === 'primary' ? [HERE, THERE] : [THERE, HERE]
  return {
    config: {
      me,
      partner: true,
      unable: null,
      keepaliveMs: KEEPALIVE_MS,
      deadtimeMs: DEADTIME_MS,
      monitorLinks: false,
      privateChannel: false,
      sync: false,
      roleFrom: 'pulse',
      ...more,
    },
    port,
    routes: { public: { from, to, device: 'lo' }, private: null },
    behind: null,
  }
}

export const beginWith = (
  place: PlaceOrder,
  more: Partial<Order & { kind: 'begin' }> = {},
): Order & { kind: 'begin' } => ({
  kind: 'begin',
  place,
  keys: [],
  latched: false,
  term: 0,
  stopped: false,
  holding: false,
  ...more,
})

/** An agent that answers, holds and withdraws at once, until it is told to hang. */
export class FakeAgent {
  hangs = false
  /** the loop is busy: what is wished is not brought about */
  busy = false
  holding = false
  view: PulseView | null = null
  wish: PulseWish | null = null
  wishNumber = 0
  readonly effects: PulseEffect[] = []
  readonly moved: Moved[] = []
  readonly log: string[] = []
  readonly kinds: Report['kind'][] = []
  /** every wish about the addresses with its time: shared by two agents it shows who had them when */
  constructor(
    readonly name: string,
    readonly order: (order: Order) => void,
    readonly story: string[] = [],
  ) {}

  take(report: Report): void {
    this.kinds.push(report.kind)
    if (report.kind === 'ask' && !this.hangs) this.order({ kind: 'facts', facts: { ...FACTS, holding: this.holding } })
    if (report.kind === 'view') this.view = report
    if (report.kind === 'effect') this.effects.push(report.effect)
    if (report.kind === 'log') this.log.push(report.line)
    if (report.kind === 'moved') this.moved.push(report.moved)
    if (report.kind === 'wish') this.obey(report.wish, report.number)
  }

  /** The codes of the reasons for its changes of state, in their order. */
  reasons(): string[] {
    return this.effects.flatMap((e) => (e.do === 'transition' ? [e.why.code.replace('pulse.why.', '')] : []))
  }

  private obey(wish: PulseWish, number: number): void {
    const before = this.holding
    this.wish = wish
    this.wishNumber = number
    if (this.busy) return
    if (wish.addresses !== 'leave') this.holding = wish.addresses === 'hold'
    if (before !== this.holding) this.story.push(`${this.name} ${this.holding ? 'holds' : 'withdraws'}`)
    if (wish.addresses === 'withdraw') this.order({ kind: 'withdrawn', wish: number })
  }
}

/** A heartbeat in this process with its agent. */
export function router(
  begin: Order & { kind: 'begin' },
  options: { name?: string; story?: string[]; ports?: Partial<HeartbeatPorts> } = {},
) {
  let heartbeat: Heartbeat | null = null
  const waiting: Report[] = []
  const agent: FakeAgent = new FakeAgent(
    options.name ?? begin.place.config.me,
    // As over a channel between processes: never within the call that caused it.
    (order) => setImmediate(() => heartbeat?.order(order)),
    options.story,
  )
  const ports: HeartbeatPorts = {
    now: () => performance.now(),
    tell: (report) => (heartbeat ? agent.take(report) : waiting.push(report)),
    linkIsUp: () => true,
    ip: async () => ({ net: { addresses: [], links: {} }, said: '' }),
    setting: async () => null,
    announce: () => true,
    prepare: () => undefined,
    ...options.ports,
  }
  const made = new Heartbeat(begin, ports)
  heartbeat = made
  for (const report of waiting) agent.take(report)
  return {
    agent,
    order: (order: Order) => made.order(order),
    close: () => {
      heartbeat = null
      made.close()
    },
    state: () => agent.view?.state.name,
  }
}
