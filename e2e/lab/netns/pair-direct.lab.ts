import assert from 'node:assert/strict'
import { type PairOptions, pairCf, pairScenario, type RouterPair } from '../run/pair'
import { addressOf, ROUTERS, VIP } from '../topology'

// Direct routing: both routers hold the table, and no packet goes round between them.

const SYNC = { syncdaemon: 1, syncd_iface: 'eth1' }
/** The two routers are the real servers, too: the address is on lo of both. */
const THEMSELVES: PairOptions = {
  network: 'direct',
  config: pairCf('direct', SYNC)
    .replace(addressOf('rs4', 'pub'), addressOf('a', 'pub'))
    .replace(addressOf('rs5', 'pub'), addressOf('b', 'pub')),
}

/** IP packets that a host has received, or sent, so far. proc_net_snmp */
async function packets({ world }: RouterPair, host: 'a' | 'b' | 'client', name: 'InReceives' | 'OutRequests') {
  const lines = (await world.host(host).run(['cat', '/proc/net/snmp'])).split('\n').filter((line) => /^Ip:/.test(line))
  const [names = [], values = []] = lines.map((line) => line.split(' '))
  return Number(values[names.indexOf(name)])
}

/** Fetches, and says how many packets the routers received for each one that the client sent. */
async function load(
  pair: RouterPair,
  count: number,
): Promise<{ by: Record<string, number>; lost: number; each: number }> {
  const { client } = pair.world
  const now = async () => [
    await packets(pair, 'client', 'OutRequests'),
    (await packets(pair, 'a', 'InReceives')) + (await packets(pair, 'b', 'InReceives')),
  ]
  const [sent = 0, got = 0] = await now()
  const { by, lost } = await client.fetch(pair.place, count)
  const [sentAfter = 0, gotAfter = 0] = await now()
  return { by, lost, each: (gotAfter - got) / (sentAfter - sent) }
}

/** A packet that went round would be seen about 64 times by each. Heartbeats, checks and the sync daemon are in it, too. */
const MOST = 8

pairScenario(
  'direct routing to the routers themselves: no packet goes round between the two',
  THEMSELVES,
  async (pair) => {
    const { world } = pair
    const { tell, until } = world
    for (const router of ROUTERS) {
      await world[router].run([
        'sysctl',
        '-q',
        '-w',
        'net.ipv4.conf.all.arp_ignore=1',
        'net.ipv4.conf.all.arp_announce=2',
      ])
      await world[router].run(['ip', 'address', 'add', `${VIP.direct}/32`, 'dev', 'lo'])
      const server = world[router].start([process.execPath, '/run/lab/server.mjs', router])
      await until(async () => server.output(), 'listening\n')
    }
    await pair.begin()
    for (const active of ['a', 'b'] as const) {
      for (const router of ROUTERS) assert.equal((await world[router].table()).length, 3, `${router} holds the table`)
      const { by, lost, each } = await load(pair, 40)
      await pair.settled(active)
      tell(`${active} active: ${each.toFixed(1)} packets at the routers for each of the client's`)
      assert.deepEqual([by, lost], [{ a: 20, b: 20 }, 0])
      assert.ok(each < MOST, `${each}`)
      if (active === 'a') assert.equal((await pair.ask('a', 'handover')).ok, true)
      // While connections still arrive at the new one, too: the other one is sent what it is to answer, not to balance.
      await until(() => pair.neighbour('client', pair.place.address), await pair.mac('b', 'eth0'))
    }
  },
)
