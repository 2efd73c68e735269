import assert from 'node:assert/strict'
import { handOver, knows, LIMIT_MS, SYNC } from '../run/over'
import { pairScenario } from '../run/pair'

// The same for direct routing: answers go past the routers, and only the client's packets have to find the other one.

const HELD = ['old', 'new']

pairScenario(
  'direct routing handed over and back under a stream: it goes on, connections of before stay, the client’s neighbour goes along',
  { network: 'direct', globals: SYNC },
  async (pair) => {
    const { client, until } = pair.world
    const { place } = pair
    await pair.begin()
    await client.stream('asks', place, 20)
    await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs4', 'rs5'])
    await client.hold('old', place, 60)
    await knows(pair, 'b', 60)
    const gaps: number[] = []
    for (const from of ['a', 'b'] as const) {
      const gap = await handOver(pair, from, HELD, async () => {
        assert.equal((await client.hold('new', place, 20)).lost, 0)
        assert.deepEqual(await pair.ask(from, 'handover'), {
          ok: true,
          why: { code: 'pulse.why.handed-over', params: {} },
        })
      })
      gaps.push(gap)
      // Both servers answer through the router that has it now.
      assert.deepEqual((await client.fetch(place, 10)).lost, 0)
      await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs4', 'rs5'])
    }
    assert.ok(Math.max(...gaps) < LIMIT_MS, `${gaps.join(' ms, ')} ms`)
  },
)
