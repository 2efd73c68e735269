import assert from 'node:assert/strict'
import { otherOf, PATIENT, pairScenario, type RouterPair } from '../run/pair'
import { NAT_GATEWAY, type Router } from '../topology'

// Planned: the service goes over with its connections, and back. operations.md 4

const GOAL_MS = 1000
/** In the guest every program on the way costs up to a second, however fast a router is: the goal itself counts on real hardware. */
const LIMIT_MS = 20_000

/** Connections that the router's IPVS knows of, made there or told by the partner. */
async function connections({ world }: RouterPair, router: Router): Promise<number> {
  const table = await world[router].run(['ipvsadm', '-Lnc'])
  return table.split('\n').filter((line) => line.includes(' ESTABLISHED ')).length
}

/** Hands the service over under load: what `hold` opens in the last moment is lost as little as what is old. Gives the time without an answer, ms. */
async function handOver(pair: RouterPair, from: Router, by: () => Promise<void>): Promise<number> {
  const { client, tell, until } = pair.world
  const to = otherOf(from)
  await client.take('asks')
  await by()
  const view = await pair.becomes(to, 'active')
  await until(() => pair.holders(), [to], { router: to, everyMs: 250 })
  for (const name of ['busy', 'idle', 'new'])
    assert.deepEqual((await client.ping(name)).lost, 0, `${name}: none is lost`)
  await until(() => pair.neighbour('client', pair.place.address), await pair.mac(to, 'eth0'), { everyMs: 250 })
  const { gap, lost } = await client.take('asks')
  tell(`${from} → ${to}: ${gap.ms} ms without an answer (goal ${GOAL_MS}), ${lost} lost`)
  assert.equal(view.why.code, 'pulse.why.partner-left')
  await pair.settled(to)
  assert.deepEqual(await pair.changes(from, 3), [
    'leaving → standby: pulse.why.left',
    'offering → leaving: pulse.why.leaving',
    'active → offering: pulse.why.offering',
  ])
  return gap.ms
}

const SYNC = { ...PATIENT, syncdaemon: 1, syncd_iface: 'eth1' }

pairScenario(
  'NAT handed over and back under 200 connections: none lost, the real servers’ gateway goes along',
  { globals: SYNC },
  async (pair) => {
    const { world, place } = pair
    const { client, until } = world
    await pair.begin()
    await client.stream('asks', place, 20)
    for (const [name, count] of [
      ['busy', 100],
      ['idle', 50],
    ] as const)
      await client.hold(name, place, count)
    await client.ping('busy')
    const synced = async () => (await connections(pair, 'b')) >= 150
    await until(synced, true, { what: 'b knows the connections', router: 'b' })
    const there = await handOver(pair, 'a', async () => {
      assert.equal((await client.hold('new', place, 50)).lost, 0)
      const answer = await pair.ask('a', 'handover')
      assert.deepEqual(answer, { ok: true, why: { code: 'pulse.why.handed-over', params: {} } })
    })
    assert.equal(await pair.neighbour('rs1', NAT_GATEWAY), await pair.mac('b', 'eth1'))
    // The standby asks for it, by the command.
    const back = await handOver(pair, 'b', async () => {
      assert.equal((await pair.product('a').attempt('handover')).exit, 0)
    })
    assert.equal(await pair.neighbour('rs1', NAT_GATEWAY), await pair.mac('a', 'eth1'))
    assert.ok(Math.max(there, back) < LIMIT_MS, `${there} ms, ${back} ms`)
    // A service that is stopped hands over by itself.
    await pair.product('a').stopAgent()
    await until(() => pair.holders(), ['b'], { everyMs: 250 })
    for (const name of ['busy', 'idle', 'new']) assert.deepEqual((await client.ping(name)).lost, 0)
  },
)
