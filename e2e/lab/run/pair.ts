import assert from 'node:assert/strict'
import type { Call } from '@/lib/api/client'
import type { PairAnswer, PairView } from '@/lib/api/pair'
import type { JournalEntry, Status } from '@/lib/api/types'
import type { StateName } from '@/lib/pulse/types'
import { foldersOf } from '../router'
import { addressOf, type Host, ROUTERS, type Router, VIP } from '../topology'
import { Agents } from './agents'
import { lvsCf, type VirtualText } from './lvscf'
import { Product, TRIES } from './product'
import { scenario, type World } from './scenario'

/** Goals are in ms for real hardware; the guest is held to three times as much. */
export const BOUND = 3
/** Between two looks at both routers: what looks takes the guest's one processor from those that are looked at. */
const EVERY_MS = 250
const ACTOR = { user: 'lab', via: 'cli' } as const
const KEY = '3c'.repeat(32)

export type Network = 'nat' | 'direct'
/** The service that both routers carry, by its forwarding method. */
export const SERVICE = {
  nat: { address: VIP.nat, port: 80, servers: ['rs1', 'rs2'] },
  direct: { address: VIP.direct, port: 80, servers: ['rs4', 'rs5'] },
} as const

/** Globals that differ from the pair's own; an empty value leaves one out. */
export type Globals = Record<string, string | number>

/** lvs.cf of a pair: both channels, keepalive 1, deadtime 2. */
export function pairCf(network: Network, more: Globals = {}, weight = 1): string {
  const { address, port, servers } = SERVICE[network]
  const web: VirtualText = {
    name: 'web',
    values: { address: `${address} eth0:1`, vip_nmask: '255.255.255.0', port, scheduler: 'rr', reentry: 2 },
    servers: servers.map((name) => ({ name, values: { weight } })),
  }
  const pair: Globals = {
    primary_private: addressOf('a', 'prv'),
    backup: addressOf('b', 'pub'),
    backup_private: addressOf('b', 'prv'),
    ...{ backup_active: 1, heartbeat: 1, heartbeat_port: 539, keepalive: 1, deadtime: 2, ...more },
  }
  const rows = Object.entries(pair).flatMap(([key, value]) => (value === '' ? [] : [`${key} = ${value}`]))
  return lvsCf(network, web).replace('service = lvs', `${rows.join('\n')}\nservice = lvs`)
}

export type PairOptions = {
  network?: Network
  globals?: Globals
  /** instead of pairCf's */
  config?: string
  /** held by both; null = none: only Piranha's packet */
  key?: string | null
  /** milliseconds for the whole scenario */
  timeoutMs?: number
  long?: boolean
}

/** Two routers with agents that pulse decides for, as a scenario sees them. */
export class RouterPair {
  readonly config: string
  readonly place: { address: string; port: number }
  private readonly products = new Map<Router, Product>()

  constructor(
    readonly world: World,
    private readonly agents: Agents,
    readonly options: PairOptions,
  ) {
    const network = options.network ?? 'nat'
    this.config = options.config ?? pairCf(network, options.globals)
    const { address, port } = SERVICE[network]
    this.place = { address, port }
  }

  product(router: Router): Product {
    const product = this.products.get(router)
    assert.ok(product, `an agent was started on ${router}`)
    return product
  }

  call(router: Router): Call {
    return this.agents.of(router)
  }

  /** Puts key and lvs.cf on a router and starts its agent. Nothing runs there before `apply`. */
  async install(router: Router, config = this.config, key = this.options.key): Promise<void> {
    const host = this.world[router]
    const path = `${foldersOf(router).state}/agent/pulse.json`
    if (key !== null) {
      await host.write(path, JSON.stringify({ keys: [key ?? KEY], latched: false, term: 0, stopped: false }))
      await host.run(['chmod', '0600', path])
    }
    this.products.set(router, await Product.start(host, this.world.until, config, null))
  }

  /** Applies what is saved; it has to succeed, and nothing may remain. */
  async apply(router: Router): Promise<void> {
    const call = this.call(router)
    for (let tries = 1; ; tries++) {
      const plan = await call('plan')
      assert.ok(plan.ok, JSON.stringify(plan))
      const done = await call('apply', { body: { planId: plan.value.planId, note: 'lab', actor: ACTOR } })
      // A verdict about a server in between makes another plan of it: then it is looked at anew, as a person would.
      if (!done.ok && done.code === 'api.changed' && tries < TRIES) continue
      assert.ok(done.ok, JSON.stringify(done))
      assert.deepEqual([done.value.ok, done.value.left, done.value.remaining], [true, [], []])
      return
    }
  }

  async status(router: Router): Promise<Status | null> {
    const reply = await this.call(router)('status')
    return reply.ok ? reply.value : null
  }

  async view(router: Router): Promise<PairView | null> {
    return (await this.status(router))?.pair ?? null
  }

  /** Both started, a active with everything in service, b on standby with the same table and ready. */
  async begin(): Promise<void> {
    await Promise.all(ROUTERS.map((router) => this.install(router)))
    await this.apply('a')
    await this.becomes('a', 'active')
    await this.product('a').serving()
    await this.apply('b')
    await this.settled('a')
  }

