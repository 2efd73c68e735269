import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HealthServer } from '@/lib/api/health'
import { Hands, type Weights, weightsDiffer, weightsOf, weightsWanted } from '@/lib/health/testing'
import type { Agent } from '../../main'
import { applyPlan, type Bench, bench, PERSON } from '../../testing'
import { type FakeMonitors, fakeMonitors } from '../testing'
import * as a from './testing'

/** A router under a walk, and what the walk knows by itself: which machine answers since when, and what a hand has left. */
class Walk {
  private readonly hands = new Hands()
  private readonly flippedMs = new Map<number, number>()
  private linkUp = true
  /** our own link may have kept a whole set until then */
  private keptMs = Number.NEGATIVE_INFINITY
  /** what is checked since then was not checked before */
  private enteredMs: number
  private rows: HealthServer[] = []

  private constructor(
    private readonly b: Bench,
    private readonly m: FakeMonitors,
    private agent: Agent,
    private site: a.Site,
  ) {
    this.enteredMs = m.clock.now()
  }

  static async begin(site: a.Site): Promise<Walk> {
    const m = fakeMonitors()
    const b = bench({ monitors: m })
    b.kernel.ipvsadm(FOREIGN)
    b.put('lvs.cf', a.textOf(site))
    const agent = await b.start()
    expect((await applyPlan(agent)).ok).toBe(true)
    const walk = new Walk(b, m, agent, site)
    await walk.heard()
    return walk
  }

  async make(move: a.Move): Promise<void> {
    await this.happen(move)
    // What health and operators want is there at once; a hand is seen at the next look.
    if (move.do !== 'hand') await this.compare('at once')
    this.b.clock.forward(move.do === 'hand' ? 61_000 : 2000)
    await this.agent.loop.look()
    await this.heard()
    await this.compare('after a look')
    const { drift } = (await this.agent.loop.status()).kernel
    expect([...new Set(drift.map((entry) => entry.key))].sort(), 'shown as changed by hand').toEqual(this.hands.keys)
    this.facts()
  }

  end(): Promise<void> {
    return this.agent.close()
  }

  private async happen(move: a.Move): Promise<void> {
    const { b, m, agent, site } = this
    switch (move.do) {
      case 'flip': {
        const address = a.addressOf(move.machine)
        if (!m.down.delete(address)) m.down.add(address)
        this.flippedMs.set(move.machine, m.clock.now())
        return
      }
      case 'pass':
        return this.pass(move.seconds)
      case 'wish': {
        const { virtual, kind } = move
        const server = a.serverName(site, virtual, move.machine)
        const wish = agent.loop.wish({ virtual, server, kind, reason: '', deactivate: false, actor: PERSON })
        await wish.catch(({ code }) => expect(code).toMatch(/^health\.can\./))
        return this.heard()
      }
      case 'save':
        return b.put('lvs.cf', a.textOf(move.site))
      case 'apply':
        b.put('lvs.cf', a.textOf(move.site))
        // What changes its key has connections, and retires.
        for (const key of weightsOf(b.kernel.state().services).keys()) b.kernel.setConnections(...placeOf(key), 1)
        this.site = move.site
        this.enteredMs = m.clock.now()
        await applyPlan(agent).catch(({ code }) => expect(code).toBe('panels.cannot.nothing'))
        return this.forget()
      case 'repair':
        expect((await agent.loop.repair(PERSON)).ok).toBe(true)
        return this.forget()
      case 'restart':
        await agent.close()
        return this.start()
      case 'crash': {
        const file = join(b.options.paths.state, 'agent', 'health')
        const stale = readFileSync(file)
        await this.pass(move.seconds)
        await agent.loop.close()
        writeFileSync(file, stale)
        b.bury()
        return this.start()
      }
      case 'age':
        return b.clock.forward(16 * 60_000)
      case 'link': {
        this.linkUp = move.up
        this.keptMs = m.clock.now() + 10_000
        const eth1 = move.up ? { up: true } : { up: true, carrier: false as const }
        b.kernel.change((state) => ({ ...state, links: { ...state.links, eth1 } }))
        return
      }
      case 'hand':
        return this.hand(move)
    }
  }

