import { randomUUID } from 'node:crypto'
import type { CheckUser } from '@/agent/monitors/check-user'
import { type MonitorClock, monotonicClock } from '@/agent/monitors/clock'
import type { NannyEffect, Pools } from '@/agent/monitors/nanny'
import type { PathPolicy } from '@/agent/monitors/program-path'
import { type RunOptions, type RunResult, run } from '@/agent/run'
import { type AlertNames, emptied, eventsOf } from '@/lib/health/alert-events'
import { ALERT_CHANNELS, type AlertChannel, type AlertSettings } from '@/lib/health/alert-settings'
import type { AlertEvent } from '@/lib/health/alert-types'
import { newAlertState, nextAlertMs, step } from '@/lib/health/alerts'
import type { ServiceKey } from '@/lib/kernel/state'
import type { Saying } from '@/lib/plan/types'
import { type Lookup, systemLookup } from './address'
import { mail } from './mail'
import { messageOf, testMessage } from './message'
import { ALERT_POLICY, program } from './program'
import { Queue, type QueueState } from './queue'
import { failed, type Send, type Sent } from './types'
import { webhook } from './webhook'

export type AlertsInput = {
  settings: AlertSettings
  /** of this router, for whoever reads an alert of several */
  host: string
  version: string
  names: AlertNames
  /** what reached nobody, for the journal; holds no secret */
  note: (saying: Saying, detail: Record<string, unknown>) => void
  /** who programs run as; null = none on this machine */
  checkUser?: CheckUser | null
  clock?: MonitorClock
  random?: () => number
  lookup?: Lookup
  run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
  wallMs?: () => number
  policy?: PathPolicy
  /** certificates to trust instead of the system's */
  ca?: string
  sendmailPaths?: readonly string[]
}

/** What status shows; null for a channel that is not set up or switched off. */
export type AlertsState = { channels: { [channel in AlertChannel]: QueueState | null }; gathered: number }

export type Alerts = {
  /** Something happened: told when the settings say so. */
  transition(event: AlertEvent): void
  /** The same for what the nanny reports, with its pools as they are now: also tells that a virtual server has no server up. */
  nanny(effects: readonly NannyEffect[], pools: Pools): void
  /** One try of one channel now, beside its queue; of one that is switched off, too. */
  test(channel: AlertChannel): Promise<Sent>
  /** Other settings from now on. A channel whose own settings stay keeps its queue. */
  configure(settings: AlertSettings): void
  state(): AlertsState
  /** Gives up what is under way and what waits. */
  close(): Promise<void>
}

/** Starts the alerts: decides by lib/health/alerts, sends by up to three channels. Nothing here holds up the loop. */
export function startAlerts(input: AlertsInput): Alerts {
  return new Running(input)
}

class Running implements Alerts {
  private readonly clock: MonitorClock
  private readonly decided = newAlertState()
  private readonly queues = new Map<AlertChannel, { made: string; queue: Queue }>()
  private readonly closing = new Set<Promise<void>>()
  private readonly ending = new AbortController()
  private settings: AlertSettings
  private empty: ReadonlySet<ServiceKey> = new Set()
  private timer: { atMs: number; cancel: () => void } | null = null

  constructor(private readonly input: AlertsInput) {
    this.clock = input.clock ?? monotonicClock
    this.settings = input.settings
    this.configure(input.settings)
  }

  transition(event: AlertEvent): void {
    if (this.ending.signal.aborted) return
    for (const delivery of step(this.decided, event, this.settings)) {
      const message = messageOf(delivery, this.world())
      for (const { queue } of this.queues.values()) queue.offer(message)
    }
    this.arm()
  }

  nanny(effects: readonly NannyEffect[], pools: Pools): void {
    const { names } = this.input
    for (const event of eventsOf(effects, names)) this.transition(event)
    const found = emptied(pools, this.empty, names, this.clock.now())
    this.empty = found.after
    for (const event of found.events) this.transition(event)
  }

  test(channel: AlertChannel): Promise<Sent> {
    const send = this.sendBy(channel)
    if (!send) return Promise.resolve(failed(false, 'off'))
    return send(testMessage(this.clock.now(), this.world()), this.ending.signal)
  }

  configure(settings: AlertSettings): void {
    this.settings = settings
    for (const channel of ALERT_CHANNELS) {
      const made = JSON.stringify(settings[channel])
      const old = this.queues.get(channel)
      if (old?.made === made) continue
      if (old) this.end(channel, old.queue)
      const send = settings[channel]?.enabled ? this.sendBy(channel) : null
      if (send) this.queues.set(channel, { made, queue: this.queueFor(channel, send) })
    }
    this.arm()
  }

  state(): AlertsState {
    const of = (channel: AlertChannel) => this.queues.get(channel)?.queue.state() ?? null
    return {
      channels: { webhook: of('webhook'), mail: of('mail'), program: of('program') },
      gathered: this.decided.gathered.length,
    }
  }

  async close(): Promise<void> {
    this.ending.abort()
    this.timer?.cancel()
    for (const [channel, { queue }] of [...this.queues]) this.end(channel, queue)
    await Promise.all(this.closing)
  }

  private end(channel: AlertChannel, queue: Queue): void {
    this.queues.delete(channel)
    const closed = queue.close().finally(() => this.closing.delete(closed))
    this.closing.add(closed)
  }

  private world() {
    return { host: this.input.host, language: this.settings.language, id: randomUUID() }
  }

  private sendBy(channel: AlertChannel): Send | null {
    const { lookup = systemLookup, run: start = run, wallMs = Date.now, policy = ALERT_POLICY } = this.input
    const { version, ca, sendmailPaths, checkUser: user = null } = this.input
    const { webhook: hook, mail: post, program: started } = this.settings
    if (channel === 'webhook') return hook && webhook(hook, { lookup, version, wallMs, ca })
    if (channel === 'mail') return post && mail(post, { lookup, run: start, ca, sendmailPaths })
    return started && program(started, { run: start, policy, user })
  }

  private queueFor(channel: AlertChannel, send: Send): Queue {
    return new Queue(send, {
      clock: this.clock,
      random: this.input.random ?? Math.random,
      onLost: ({ id, subject }, lost) => {
        const saying: Saying = lost
          ? { code: 'alerts.lost', params: { channel, tries: lost.tries } }
          : { code: 'alerts.dropped', params: { channel } }
        this.input.note(saying, { id, subject, ...(lost ? { why: lost.why } : {}) })
      },
    })
  }

  /** One timer for all that waits. */
  private arm(): void {
    const atMs = nextAlertMs(this.decided)
    if (this.timer?.atMs === atMs) return
    this.timer?.cancel()
    this.timer = null
    if (atMs === null || this.ending.signal.aborted) return
    const tick = () => {
      this.timer = null
      this.transition({ kind: 'tick', at: this.clock.now() })
    }
    this.timer = { atMs, cancel: this.clock.after(Math.max(0, atMs - this.clock.now()), tick) }
  }
}
