import assert from 'node:assert/strict'
import { SETTINGS_DEFAULTS } from '@/lib/api/settings'
import { foldersOf } from '../router'
import { dies } from '../run/dies'
import { BOUND, pairScenario, type RouterPair } from '../run/pair'
import { ROUTERS, type Router } from '../topology'

// keepalived decides who serves, the whole product around it: four take-overs, one after the other, under a client that asks 20 times a second.
// VRRP counts whole seconds: 4 s is the shortest dead time that it can keep.

const DEADTIME = 4
const ACTOR = { user: 'lab', via: 'cli' } as const

/** The settings with which VRRP is chosen, as the agent keeps them. */
async function chooseVrrp(pair: RouterPair): Promise<void> {
  const settings = { ...SETTINGS_DEFAULTS, role: { ...SETTINGS_DEFAULTS.role, from: 'vrrp' } }
  for (const router of ROUTERS)
    await pair.world[router].write(`${foldersOf(router).state}/agent/settings.json`, JSON.stringify(settings))
}

const fileOf = (router: Router, name: string) => `${foldersOf(router).run}/vrrp/${name}`

/** The process number of a router's keepalived, while it lives. */
async function keepalived(pair: RouterPair, router: Router): Promise<string> {
  const path = fileOf(router, 'keepalived.pid')
  const words = ['sh', '-c', `pid=$(cat ${path}) && [ -d /proc/$pid ] && echo $pid || true`]
  return (await pair.world[router].run(words)).trim()
}

/** What becomes of the client while `work` moves the service from one router to the other. */
async function measured(pair: RouterPair, what: string, goalMs: number, work: () => Promise<void>): Promise<void> {
  const { client, tell } = pair.world
  await client.take('asks')
  await work()
  const { gap, lost } = await client.take('asks')
  tell(`${what}: ${gap.ms} ms without an answer (goal ${goalMs}), ${lost} lost`)
  assert.ok(gap.ms < BOUND * goalMs, `${what}: ${gap.ms} ms`)
}

/** The client gets an answer, asked beside its stream. */
const answered = ({ world, place }: RouterPair) =>
  world.until(async () => (await world.client.fetch(place, 1, { timeoutMs: 1000 })).lost, 0, {
    what: 'the client is answered',
  })

pairScenario(
  'VRRP as the role source: hand-over, private switch dead, agent dead, kill',
  { globals: { deadtime: DEADTIME }, timeoutMs: 290_000 },
  async (pair) => {
    const { client, until } = pair.world
    await chooseVrrp(pair)
    await pair.begin()
    const said = async () => {
      const view = await pair.view('a')
      return [view?.source, view?.why.code, view?.leaseSec]
    }
    await until(said, ['vrrp', 'pulse.why.vrrp-master', DEADTIME])
    assert.deepEqual((await pair.status('a'))?.rivals ?? [], [], 'our own keepalived is nobody’s rival')
    await client.stream('asks', pair.place, 20)
    await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs1', 'rs2'])

    // A hand-over, by the track file: taken back as soon as the other one serves.
    // A second as under pulse, and up to one more until VRRP lets the next router in (the skew of its priority).
    await measured(pair, 'hand-over', 2000, async () => {
      const reply = await pair.call('a')('handover', { body: { actor: ACTOR } })
      assert.ok(reply.ok && reply.value.ok, JSON.stringify(reply))
      await pair.settled('b')
      await until(async () => (await pair.world.a.read(fileOf('a', 'back'))).trim(), '0')
    })

    // The private switch dies: it is missed, and nothing moves. Master and backup are still that when the election would be long over.
    await pair.link('a', ['prv'], 'down')
    await pair.link('b', ['prv'], 'down')
    const missed = async () =>
      (await pair.view('b'))?.warnings.some(({ params }) => params.channel === 'private') ?? false
    await until(missed, true, { what: 'the private channel is missed' })
    const changed = async () => (await pair.view('b'))?.changes[0]?.at
    const before = await changed()
    await pair.link('a', ['prv'], 'up')
    await pair.link('b', ['prv'], 'up')
    await until(missed, false, { what: 'the private channel is back' })
    assert.deepEqual([(await pair.view('b'))?.state, await changed()], ['active', before])
    assert.deepEqual([(await pair.view('a'))?.state, await pair.holders()], ['standby', ['b']])

    // The agent dies, its keepalived does not: it is given up, and the next agent finds it.
    const left = await keepalived(pair, 'b')
    assert.notEqual(left, '')
    await measured(pair, 'agent dead under a live keepalived', (DEADTIME + 2) * 1000, async () => {
      await pair.product('b').killAgent()
      await pair.becomes('a', 'active')
      await until(() => pair.holders(), ['a'])
      await answered(pair)
    })
    assert.equal(await keepalived(pair, 'b'), left)
    await pair.product('b').startAgent()
    await pair.settled('a')
    assert.equal(await keepalived(pair, 'b'), left)
    assert.match(pair.product('b').said(), new RegExp(`keepalived: found running, pid ${left}`))

    // Everything on the active one dies, with its links.
    await measured(pair, 'kill -9 of everything', (DEADTIME + 1) * 1000, async () => {
      await dies(pair.world, 'a', 'pub', 'prv')
      await pair.becomes('b', 'active')
      await answered(pair)
    })
    await until(() => pair.holders(), ['b'], { what: 'the lease of the dead one has run out' })
    assert.deepEqual(await pair.changes('b'), ['standby → active: pulse.why.vrrp-master'])
    await client.halt('asks')
  },
)

pairScenario(
  'the role source is changed under a running client, one router after the other: nothing moves',
  { globals: { deadtime: DEADTIME } },
  async (pair) => {
    const { client, tell, until } = pair.world
    await pair.begin()
    await client.stream('asks', pair.place, 20)
    await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs1', 'rs2'])
    const moved = async () => [...(await pair.changes('a', 20)), ...(await pair.changes('b', 20))]
    const before = await moved()
    const choose = async (router: Router, from: 'pulse' | 'vrrp') => {
      const role = { ...SETTINGS_DEFAULTS.role, from }
      const reply = await pair.call(router)('changeSettings', { body: { settings: { role }, actor: ACTOR } })
      assert.ok(reply.ok, JSON.stringify(reply))
    }
    const sources = async () => [(await pair.view('a'))?.source, (await pair.view('b'))?.source]
    // Nothing before VRRP has begun there.
    const words = async (router: Router, name = 'log') =>
      (await pair.world[router].run(['sh', '-c', `cat ${fileOf(router, name)} 2>/dev/null || true`])).trim()

    // The standby first, as a change over both does: it leaves the election to the router that serves.
    await choose('b', 'vrrp')
    await until(() => words('b', 'back'), '1')
    await choose('a', 'vrrp')
    await until(sources, ['vrrp', 'vrrp'])
    await until(async () => /Syncing instances to MASTER state/.test(await words('a')), true, {
      what: 'VRRP has elected a',
    })
    await pair.settled('a')
    // Back: the standby first again.
    await choose('b', 'pulse')
    await until(() => keepalived(pair, 'b'), '')
    await choose('a', 'pulse')
    await until(() => keepalived(pair, 'a'), '')
    await until(sources, ['pulse', 'pulse'])
    await pair.settled('a')

    assert.doesNotMatch(await words('b'), /MASTER STATE/)
    assert.deepEqual(await moved(), before)
    const { gap, lost } = await client.halt('asks')
    tell(`longest time without an answer ${gap.ms} ms, ${lost} lost`)
    assert.equal(lost, 0)
  },
)
