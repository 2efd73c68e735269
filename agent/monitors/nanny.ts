import { type Evidence, NO_EVIDENCE } from '@/lib/health/blast'
import { canWish } from '@/lib/health/can'
import {
  configurePool,
  newPool,
  nextPoolTickMs,
  type PoolEffect,
  type PoolRules,
  stepPool,
  tickPool,
} from '@/lib/health/pool'
import { restored } from '@/lib/health/restore'
import {
  HEALTH_DEFAULTS,
  type HealthSettings,
  type LoadTarget,
  loadTargetsOf,
  type PoolsRules,
  poolRulesOf,
  type Target,
  targetsOf,
} from '@/lib/health/targets'
import type { Counts, Pool, ServerEvent, WishKind } from '@/lib/health/types'
import type { Verdict } from '@/lib/health/verdict'
import { wantedOf } from '@/lib/health/wanted'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { LvsConfig } from '@/lib/lvscf/model'
import type { Health, Overrides, Saying } from '@/lib/plan/types'
import { type MonitorClock, monotonicClock } from './clock'
import { type Checker, type Monitors, startMonitors } from './monitors'
import { Scheduler } from './scheduler'

/** What happened to one pool. */
export type NannyEffect = PoolEffect & { service: ServiceKey; atMs: number }

export type NannyInput = {
  config: LvsConfig
  settings?: HealthSettings
  /** the IPVS table as it is at the start: servers that stand there start as they are */
  services: KernelState['services']
  /** what `save()` gave before the agent was restarted, as read from disk; what does not fit is left out */
  saved: unknown
  check: Checker
  readLoad: (target: LoadTarget) => Promise<number | null>
  sourceFor?: (address: string) => string | undefined
  /** what this router knows of its own network and of its partner, asked when a pool is about to be empty */
  evidence?: (service: ServiceKey, servers: readonly ServerKey[]) => Evidence
  /** after every event that had an effect; with a `want` among them, wanted() gives something else than before */
  onEffects: (effects: NannyEffect[]) => void
  /** every verdict, for the health log and the alarm of checks that cannot be made */
  onVerdict?: (target: Target, verdict: Verdict, atMs: number) => void
  clock?: MonitorClock
  random?: () => number
  maxSockets?: number
  maxPrograms?: number
}

export type Pools = { [service: ServiceKey]: Pool }
export type WishRequest = { reason: string; by: string; deactivate?: boolean }

export type Nanny = {
  /** input of desired() */
  wanted(): { health: Health; overrides: Overrides }
  /** every server's state; JSON-safe, for STATE/agent/health and for the panels */
  save(): Pools
  /** takes over a configuration; `services` as at the start, for services that are taken over from the kernel */
  configure(config: LvsConfig, settings?: HealthSettings, services?: KernelState['services']): void
  /** an operator's word. @returns why not, or null */
  wish(service: ServiceKey, server: ServerKey, kind: WishKind | 'resume', request: WishRequest): Saying | null
  /** what a draining server still holds */
  counts(service: ServiceKey, server: ServerKey, counts: Counts): void
  /** the evidence may have changed: pools with failing servers look again. Evidence often comes a moment after the failures. */
  look(): void
  readonly monitors: Monitors
  stop(): void
}

/** Starts the health of real servers: checks, their states, slow start and load feedback. It touches nothing: the loop does. */
export function startNanny(input: NannyInput): Nanny {
  return new Running(input)
}

const MAX_LOAD_READINGS = 16

class Running implements Nanny {
  readonly monitors: Monitors
  private readonly clock: MonitorClock
  private readonly loads: Scheduler
  private readonly pools = new Map<ServiceKey, Pool>()
  private readonly ticks = new Map<ServiceKey, { atMs: number; cancel: () => void }>()
  private rules: PoolsRules = {}
  private settings: HealthSettings
  private loadIds = new Set<string>()

  constructor(private readonly input: NannyInput) {
    this.clock = input.clock ?? monotonicClock
    this.settings = input.settings ?? HEALTH_DEFAULTS
    const random = input.random ?? Math.random
    this.loads = new Scheduler({ clock: this.clock, random, limits: { socket: 0, program: MAX_LOAD_READINGS } })
    for (const [service, pool] of Object.entries(restored(input.saved))) this.pools.set(service, pool)
    this.takeOver(input.config, input.services)
    this.monitors = startMonitors({
      targets: targetsOf(input.config),
      check: input.check,
      sourceFor: input.sourceFor,
      clock: this.clock,
      random,
      maxSockets: input.maxSockets,
      maxPrograms: input.maxPrograms,
      onVerdict: (target, verdict, atMs) => this.judged(target, verdict, atMs),
    })
  }

  wanted(): { health: Health; overrides: Overrides } {
    return wantedOf(this.save(), this.rules)
  }

  save(): Pools {
    return Object.fromEntries(this.pools)
  }

  configure(config: LvsConfig, settings?: HealthSettings, services: KernelState['services'] = []): void {
    this.settings = settings ?? this.settings
    this.takeOver(config, services)
    this.monitors.update(targetsOf(config))
  }

