import { expect, test } from 'vitest'
import { diff, foreignOf } from '@/lib/plan'
import { emptyFiles } from '@/lib/store/files'
import { configurationOf } from './configuration'
import { wantedOf } from './planning'
import { applyPlan, bench, lvsCf, PERSON } from './testing'

/** mulberry32: small, seeded, good enough to choose. */
function dice(seed: number): (sides: number) => number {
  let a = seed >>> 0
  return (sides) => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

/** A configuration that a person could have written, of few names and keys so that steps collide. */
function configuration(roll: (sides: number) => number): string {
  const used = new Set<string>()
  const virtuals = Array.from({ length: roll(4) }, (_, i) => {
    const vip = `192.0.2.${10 + roll(3)}`
    const port = [80, 443, 8080][roll(3)] ?? 80
    const key = `${vip}:${port}`
    if (used.has(key)) return null
    used.add(key)
    const mark = roll(4) === 0 ? `     fwmark = ${70 + i}\n     persistent = 300\n` : ''
    const servers = Array.from({ length: roll(4) }, (_, s) => `s${s} 10.0.0.${2 + s + roll(2) * 10} ${roll(4)}`)
    return { name: `v${roll(3)}-${i}`, vip, port, more: mark, servers }
  }).filter((v) => v !== null)
  return lvsCf(virtuals, ['nat', 'direct', 'tunnel'][roll(3)])
}

const SEEDS = [1, 2, 3, 20261121]
for (const seed of SEEDS) {
  test(`a walk over configurations, seed ${seed}: after each apply the kernel is what is wanted and what is foreign`, async () => {
    const roll = dice(seed)
    const b = bench()
    b.kernel.ipvsadm('-A -t 192.0.2.99:9 -s rr\n-a -t 192.0.2.99:9 -r 10.0.0.50:9 -m -w 1')
    let agent = await b.start()
    for (let step = 0; step < 15; step++) {
      const text = configuration(roll)
      b.put('lvs.cf', text)
      const answer = await applyPlan(agent)
      expect(answer, `seed ${seed}, step ${step}\n${text}`).toMatchObject({ ok: true, remaining: [] })
      if (roll(3) === 0) {
        await agent.close()
        const done = b.kernel.ran.length
        const isResting = (await agent.loop.status()).kernel.retired.length > 0
        agent = await b.start()
        if (!isResting) expect(b.kernel.ran.length, `seed ${seed}, step ${step}: restart`).toBe(done)
      }
      // Connections and hands come and go between the applies.
      const [service] = b.kernel.state().services
      if (service?.id.kind === 'address' && service.servers[0] && roll(2) === 0)
        b.kernel.setConnections(
          `tcp ${service.id.address}:${service.id.port}`,
          `${service.servers[0].address}:${service.servers[0].port}`,
          roll(3),
        )
      if (roll(3) === 0) b.kernel.ipvsadm('-D -t 192.0.2.10:80')
      if (roll(4) === 0) {
        await agent.close()
        agent = await b.start()
      }
      b.clock.forward(roll(3) * 60_000)
      await agent.loop.look()
      b.clock.forward(20 * 60_000)
      await agent.loop.look()
      expect((await agent.loop.repair(PERSON)).ok).toBe(true)
      // 20 minutes later nothing retires any more: table, chains and addresses are exactly those of the file, and the foreign ones.
      const files = { ...emptyFiles(), 'lvs.cf': Buffer.from(text) }
      const { wanted } = wantedOf(configurationOf(files), 'active')
      const actual = b.kernel.state()
      const record = { bootId: '', services: [], servers: {}, addresses: [], sysctls: {}, retired: [] }
      expect(diff(actual, wanted, record), `seed ${seed}, step ${step}`).toEqual([])
      expect(
        foreignOf(actual, wanted, record).map((f) => f.key),
        `seed ${seed}, step ${step}`,
      ).toEqual(['tcp 192.0.2.99:9'])
      expect((await agent.loop.plan()).steps).toEqual([])
    }
    await agent.close()
  })
}
