import { type Evidence, NO_EVIDENCE } from '@/lib/health/blast'
import { canWish } from '@/lib/health/can'
import {
  isInDoubt,
  nextPoolTickMs,
  type PoolEffect,
  stepPool,
  type Trouble,
  tickPool,
  troubleOf,
} from '@/lib/health/pool'
import { restored } from '@/lib/health/restore'
import { type Pools, type TakenOver, takenOver } from '@/lib/health/takeover'
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
import { servingCount, type Wishes, wantedOf } from '@/lib/health/wanted'
import type { KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { LvsConfig } from '@/lib/lvscf/model'
import type { Saying } from '@/lib/plan/types'
import { type MonitorClock, monotonicClock } from './clock'
import { Loads } from './loads'
import { type Checker, type Monitors, startMonitors } from './monitors'
import { Ticks } from './ticks'

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

export type { Pools }
/** `starting`: servers that stand in the table only after their first check */
export type Preview = Wishes & { starting: number }
export type WishRequest = { reason: string; by: string; deactivate?: boolean }

export type Nanny = {
  /** input of desired() */
  wanted(): Wishes
  /** what wanted() would be under another configuration; changes nothing */
  preview(config: LvsConfig, settings: HealthSettings, services: KernelState['services']): Preview
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
  /** Ends checks and load readings until they shall go on; every server stays as it is. */
  pause(paused: boolean): void
  /** the same for the pools alone that other evidence could change now */
  lookAtDoubts(): void
  /** pools that nobody serves although the servers may not be to blame */
  troubles(): (Trouble & { service: ServiceKey })[]
  readonly monitors: Monitors
  stop(): void
}

/** Starts the health of real servers: checks, their states, slow start and load feedback. It touches nothing: the loop does. */
export function startNanny(input: NannyInput): Nanny {
  return new Running(input)
}

/** More checks than this never start at once. */
const MAX_HURRIED = 200

class Running implements Nanny {
  readonly monitors: Monitors
  private readonly clock: MonitorClock
  private readonly loads: Loads
  private readonly pools = new Map<ServiceKey, Pool>()
  private readonly ticks: Ticks<ServiceKey>
  private rules: PoolsRules = {}
  private settings: HealthSettings
  private config: LvsConfig
  private paused = false

  constructor(private readonly input: NannyInput) {
    this.clock = input.clock ?? monotonicClock
    this.settings = input.settings ?? HEALTH_DEFAULTS
    this.config = input.config
    const random = input.random ?? Math.random
    this.ticks = new Ticks(this.clock, (service) => this.tick(service))
    this.loads = new Loads(this.clock, random, async (target) => {
      const load = await input.readLoad(target)
      this.happen(target.service, target.serverKey, { kind: 'load', at: this.clock.now(), load })
    })
    for (const [service, pool] of Object.entries(restored(input.saved))) this.pools.set(service, pool)
    this.takeOver(input.config, input.services)
    this.loads.set(loadTargetsOf(input.config))
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

  wanted(): Wishes {
    return wantedOf(this.save(), this.rules)
  }

  preview(config: LvsConfig, settings: HealthSettings, services: KernelState['services']): Preview {
    const rules = poolRulesOf(config, settings)
    const { pools } = this.taken(rules, services, this.clock.now())
    const states = Object.values(pools).flatMap((pool) => Object.values(pool.servers))
    const starting = states.filter((state) => state.name === 'starting' && !state.want.present).length
    return { ...wantedOf(pools, rules), starting }
  }

  save(): Pools {
    return Object.fromEntries(this.pools)
  }

  configure(config: LvsConfig, settings?: HealthSettings, services: KernelState['services'] = []): void {
    this.settings = settings ?? this.settings
    this.takeOver(config, services)
    this.check(config)
    this.hurry()
  }

  /** Servers that wait for their first check to serve: a few are checked at once, many as their time comes. */
  private hurry(): void {
    const isWaiting = (target: Target) => {
      const state = this.pools.get(target.service)?.servers[target.serverKey]
      return state?.name === 'starting' && state.seen[target.id] === undefined
    }
    const waiting = this.monitors.status(isWaiting)
    if (waiting.length <= MAX_HURRIED) for (const { target } of waiting) this.monitors.checkNow(target.id)
  }

  private takeOver(config: LvsConfig, services: KernelState['services']): void {
    const atMs = this.clock.now()
    this.rules = poolRulesOf(config, this.settings)
    for (const service of [...this.pools.keys()]) if (!this.rules[service]) this.forget(service)
    const taken = this.taken(this.rules, services, atMs)
    for (const [service, pool] of Object.entries(taken.pools)) this.keep(service, pool)
    this.tell(taken.effects.map((effect) => ({ ...effect, atMs })))
  }

  private taken(rules: PoolsRules, services: KernelState['services'], atMs: number): TakenOver {
    const evidence = (service: ServiceKey, pool: Pool | undefined) => this.evidenceOf(service, pool)
    // Without monitors yet, this is the start.
    return takenOver({ pools: this.save(), rules, services, atMs, first: this.monitors === undefined, evidence })
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

  pause(paused: boolean): void {
    if (paused === this.paused) return
    this.paused = paused
    this.check(this.config)
    if (!paused) this.hurry()
  }

  private check(config: LvsConfig): void {
    this.config = config
    this.monitors.update(this.paused ? [] : targetsOf(config))
    this.loads.set(this.paused ? [] : loadTargetsOf(config))
  }

  lookAtDoubts(): void {
    const atMs = this.clock.now()
    for (const [service, pool] of this.pools) {
      const rules = this.rules[service]
      if (rules && isInDoubt(pool, atMs, rules)) this.tick(service)
    }
  }

  troubles(): (Trouble & { service: ServiceKey })[] {
    const atMs = this.clock.now()
    return [...this.pools].flatMap(([service, pool]) => {
      const rules = this.rules[service]
      if (!rules || (!pool.hold && servingCount(pool) > 0)) return []
      const trouble = troubleOf(pool, atMs, rules, this.evidenceOf(service, pool))
      return trouble ? [{ service, ...trouble }] : []
    })
  }

  stop(): void {
    this.monitors.stop()
    this.loads.stop()
    this.ticks.stop()
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
    const stepped = stepPool(pool, server, event, rules, () => this.evidenceOf(service, pool))
    if (stepped.pool !== pool) this.keep(service, stepped.pool)
    this.tell(stepped.effects.map((effect) => ({ ...effect, service, atMs: event.at })))
  }

  private tick(service: ServiceKey): void {
    const pool = this.pools.get(service)
    const rules = this.rules[service]
    if (!pool || !rules) return
    const atMs = this.clock.now()
    const ticked = tickPool(pool, atMs, rules, this.evidenceOf(service, pool))
    this.keep(service, ticked.pool)
    this.tell(ticked.effects.map((effect) => ({ ...effect, service, atMs })))
  }

  private evidenceOf(service: ServiceKey, pool: Pool | undefined): Evidence {
    const { evidence } = this.input
    if (!evidence) return NO_EVIDENCE
    const failing = Object.entries(pool?.servers ?? {}).filter(([, state]) => state.phase === 'out')
    return evidence(
      service,
      failing.map(([key]) => key),
    )
  }

  private keep(service: ServiceKey, pool: Pool): void {
    this.pools.set(service, pool)
    const rules = this.rules[service]
    this.ticks.set(service, rules ? nextPoolTickMs(pool, rules) : null)
  }

  private tell(effects: NannyEffect[]): void {
    if (effects.length > 0) this.input.onEffects(effects)
  }

  private forget(service: ServiceKey): void {
    this.pools.delete(service)
    this.ticks.drop(service)
  }
}