  /** One active, the other on standby, heard, and ready for a hand-over; the address on the active one alone. */
  async settled(active: Router, withinMs = 60_000): Promise<void> {
    const other = otherOf(active)
    const settled = async () => {
      const [one, two] = await Promise.all([this.view(active), this.view(other)])
      const pair = [one?.state, two?.state, one?.can.handover ?? null]
      return one?.state === 'active' && two?.state === 'standby' ? [...pair, await this.holders()] : pair
    }
    const what = `${active} serves, ${other} is ready`
    await this.world.until(settled, ['active', 'standby', null, [active]], {
      withinMs,
      what,
      router: other,
      everyMs: EVERY_MS,
    })
  }

  async becomes(router: Router, state: StateName, withinMs = 30_000): Promise<PairView> {
    const what = `${router} is ${state}`
    const view = await this.world.until(
      () => this.view(router),
      (one) => one?.state === state,
      { withinMs, what, router, everyMs: EVERY_MS },
    )
    assert.ok(view)
    return view
  }

  /** The routers on which the virtual address stands, on another interface than lo. */
  async holders(): Promise<Router[]> {
    const { address } = this.place
    const looks = ROUTERS.map((router) => `echo ${router}:; ip -n ${router} -o address show to ${address}`)
    const [, ...shown] = (await this.world.guest.run(['sh', '-c', looks.join('; ')])).split(/^[ab]:\n/m)
    const held = (text = '') => text.split('\n').some((line) => line !== '' && !/^\d+: lo /.test(line))
    return ROUTERS.filter((_, at) => held(shown[at]))
  }

  /** The hardware address of a router's interface. */
  async mac(router: Router, device: string): Promise<string> {
    const out = await this.world[router].run(['ip', '-o', 'link', 'show', 'dev', device])
    return /link\/ether (\S+)/.exec(out)?.[1] ?? ''
  }

  /** Which hardware address a host of the lab takes for this address's now. */
  async neighbour(host: Host, address: string): Promise<string | undefined> {
    return /lladdr (\S+)/.exec(await this.world.host(host).run(['ip', 'neigh', 'show', address]))?.[1]
  }

  /** The bridge ports of a router, by its networks. */
  async link(router: Router, networks: readonly ('pub' | 'prv')[], state: 'up' | 'down'): Promise<void> {
    const lines = networks.map((network) => `link set dev ${network}-${router} ${state}\n`)
    await this.world.guest.run(['ip', '-batch', '-'], { input: lines.join('') })
  }

  /** A person's request to a router's agent; the answer has its outcome. */
  async ask(router: Router, what: 'start' | 'handover'): Promise<PairAnswer> {
    const reply = await this.call(router)(what, { body: { actor: ACTOR } })
    assert.ok(reply.ok, JSON.stringify(reply))
    return reply.value
  }

  /** A switch that carries nothing of this router's while its link stays up: the ports of the bridges rest. bridge(8), state 0 */
  async upstream(router: Router, networks: readonly ('pub' | 'prv')[], state: 'cut' | 'whole'): Promise<void> {
    for (const network of networks)
      await this.world.guest.run([
        'bridge',
        'link',
        'set',
        'dev',
        `${network}-${router}`,
        'state',
        state === 'cut' ? '0' : '3',
      ])
  }

  /** Waits until a router has this on its list of warnings, or no longer. */
  async warns(router: Router, code: string, params: Record<string, string> = {}, has = true): Promise<void> {
    const found = async () =>
      (await this.view(router))?.warnings.some(
        (one) => one.code === code && Object.entries(params).every(([key, value]) => one.params[key] === value),
      )
    await this.world.until(found, has, {
      what: `${router} ${has ? 'says' : 'does not say'} ${code}`,
      router,
      everyMs: EVERY_MS,
    })
  }

  /** Why this router last changed its state, newest first: from → to, code. */
  async changes(router: Router, count = 1): Promise<string[]> {
    const view = await this.view(router)
    return (view?.changes ?? []).slice(0, count).map(({ from, to, why }) => `${from} → ${to}: ${why.code}`)
  }

  async journal(router: Router): Promise<JournalEntry[]> {
    const reply = await this.call(router)('journal', { query: { limit: 200 } })
    assert.ok(reply.ok)
    return reply.value
  }

  /** Everything known of both, for the transcript of a scenario that failed. */
  async explain(): Promise<void> {
    for (const router of ROUTERS) {
      const view = await this.view(router)
      const last = (await this.journal(router).catch(() => [])).slice(-12)
      const told = last.map(({ at, what, saying, detail }) => JSON.stringify({ at, what, saying, detail }))
      this.world.note(`[${router}] journal\n${told.join('\n')}`)
      const log = this.products.get(router)?.said() ?? ''
      this.world.note(`[${router}] status.pair\n${JSON.stringify(view, null, 1)}\n[${router}] agent said\n${log}`)
    }
  }
}

export const otherOf = (router: Router): Router => (router === 'a' ? 'b' : 'a')

/** A scenario with two routers; on a failure the transcript has what both say of themselves. */
export function pairScenario(name: string, options: PairOptions, run: (pair: RouterPair) => Promise<void>): void {
  const { timeoutMs = 240_000, long = true } = options
  const play = async (world: World) => {
    const agents = await Agents.open(world)
    const pair = new RouterPair(world, agents, options)
    try {
      await run(pair)
    } catch (error) {
      await pair.explain()
      throw error
    } finally {
      agents.close()
    }
  }
  scenario(name, play, { timeoutMs, long })
}
