import assert from 'node:assert/strict'
import { pairScenario, type RouterPair } from '../run/pair'
import type { Router } from '../topology'

// Channels that are cut, whole again, one way only, or lossy. Direct routing: the private network carries heartbeats alone.

/** How often each router's role changed so far. */
const roles = async (pair: RouterPair) => [(await pair.changes('a', 20)).length, (await pair.changes('b', 20)).length]

const deaf = (pair: RouterPair, router: Router, action: '-I' | '-D') =>
  pair.world[router].run(['iptables-legacy', action, 'INPUT', '-p', 'udp', '--dport', '539', '-j', 'DROP'])

pairScenario(
  'channels: one cut is an alarm, both are a split that settles, one way only is a take-over',
  { network: 'direct' },
  async (pair) => {
    const { world, place } = pair
    const { client, until } = world
    await pair.begin()
    await client.hold('held', place, 10)
    const before = await roles(pair)

    await pair.upstream('b', ['prv'], 'cut')
    for (const router of ['a', 'b'] as const)
      await pair.warns(router, 'pulse.alarm.channel-silent', { channel: 'private' })
    assert.equal((await client.ping('held')).lost, 0)
    await pair.upstream('b', ['prv'], 'whole')
    await pair.warns('a', 'pulse.alarm.channel-silent', {}, false)

    // Nobody takes over for a public channel that is cut upstream, though nobody is served: the private one says that a lives.
    await pair.upstream('a', ['pub'], 'cut')
    for (const router of ['a', 'b'] as const)
      await pair.warns(router, 'pulse.alarm.channel-silent', { channel: 'public' })
    assert.deepEqual([await pair.holders(), await roles(pair)], [['a'], before])

    await pair.upstream('a', ['prv'], 'cut')
    await pair.becomes('b', 'active')
    assert.deepEqual(await pair.changes('b'), ['standby → active: pulse.why.partner-dead'])
    for (const router of ['a', 'b'] as const) await pair.warns(router, 'pulse.alarm.partner-silent')
    await until(() => pair.holders(), ['a', 'b'], { what: 'neither can know of the other' })
    await pair.upstream('a', ['pub', 'prv'], 'whole')
    // The later activation stays.
    await pair.settled('b')
    assert.deepEqual(await pair.changes('a'), ['active → standby: pulse.why.partner-active'])
    await until(() => pair.neighbour('client', place.address), await pair.mac('b', 'eth0'))
    assert.equal((await client.fetch(place, 10)).lost, 0)

    // a hears nothing any more and takes over; b hears that it has.
    await deaf(pair, 'a', '-I')
    await pair.becomes('a', 'active')
    await pair.becomes('b', 'standby')
    assert.deepEqual(await pair.changes('a'), ['standby → active: pulse.why.partner-dead'])
    assert.deepEqual(await pair.changes('b'), ['active → standby: pulse.why.partner-active'])
    await until(() => pair.holders(), ['a'])
    await until(() => pair.neighbour('client', place.address), await pair.mac('a', 'eth0'))
    assert.equal((await client.fetch(place, 10)).lost, 0)
    await deaf(pair, 'a', '-D')
    await pair.settled('a')
  },
)
