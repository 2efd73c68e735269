import assert from 'node:assert/strict'
import { knows, SYNC } from '../run/over'
import { pairScenario, type RouterPair } from '../run/pair'
import type { Router } from '../topology'

// A client that did not hear the announcements goes on sending to the router that served before. What it sends is not for that one any more: with forwarding
// on it goes where the address is now, once (tried; with forwarding off every packet is lost). operations.md 3

const REQUESTS = 10
/** IP packets at a router for each request: seven are the client's, heartbeats and checks come to them. A packet that went round would be seen 32 times by each. */
const MOST = 30

/** The client takes this hardware address for the virtual address's, whoever announces what. */
async function pinned({ world, place }: RouterPair, mac: string, work: () => Promise<void>): Promise<void> {
  const neigh = (...words: string[]) => world.host('client').run(['ip', 'neigh', ...words, 'dev', 'eth0'])
  await neigh('replace', place.address, 'lladdr', mac, 'nud', 'permanent')
  try {
    await work()
    assert.match(await neigh('show', place.address), new RegExp(`${mac} PERMANENT`), 'it was pinned all the time')
  } finally {
    await neigh('del', place.address)
  }
}

/** IP packets that a router has taken off the wire so far. proc_net_snmp */
async function received({ world }: RouterPair, router: Router): Promise<number> {
  const lines = (await world[router].read('/proc/net/snmp')).split('\n').filter((line) => /^Ip:/.test(line))
  const [names = [], values = []] = lines.map((line) => line.split(' '))
  return Number(values[names.indexOf('InReceives')])
}

/** Hands over from a to b; the client does not notice, and is served through a. */
async function unnoticed(pair: RouterPair, servers: Record<string, number>): Promise<void> {
  const { world, place } = pair
  const { client, tell } = world
  await pair.begin()
  await client.hold('held', place, 10)
  await knows(pair, 'b', 10)
  const old = await pair.mac('a', 'eth0')
  assert.equal(await pair.neighbour('client', place.address), old)
  await pinned(pair, old, async () => {
    assert.equal((await pair.ask('a', 'handover')).ok, true)
    await pair.settled('b')
    assert.equal((await world.a.run(['sysctl', '-n', 'net.ipv4.ip_forward'])).trim(), '1')
    const counts = () => Promise.all([received(pair, 'a'), received(pair, 'b')])
    const before = await counts()
    const { by, lost } = await client.fetch(place, REQUESTS)
    const after = await counts()
    assert.deepEqual([by, lost], [servers, 0])
    assert.equal((await client.ping('held')).lost, 0, 'what was open before the hand-over')
    const each = after.map((count, at) => (count - (before[at] ?? 0)) / REQUESTS)
    tell(`packets for each request: ${each[0]} at the standby, ${each[1]} at the active router`)
    assert.ok(Math.max(...each) < MOST, `${each}`)
    assert.ok((each[0] ?? 0) >= 3, 'they went by the standby')
  })
}

pairScenario(
  'stale ARP under NAT: what is sent to the standby is served through the active router',
  { globals: SYNC },
  (pair) => unnoticed(pair, { rs1: 5, rs2: 5 }),
)

pairScenario(
  'stale ARP under direct routing: what is sent to the standby is served through the active router',
  { network: 'direct', globals: SYNC },
  (pair) => unnoticed(pair, { rs4: 5, rs5: 5 }),
)