  /** Second by second, so that nothing is wanted, and not wanted again, unseen. */
  private async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await this.m.clock.pass(1000)
      await this.heard()
    }
  }

  /** All that waits for the loop is done; what is wanted now is noted. */
  private async heard(): Promise<void> {
    const before = JSON.stringify(this.rows.map((row) => row.want))
    this.rows = (await this.agent.loop.health({})).servers
    if (JSON.stringify(this.rows.map((row) => row.want)) === before) return
    await this.agent.loop.plan()
    this.hands.wants(await this.wanted())
  }

  private async start(): Promise<void> {
    this.agent = await this.b.start()
    this.enteredMs = this.m.clock.now()
    this.rows = (await this.agent.loop.health({})).servers
    this.hands.restarted(await this.wanted())
  }

  private async forget(): Promise<void> {
    this.hands.forget()
    await this.heard()
  }

  private kernel(): Weights {
    return weightsOf(this.b.kernel.state().services)
  }

  private async wanted(): Promise<Weights> {
    const { retired } = (await this.agent.loop.status()).kernel
    const resting = [...this.kernel().keys()].filter((key) =>
      retired.some((entry) => key === entry.key || key.startsWith(`${entry.key} `)),
    )
    return weightsWanted(this.rows, a.sorryOf(this.site), [...resting])
  }

  private async compare(when: string): Promise<void> {
    const wanted = await this.wanted()
    const should = this.hands.over(wanted).set('tcp 192.0.2.99:9 10.0.0.50:9', 7)
    expect(weightsDiffer(this.kernel(), should), when).toEqual([])
  }

  /** What must hold whatever the agent believes. */
  private facts(): void {
    const now = this.m.clock.now()
    const kernel = this.kernel()
    const mayBeKept = !this.linkUp || now < this.keptMs
    for (const name of a.VIRTUALS)
      for (const [machine, weight] of this.site[name].servers.entries()) {
        const [service, server] = [a.serviceOf(this.site, name), a.serverOf(this.site, name, machine)]
        const row = this.rows.find((one) => one.service === service && one.server === server)
        if (typeof weight !== 'number' || !row) continue
        const sinceMs = now - Math.max(this.flippedMs.get(machine) ?? 0, this.enteredMs)
        const key = `${service} ${server}`
        const fails = this.m.down.has(a.addressOf(machine))
        if (fails && sinceMs > a.HEARD_MS && row.wish?.kind !== 'force-up' && !mayBeKept)
          expect(kernel.get(key) ?? 0, `${key} fails`).toBe(0)
        if (!fails && sinceMs > a.RETURNED_MS && !row.wish && weight > 0 && !this.hands.keys.includes(key))
          expect(kernel.get(key) ?? 0, `${key} passes`).toBeGreaterThan(0)
      }
  }

  private async hand({ virtual, machine, what }: a.Move & { do: 'hand' }): Promise<void> {
    const [service, server] = [a.serviceOf(this.site, virtual), a.serverOf(this.site, virtual, machine)]
    const at = `-t ${service.slice('tcp '.length)}`
    const key = `${service} ${server}`
    const stood = this.kernel().has(key)
    if (what === 'service') this.b.kernel.ipvsadm(`-D ${at}`)
    else if (what === 'delete') this.b.kernel.ipvsadm(`-d ${at} -r ${server}`)
    else this.b.kernel.ipvsadm(`-${stood ? 'e' : 'a'} ${at} -r ${server} -m -w ${what}`)
    // A service that is gone is put back as it should be, and no hand keeps a server that is down above 0.
    if (what === 'service') return this.hands.forget(service)
    const row = this.rows.find((one) => one.service === service && one.server === server)
    const left = this.kernel().get(key)
    const wanted = (await this.wanted()).get(key)
    this.hands.changed(key, row && isDown(row) && (left ?? 0) > 0 ? wanted : left, wanted)
  }
}

const FOREIGN = '-A -t 192.0.2.99:9 -s rr\n-a -t 192.0.2.99:9 -r 10.0.0.50:9 -m -w 7'

const isDown = ({ state, want }: HealthServer) =>
  state !== 'inactive' && state !== 'retired' && (!want.present || state === 'quiesced' || state === 'forced-down')

/** `tcp VIP:PORT SERVER:PORT` → service and server */
function placeOf(key: string): [string, string] {
  const at = key.lastIndexOf(' ')
  return [key.slice(0, at), key.slice(at + 1)]
}

test('whatever checks, operators, files, hands and restarts do: the kernel holds what is wanted, held hand changes apart', async () => {
  const walk = fc.asyncProperty(a.site, fc.array(a.move, { minLength: 5, maxLength: 30 }), async (site, moves) => {
    const router = await Walk.begin(site)
    for (const move of moves) await router.make(move)
    await router.end()
  })
  await fc.assert(walk, { numRuns: Number(process.env.WALKS ?? 20) })
}, 60_000)
