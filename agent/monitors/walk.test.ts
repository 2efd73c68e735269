import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FakeKernel, fakeKernel } from '@/agent/kernel/fake'
import type { Verdict } from '@/lib/health/verdict'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { LvsConfig } from '@/lib/lvscf'
import { desired, diff, emptyOwned, type Op, ownedAfter } from '@/lib/plan'
import { FakeClock } from './fake-clock'
import type { Checker } from './monitors'
import { type Nanny, type NannyEffect, startNanny } from './nanny'

/** Health from checks to the kernel: after each move the fake kernel must hold exactly what the states want, and no more was touched. */
type Move =
  | { do: 'wait'; ms: number }
  | { do: 'flip'; server: number }
  | { do: 'all'; up: boolean }
  | { do: 'wish'; server: number; kind: 'drain' | 'cut' | 'force-up' | 'force-down' | 'resume' }
  | { do: 'config'; weight: number; active: boolean; server: number }
  | { do: 'restart'; forget: boolean }

const WEB = 'tcp 192.0.2.10:80'
const COUNT = 4
const server = fc.integer({ min: 1, max: COUNT })
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 100, max: 30_000 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('flip' as const), server }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('all' as const), up: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wish' as const),
      server,
      kind: fc.constantFrom('drain', 'cut', 'force-up', 'force-down', 'resume'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('config' as const),
      server,
      weight: fc.constantFrom(0, 1, 5, 64),
      active: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), forget: fc.boolean() }) },
)

class Router {
  readonly kernel: FakeKernel = fakeKernel({ links: { eth0: ['192.0.2.1/24'], eth1: ['10.0.0.1/24'] } })
  readonly clock = new FakeClock()
  private readonly down = new Set<string>()
  private effects: NannyEffect[] = []
  private owned = emptyOwned('boot')
  private servers = Array.from({ length: COUNT }, () => ({ weight: 5, active: true }))
  nanny: Nanny

  constructor(
    private readonly sorry: boolean,
    private readonly quiesce: boolean,
  ) {
    this.nanny = this.start(null)
  }

  private config(): LvsConfig {
    const values = {
      active: true,
      address: { address: '192.0.2.10', device: 'eth0:1' },
      timeout: 6,
      reentry: 15,
      quiesce_server: this.quiesce,
      ...(this.sorry ? { sorry_server: '10.0.0.99' } : {}),
    }
    const servers = this.servers.map((own, i) => ({
      name: `rs${i + 1}`,
      values: { address: `10.0.0.${i + 1}`, ...own },
    }))
    return { global: { network: 'nat' }, virtuals: [{ name: 'web', values, servers }], failovers: [] }
  }

  private start(saved: Parameters<typeof startNanny>[0]['saved']): Nanny {
    const check: Checker = async (target): Promise<Verdict> =>
      this.down.has(target.address)
        ? { result: 'down', code: 'refused', params: { error: 'ECONNREFUSED' }, tookMs: 1 }
        : { result: 'up', code: 'connected', params: {}, tookMs: 1 }
    return startNanny({
      config: this.config(),
      services: this.kernel.state().services,
      saved,
      check,
      readLoad: async () => null,
      onEffects: (list) => this.effects.push(...list),
      clock: this.clock,
      random: () => 0.5,
    })
  }

  async happen(step: Move): Promise<void> {
    if (step.do === 'wait') await this.clock.pass(step.ms)
    else if (step.do === 'flip') this.flip(`10.0.0.${step.server}`)
    else if (step.do === 'all') for (let i = 1; i <= COUNT; i++) this.set(`10.0.0.${i}`, step.up)
    else if (step.do === 'wish')
      this.nanny.wish(WEB, `10.0.0.${step.server}:80`, step.kind, { reason: 'test', by: 'admin' })
    else if (step.do === 'config') {
      this.servers[step.server - 1] = { weight: step.weight, active: step.active }
      this.nanny.configure(this.config(), undefined, this.kernel.state().services)
    } else this.restart(step.forget)
  }

  /** Killed and started again, with what it had saved or without. */
  private restart(forget: boolean): void {
    const saved = forget ? null : JSON.parse(JSON.stringify(this.nanny.save()))
    this.nanny.stop()
    this.nanny = this.start(saved)
  }

  private flip(address: string): void {
    this.set(address, this.down.has(address))
  }

  private set(address: string, up: boolean): void {
    if (up) this.down.delete(address)
    else this.down.add(address)
  }

  /** What the loop does after effects: desired, diff, execute. Gives the operations. */
  async settle(): Promise<Op[]> {
    const input = { config: this.config(), iptables: '', sysctl: '', role: 'active' as const }
    const { wanted } = desired({ ...input, ...this.nanny.wanted() })
    const ops = diff(this.kernel.state(), wanted, this.owned)
    const { failed } = await this.kernel.execute(ops)
    expect(failed).toBeUndefined()
    this.owned = ownedAfter(this.owned, wanted)
    expect(diff(this.kernel.state(), wanted, this.owned)).toEqual([])
    return ops
  }

  table(): { [server: string]: number } {
    const service = this.kernel.state().services.find((one) => serviceKey(one.id) === WEB)
    return Object.fromEntries((service?.servers ?? []).map((one) => [serverKey(one), one.weight]))
  }

  wanted(): { [server: string]: number } {
    const states = Object.entries(this.nanny.save()[WEB]?.servers ?? {})
    return Object.fromEntries(states.flatMap(([key, { want }]) => (want.present ? [[key, want.weight]] : [])))
  }

  /** The servers that the effects since the last time say must change. */
  changed(): Set<string> {
    const keys = this.effects.flatMap((effect) => (effect.do === 'want' ? [effect.server] : []))
    this.effects = []
    return new Set(keys)
  }
}

const SORRY = '10.0.0.99:80'

async function walk(moves: readonly Move[], sorry: boolean, quiesce: boolean): Promise<void> {
  const router = new Router(sorry, quiesce)
  try {
    for (const step of [{ do: 'wait', ms: 2000 } as const, ...moves]) {
      await router.happen(step)
      const changed = router.changed()
      const ops = await router.settle()
      const { [SORRY]: sorryWeight, ...rest } = router.table()
      expect(rest).toEqual(router.wanted())
      const states = Object.values(router.nanny.save()[WEB]?.servers ?? {})
      if (states.some((state) => state.want.weight > 0)) expect(sorryWeight).toBeUndefined()
      for (const op of ops) {
        if (step.do === 'config' || !('server' in op)) continue
        const key = serverKey(op.server)
        if (key !== SORRY) expect(changed, `${op.do} ${key} without an effect`).toContain(key)
      }
    }
  } finally {
    router.nanny.stop()
  }
}

test('a random walk: the kernel holds what the states want at each step, and nothing else is touched', async () => {
  await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 25 }), fc.boolean(), fc.boolean(), walk), {
    numRuns: 60,
  })
})

test('a restart is no operation', async () => {
  const router = new Router(false, false)
  await router.clock.pass(120_000)
  await router.settle()
  await router.happen({ do: 'flip', server: 2 })
  await router.clock.pass(10_000)
  expect((await router.settle()).length).toBe(1)
  await router.happen({ do: 'restart', forget: false })
  expect(await router.settle()).toEqual([])
  await router.clock.pass(60_000)
  expect(await router.settle()).toEqual([])
  router.nanny.stop()
})
