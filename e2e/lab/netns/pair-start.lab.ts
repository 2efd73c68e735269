import assert from 'node:assert/strict'
import { otherOf, pairCf, pairScenario } from '../run/pair'
import { ROUTERS } from '../topology'

// Starts, stops, links and files: what the two do by themselves, and what they refuse with a reason.

const GLOBALS = { monitor_links: 1 }

pairScenario(
  'both at once, files that differ, a link down, stop and start: one is active, and each says why',
  { network: 'direct', globals: GLOBALS },
  async (pair) => {
    const { world, place } = pair
    const { client, until } = world
    await Promise.all(ROUTERS.map((router) => pair.install(router)))
    await Promise.all(ROUTERS.map((router) => pair.apply(router)))
    // The primary, unless the backup was there so much earlier that it took nobody's silence for death.
    let states: (string | undefined)[] = []
    const one = async () => {
      states = await Promise.all(ROUTERS.map(async (router) => (await pair.view(router))?.state))
      return [...states].sort().join(' ')
    }
    await until(one, 'active standby', { withinMs: 30_000, everyMs: 250, what: 'one is active' })
    const active = states[0] === 'active' ? 'a' : 'b'
    const other = otherOf(active)
    await pair.product(active).serving()
    await pair.settled(active)
    assert.match(
      (await pair.changes(active))[0] ?? '',
      /^standby → active: pulse\.why\.(backup-inactive|partner-dead)$/,
    )
    assert.deepEqual(await pair.changes(other), [])

    await pair.product(other).save(pairCf('direct', GLOBALS, 3))
    await pair.apply(other)
    const revision = async () => (await pair.view(active))?.readiness.find(({ item }) => item === 'revision')
    const remedy = { code: 'pulse.remedy.revision', params: {} }
    await until(revision, { item: 'revision', state: 'no', remedy }, { everyMs: 250 })
    const no = { ok: false, why: { code: 'pulse.cannot.not-ready', params: { item: 'revision' } } }
    assert.deepEqual(await pair.ask(active, 'handover'), no)
    const refused = await pair.product(active).attempt('handover')
    assert.equal(refused.exit, 1)
    assert.match(refused.stderr, /its running revision is another one/)
    await pair.product(other).save(pair.config)
    await pair.apply(other)
    await pair.settled(active)

    // The public link of the active router: it gives everything up and is silent, the other one serves.
    await pair.link(active, ['pub'], 'down')
    const fault = await pair.becomes(active, 'fault')
    assert.deepEqual([fault.why.code, fault.channels.public?.link], ['pulse.why.link-public', false])
    await pair.becomes(other, 'active')
    assert.deepEqual(await pair.changes(other), ['standby → active: pulse.why.partner-dead'])
    await until(() => pair.holders(), [other])
    assert.equal((await client.fetch(place, 10)).lost, 0)
    await pair.link(active, ['pub'], 'up')
    await pair.settled(other)
    assert.deepEqual(await pair.changes(active), ['fault → standby: pulse.why.links-restored'])

    // `arapaima stop` hands over to a partner that is ready, and is remembered over a restart of the agent.
    const stopped = await pair.product(other).attempt('stop')
    assert.equal(stopped.exit, 0, stopped.stderr)
    await pair.becomes(active, 'active')
    assert.deepEqual(await pair.changes(active), ['standby → active: pulse.why.partner-left'])
    await until(() => pair.holders(), [active])
    assert.equal((await client.fetch(place, 10)).lost, 0)
    assert.equal((await pair.becomes(other, 'off')).why.code, 'pulse.why.stopped')
    await pair.product(other).killAgent()
    await pair.product(other).startAgent()
    assert.equal((await pair.becomes(other, 'off')).why.code, 'pulse.why.still-stopped')
    assert.equal((await pair.product(other).attempt('start')).exit, 0)
    await pair.settled(active)
  },
)
