import { isDeepStrictEqual } from 'node:util'
import type { PartnerSees } from '@/lib/health/blast'
import { HEALTH_DEFAULTS, type HealthSettings, poolRulesOf } from '@/lib/health/targets'
import type { StateName } from '@/lib/health/types'
import { servingCount, type Wishes } from '@/lib/health/wanted'
import type { KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { Configuration } from '../configuration'
import { monotonicClock } from '../monitors/clock'
import { type Nanny, type NannyEffect, type Pools, type Preview, startNanny } from '../monitors/nanny'
import { wantedOf } from '../planning'
import { Drains } from './drains'
import type { HealthLog, NewHealthEntry } from './log'
import { type Names, namesOf } from './names'
import { Network } from './network'
import type { MonitorPorts } from './ports'
import { type Hands, readHealth, withoutHands, writeHealth } from './saved'

/** Where nobody checks, every server counts as up. */
export const NOBODY: Wishes = { health: {}, overrides: {} }
const NOTHING = { global: {}, virtuals: [], failovers: [] }

export type KeeperInput = {
  /** null = nobody checks */
  monitors: MonitorPorts | null
  bootId: string
  /** STATE/agent */
  folder: string
  log: HealthLog
}
/** Whom the keeper tells. Each is called outside of the loop's messages and must not wait. */
export type KeeperHooks = {
  /** wishes() gives something else than before */
  wanted: () => void
  /** a drain has ended and its operator wanted the server deactivated */
  drained: (service: ServiceKey, server: ServerKey) => void
  /** for alerts */
  effects: (effects: readonly NannyEffect[], pools: Pools) => void
}
const FAILED: ReadonlySet<StateName> = new Set(['down', 'quiesced', 'held'])
type Reaction = { last: number; longest: number }

/**
 * The health of real servers as the loop sees it: holds the nanny, knows where the kernel does not have yet what health wants, keeps the states on disk.
 */
export class Keeper {
  /** `SERVICE SERVER` and `SERVICE`: where health wants something else than it did, until the kernel has it; with the number of the wish */
  readonly pending = new Map<string, number>()
  readonly network = new Network()
  readonly drains = new Drains()
  readonly hooks: KeeperHooks = { wanted: () => {}, drained: () => {}, effects: () => {} }
  /** What the partner's own checks see of a service (operations.md 8); null = no partner, or not heard within deadtime. The pair gives it. */
  partnerSees: (service: ServiceKey) => PartnerSees | null = () => null
  reaction: Reaction | null = null
  names: Names = namesOf(null)
  private running: Nanny | null = null
  private cached: Wishes | null = null
  private begun: Promise<void> | null = null
  private changed = false
  private hands: Hands = {}
  private readonly news: NannyEffect[] = []
  private version = 0
  private wantedSince: number | null = null
  private paused = false

  constructor(readonly input: KeeperInput) {}

  /** null before the first look at the kernel, or where nobody checks */
  get nanny(): Nanny | null {
    return this.running
  }

  /** Starts the checks, with the servers of the kernel as they are. The first call counts. */
  begin(configuration: Configuration | null, holdLimitSec: number, services: KernelState['services']): Promise<void> {
    this.begun ??= this.start(configuration, holdLimitSec, services)
    return this.begun
  }

  private async start(configuration: Configuration | null, holdLimitSec: number, services: KernelState['services']) {
    const { monitors, bootId, folder } = this.input
    if (!monitors) return
    const saved = await readHealth(folder)
    this.names = namesOf(configuration?.config ?? null)
    const config = configuration?.config ?? NOTHING
    const settings = this.settingsOf(configuration, holdLimitSec)
    const rules = poolRulesOf(config, settings)
    const quiesces = (service: ServiceKey, server: ServerKey) => rules[service]?.servers[server]?.quiesce === true
    this.running = startNanny({
      config,
      settings,
      services: withoutHands(services, saved, bootId, quiesces),
      saved: saved?.pools,
      ...monitors,
      sourceFor: (address) => this.network.sourceFor(address),
      evidence: (service, servers) => ({
        ...this.network.evidence(servers),
        partnerSees: this.partnerSees(service),
      }),
      onEffects: (effects) => this.heard(effects),
    })
    const clock = monitors.clock ?? monotonicClock
    this.network.askBy(
      monitors.gateways,
      () => clock.now(),
      () => this.running?.look(),
    )
    if (this.paused) this.running.pause(true)
    this.changed = true
  }

  /** A configuration was applied, or a setting changed. `services` = the table now: servers that stand there are taken as they are. */
  takeOver(configuration: Configuration, holdLimitSec: number, services: KernelState['services']): void {
    this.names = namesOf(configuration.config)
    this.running?.configure(configuration.config, this.settingsOf(configuration, holdLimitSec), services)
    this.cached = null
    this.changed = true
  }

  /** What health and operators want; the same object until it changes. */
  wishes(): Wishes {
    this.cached ??= this.running?.wanted() ?? NOBODY
    return this.cached
  }

  /** Servers of each service: in service, and known by their checks. Everything counts as known where nobody checks. */
  counts(): { [service: ServiceKey]: { up: number; known: number } } {
    const pools = Object.entries(this.running?.save() ?? {})
    return Object.fromEntries(
      pools.map(([service, pool]) => {
        const states = Object.values(pool.servers)
        const known = states.filter((state) => state.name !== 'starting').length
        // What is only kept because our own network is at fault is not seen up here: the partner would believe us.
        const held = states.filter((state) => state.held && state.want.weight > 0).length
        return [service, { up: servingCount(pool) - held, known }]
      }),
    )
  }

  /** Stopped by request: no checks, everything stays as it was last seen. */
  pause(paused: boolean): void {
    this.paused = paused
    this.running?.pause(paused)
  }

  /** What they would want under a configuration that is not applied yet. */
  preview(configuration: Configuration, holdLimitSec: number, services: KernelState['services']): Preview {
    const settings = this.settingsOf(configuration, holdLimitSec)
    return this.running?.preview(configuration.config, settings, services) ?? { ...NOBODY, starting: 0 }
  }

  /** Whether one of the pools in which something is pending has no server left that takes connections. */
  isEmptying(): boolean {
    const pools = this.running?.save() ?? {}
    return [...this.pending.keys()].some((key) => pools[key] && servingCount(pools[key]) === 0)
  }

  /** The kernel was read back and has what these keys stood for, unless something else was wanted there meanwhile. */
  settled(keys: Iterable<[string, { version: number }]>): void {
    for (const [key, { version }] of keys) if (this.pending.get(key) === version) this.pending.delete(key)
    if (this.wantedSince === null || this.pending.size > 0) return
    const last = performance.now() - this.wantedSince
    this.reaction = { last, longest: Math.max(last, this.reaction?.longest ?? 0) }
    this.wantedSince = null
  }

  /**
   * Writes the states if they changed, with what stands otherwise by hand (not given = as at the last call).
   * @throws the file system's error; tried again at the next call
   */
  async keep(hands = this.hands): Promise<void> {
    if (!isDeepStrictEqual(hands, this.hands)) this.changed = true
    this.hands = hands
    if (!this.running || !this.changed) return
    this.changed = false
    const { folder, bootId } = this.input
    try {
      await writeHealth(folder, { bootId, pools: this.running.save(), hands })
    } catch (error) {
      this.changed = true
      throw error
    }
  }

  async close(): Promise<void> {
    this.running?.stop()
    await this.keep().catch(() => undefined)
    await this.input.log.written()
  }

  private settingsOf(configuration: Configuration | null, holdLimitSec: number): HealthSettings {
    if (!configuration) return HEALTH_DEFAULTS
    const { sysctls } = wantedOf(configuration, 'active').wanted
    const expireQuiescentTemplate = sysctls['net.ipv4.vs.expire_quiescent_template'] === '1'
    return { expireQuiescentTemplate, holdLimitMs: holdLimitSec * 1000 }
  }

  private heard(effects: readonly NannyEffect[]): void {
    this.cached = null
    this.changed = true
    let wants = false
    for (const effect of effects) {
      if (effect.do === 'transition' && FAILED.has(effect.to)) this.network.prepare([effect.server])
      if (effect.do !== 'want') continue
      wants = true
      this.version++
      this.pending.set(effect.service, this.version)
      this.pending.set(`${effect.service} ${effect.server}`, this.version)
    }
    // What the start itself makes of the states is no news.
    if (!this.running) return
    if (wants) this.wantedSince ??= performance.now()
    this.input.log.add(effects.flatMap((effect) => this.entryOf(effect)))
    this.tell(effects)
    if (wants) this.hooks.wanted()
    for (const effect of effects)
      if (effect.do === 'drained' && effect.deactivate) this.hooks.drained(effect.service, effect.server)
  }

  /** In one go for all that happens at once: a storm is not told server by server. */
  private tell(effects: readonly NannyEffect[]): void {
    if (this.news.length === 0)
      setImmediate(() => {
        const news = this.news.splice(0)
        if (this.running) this.hooks.effects(news, this.running.save())
      })
    this.news.push(...effects)
  }

  private entryOf(effect: NannyEffect): NewHealthEntry[] {
    if (effect.do === 'want') return []
    const { service, atMs: at } = effect
    const base = { at, service, virtual: this.names.virtual(service) ?? '' }
    if (effect.do === 'hold') return [{ ...base, server: '', name: '', what: 'hold', on: effect.on, why: effect.why }]
    const { server } = effect
    const own = { ...base, server, name: this.names.server(service, server) ?? '' }
    if (effect.do === 'transition')
      return [{ ...own, what: 'transition', from: effect.from, to: effect.to, why: effect.why }]
    if (effect.do === 'note') return [{ ...own, what: 'note', on: effect.up, why: effect.why }]
    return [{ ...own, what: 'drained', why: { code: 'health.why.drained', params: {} } }]
  }
}
