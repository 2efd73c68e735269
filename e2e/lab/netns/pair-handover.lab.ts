import assert from 'node:assert/strict'
import { handOver, knows, LIMIT_MS, SYNC } from '../run/over'
import { pairScenario } from '../run/pair'
import { NAT_GATEWAY } from '../topology'

// Planned: the service goes over with its connections, and back. operations.md 4

const HELD = ['busy', 'idle', 'new']

pairScenario(
  'NAT handed over and back under 200 connections: none lost, the real servers’ gateway goes along',
  { globals: SYNC },
  async (pair) => {
    const { world, place } = pair
    const { client, until } = world
    await pair.begin()
    await client.stream('asks', place, 20)
    await client.hold('busy', place, 100)
    await client.hold('idle', place, 50)
    await client.ping('busy')
    await knows(pair, 'b', 150)
    const there = await handOver(pair, 'a', HELD, async () => {
      assert.equal((await client.hold('new', place, 50)).lost, 0)
      const answer = await pair.ask('a', 'handover')
      assert.deepEqual(answer, { ok: true, why: { code: 'pulse.why.handed-over', params: {} } })
    })
    assert.equal(await pair.neighbour('rs1', NAT_GATEWAY), await pair.mac('b', 'eth1'))
    // The standby asks for it, by the command.
    const back = await handOver(pair, 'b', HELD, async () => {
      assert.equal((await pair.product('a').attempt('handover')).exit, 0)
    })
    assert.equal(await pair.neighbour('rs1', NAT_GATEWAY), await pair.mac('a', 'eth1'))
    assert.ok(Math.max(there, back) < LIMIT_MS, `${there} ms, ${back} ms`)
    // A service that is stopped hands over by itself.
    await pair.product('a').stopAgent()
    await until(() => pair.holders(), ['b'], { everyMs: 250 })
    for (const name of HELD) assert.equal((await client.ping(name)).lost, 0, name)
  },
)