  /** Pools for the services of a configuration; servers that are new to us and stand in the kernel start as they are. */
  private takeOver(config: LvsConfig, services: KernelState['services']): void {
    const atMs = this.clock.now()
    this.rules = poolRulesOf(config, this.settings)
    for (const service of [...this.pools.keys()]) if (!this.rules[service]) this.forget(service)
    const kernel = weightsOf(services)
    const first = this.monitors === undefined
    for (const [service, rules] of Object.entries(this.rules)) {
      const old = this.pools.get(service)
      const known = new Set(first ? [] : Object.keys(old?.servers ?? {}))
      const made = old
        ? configurePool(old, atMs, rules, this.evidenceOf(service))
        : { pool: newPool(rules, atMs), effects: [] }
      this.keep(service, made, atMs)
      for (const server of Object.keys(rules.servers).filter((key) => !known.has(key)))
        this.start(service, server, kernel.get(`${service} ${server}`), first)
    }
    this.schedule(loadTargetsOf(config))
  }

  private start(service: ServiceKey, server: ServerKey, weight: number | undefined, first: boolean): void {
    const at = this.clock.now()
    if (weight !== undefined) this.happen(service, server, { kind: 'found', at, weight })
    else if (first) this.happen(service, server, { kind: 'missing', at })
  }

  wish(service: ServiceKey, server: ServerKey, kind: WishKind | 'resume', request: WishRequest): Saying | null {
    const state = this.pools.get(service)?.servers[server]
    if (!state) return { code: 'health.can.unknown', params: { service, server } }
    const refused = canWish(state, kind)
    if (refused) return refused
    const base = { at: this.clock.now(), reason: request.reason, by: request.by }
    if (kind === 'drain') this.happen(service, server, { kind, ...base, deactivate: request.deactivate ?? false })
    else this.happen(service, server, { kind, ...base })
    return null
  }

  counts(service: ServiceKey, server: ServerKey, counts: Counts): void {
    this.happen(service, server, { kind: 'counts', at: this.clock.now(), counts })
  }

  look(): void {
    for (const [service, pool] of this.pools)
      if (Object.values(pool.servers).some((state) => state.phase === 'out')) this.tick(service)
  }

  stop(): void {
    this.monitors.stop()
    this.loads.stop()
    for (const tick of this.ticks.values()) tick.cancel()
    this.ticks.clear()
  }

  private judged(target: Target, verdict: Verdict, atMs: number): void {
    this.input.onVerdict?.(target, verdict, atMs)
    if (verdict.result === 'unknown') return
    const why = { code: `health.verdict.${verdict.code}`, params: verdict.params }
    const up = verdict.result === 'up'
    this.happen(target.service, target.serverKey, { kind: 'verdict', at: atMs, check: target.id, up, why })
  }

  private happen(service: ServiceKey, server: ServerKey, event: ServerEvent): void {
    const pool = this.pools.get(service)
    const rules = this.rules[service]
    if (!pool || !rules) return
    this.keep(service, stepPool(pool, server, event, rules, this.evidenceOf(service)), event.at)
  }

  private tick(service: ServiceKey): void {
    const pool = this.pools.get(service)
    const rules = this.rules[service]
    if (!pool || !rules) return
    const at = this.clock.now()
    this.keep(service, tickPool(pool, at, rules, this.evidenceOf(service)), at)
  }

  private evidenceOf(service: ServiceKey): Evidence {
    const pool = this.pools.get(service)
    const failing = Object.entries(pool?.servers ?? {}).filter(([, state]) => state.phase === 'out')
    return (
      this.input.evidence?.(
        service,
        failing.map(([key]) => key),
      ) ?? NO_EVIDENCE
    )
  }

  private keep(service: ServiceKey, made: { pool: Pool; effects: PoolEffect[] }, atMs: number): void {
    this.pools.set(service, made.pool)
    this.wake(service, this.rules[service], made.pool)
    if (made.effects.length > 0) this.input.onEffects(made.effects.map((effect) => ({ ...effect, service, atMs })))
  }

  /** One timer for each pool in which time matters. */
  private wake(service: ServiceKey, rules: PoolRules | undefined, pool: Pool): void {
    const atMs = rules ? nextPoolTickMs(pool, rules) : null
    const old = this.ticks.get(service)
    if (old?.atMs === atMs) return
    old?.cancel()
    this.ticks.delete(service)
    if (atMs === null) return
    const run = () => {
      this.ticks.delete(service)
      this.tick(service)
    }
    this.ticks.set(service, { atMs, cancel: this.clock.after(Math.max(0, atMs - this.clock.now()), run) })
  }

  private forget(service: ServiceKey): void {
    this.pools.delete(service)
    this.ticks.get(service)?.cancel()
    this.ticks.delete(service)
  }

  private schedule(targets: readonly LoadTarget[]): void {
    const wanted = new Map(targets.map((target) => [`${target.service} ${target.serverKey}`, target]))
    for (const id of this.loadIds) if (!wanted.has(id)) this.loads.remove(id)
    this.loadIds = new Set(wanted.keys())
    for (const [id, target] of wanted) {
      const work = async () => {
        const load = await this.input.readLoad(target)
        this.happen(target.service, target.serverKey, { kind: 'load', at: this.clock.now(), load })
      }
      this.loads.set(id, { everyMs: target.everyMs, lane: 'program', work })
    }
  }
}

/** The weights of an IPVS table, by service and server. */
function weightsOf(services: KernelState['services']): Map<string, number> {
  const weights = new Map<string, number>()
  for (const service of services)
    for (const server of service.servers) weights.set(`${serviceKey(service.id)} ${serverKey(server)}`, server.weight)
  return weights
}
