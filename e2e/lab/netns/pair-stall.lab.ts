import assert from 'node:assert/strict'
import { ArpWatch } from '../run/arp'
import { BOUND, otherOf, pairScenario, type RouterPair } from '../run/pair'
import type { Router } from '../topology'

// A router that stands still and comes back: the lease ends what it answers, and one of the two is active afterwards.

const BOTH_ANSWER_MS = 2000
/** Dead time, s: two seconds of standing still, and whatever the guest itself adds to them, are within it. */
const DEADTIME = 6

const signal = (pair: RouterPair, router: Router, name: 'STOP' | 'CONT', pids: readonly number[]) =>
  pair.world[router].run(['kill', `-${name}`, ...pids.map(String)])

/** Stops these processes of the active router until the other one has taken over, and lets them go on. */
async function standStill(pair: RouterPair, active: Router, pids: readonly number[], what: string): Promise<void> {
  const { world, place } = pair
  const { client, tell, until } = world
  const other = otherOf(active)
  const [before, after] = [await pair.mac(active, 'eth0'), await pair.mac(other, 'eth0')]
  const arp = await ArpWatch.start(world.host('client'), 'eth0', place.address)
  await until(async () => arp.now(), [before], { what: 'the active one answers ARP' })
  await client.take('asks')
  await signal(pair, active, 'STOP', pids)
  const view = await pair.becomes(other, 'active')
  assert.equal(view.why.code, 'pulse.why.partner-dead')
  await until(async () => arp.now(), [after], { what: 'the other one alone answers ARP' })
  const bothMs = arp.overlapMs(before, after)
  const { gap } = await client.take('asks')
  tell(`${what}: both answered ARP for ${bothMs} ms (goal ${BOTH_ANSWER_MS}), ${gap.ms} ms without an answer`)
  assert.ok(bothMs < BOUND * BOTH_ANSWER_MS, `${bothMs} ms`)
  await until(() => pair.holders(), [other], { what: 'the lease has run out' })
  await signal(pair, active, 'CONT', pids)
  await pair.settled(other)
  assert.deepEqual(await pair.changes(active, 2), [
    'provisional → standby: pulse.why.partner-active',
    'active → provisional: pulse.why.was-mute',
  ])
  assert.deepEqual(await pair.changes(other), ['standby → active: pulse.why.partner-dead'])
  await until(async () => arp.now(), [after], { what: 'the other one alone answers ARP still' })
  await arp.end()
}

pairScenario(
  'the agent stands still: shorter than deadtime nothing happens, longer the backup serves',
  { globals: { deadtime: DEADTIME } },
  async (pair) => {
    const { world, place } = pair
    const { client } = world
    await pair.begin()
    await client.stream('asks', place, 20)
    await client.hold('held', place, 20)
    const agentOf = async (router: Router) => (await pair.status(router))?.agent.pid ?? 0
    const heartbeatOf = async (parent: number) => {
      const children = await world.guest.run(['ps', '-o', 'pid=,args=', '--ppid', `${parent}`])
      return Number(/^\s*(\d+) .*heartbeat\.mjs/m.exec(children)?.[1])
    }
    const pid = await agentOf('a')
    const before = await pair.changes('b', 20)
    // Within deadtime, longer than keepalive: the time is what is done to it, nothing waits for it.
    await world.a.run(['sh', '-c', `kill -STOP ${pid}; sleep 2; kill -CONT ${pid}`])
    await pair.settled('a')
    assert.deepEqual(await pair.changes('b', 20), before, 'no take-over')
    assert.equal((await client.ping('held')).lost, 0)
    assert.equal((await client.take('asks')).lost, 0)
    await standStill(pair, 'a', [pid], 'agent stopped')
    const other = await agentOf('b')
    await standStill(pair, 'b', [other, await heartbeatOf(other)], 'agent and heartbeat stopped')
  },
)
