import assert from 'node:assert/strict'
import { dies } from '../run/dies'
import { handOver, SYNC } from '../run/over'
import { pairCf, pairScenario, type RouterPair, SERVICE } from '../run/pair'
import { addressOf, type Host, type Router } from '../topology'

// A client keeps its server when the service moves: the sync daemon tells the standby who belongs to whom.

const { address: VIP, port } = SERVICE.nat
const CONFIG = pairCf('nat', SYNC).replace('scheduler = rr', 'scheduler = rr\n     persistent = 300')
/** Whoever asks from the public network. A host of its own, each with a server of its own. */
type Asker = Extract<Host, 'client' | 'rs4' | 'rs5'>

/** Which server a router's IPVS has each client with: its templates, entries for any port of the client. ipvsadm(8), -c */
async function templates({ world }: RouterPair, router: Router): Promise<Record<string, string>> {
  const rows = (await world[router].run(['ipvsadm', '-Lnc'])).matchAll(/ (\S+):0 +\S+ +(\S+):\d+ *$/gm)
  return Object.fromEntries([...rows].map(([, client = '', server = '']) => [client, server]))
}

/** The server that answers a host, asked three times on new connections. */
async function serverOf({ world }: RouterPair, asker: Asker): Promise<string> {
  const said = await world.host(asker).run(['fetch', VIP, `${port}`, '3'])
  return [...new Set(said.trim().split('\n'))].join(' and ')
}

/** Waits until both routers have these clients, each with the same server. */
async function bothKnow(pair: RouterPair, ...askers: Asker[]): Promise<void> {
  const wanted = askers.map((asker) => addressOf(asker, 'pub')).sort()
  const same = async () => {
    const [one, two] = [await templates(pair, 'a'), await templates(pair, 'b')]
    return [Object.keys(one).sort(), wanted.map((client) => one[client] === two[client])]
  }
  const what = 'both know which server each client is with'
  await pair.world.until(same, [wanted, wanted.map(() => true)], { what, everyMs: 250 })
}

pairScenario(
  'persistence: each client keeps its server when the service is handed over, and when the active router dies',
  { config: CONFIG },
  async (pair) => {
    const { client, until } = pair.world
    await pair.begin()
    await client.stream('asks', pair.place, 20)
    const mine = await serverOf(pair, 'client')
    const other = await serverOf(pair, 'rs4')
    assert.deepEqual([mine, other].sort(), ['rs1', 'rs2'], 'by turns: each has a server of its own')
    await bothKnow(pair, 'client', 'rs4')

    // Asked in the other order: a router that had to choose anew would give the first server to the other one.
    await handOver(pair, 'a', [], async () => assert.equal((await pair.ask('a', 'handover')).ok, true))
    assert.deepEqual([await serverOf(pair, 'rs4'), await serverOf(pair, 'client')], [other, mine])

    // One that came after the hand-over, known to a by b's word alone; then b dies.
    const third = await serverOf(pair, 'rs5')
    await bothKnow(pair, 'client', 'rs4', 'rs5')
    await dies(pair.world, 'b', 'pub', 'prv')
    assert.equal((await pair.becomes('a', 'active')).why.code, 'pulse.why.partner-dead')
    for (const [asker, server] of [
      ['rs5', third],
      ['rs4', other],
      ['client', mine],
    ] as const) {
      await until(() => pair.neighbour(asker, VIP), await pair.mac('a', 'eth0'), { what: `${asker} goes by a` })
      assert.equal(await serverOf(pair, asker), server, asker)
    }
    const { by } = await client.halt('asks')
    assert.deepEqual(Object.keys(by), [mine], 'the stream never met another one')
  },
)
