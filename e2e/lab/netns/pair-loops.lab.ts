import assert from 'node:assert/strict'
import { dies } from '../run/dies'
import { pairCf, pairScenario, SERVICE } from '../run/pair'
import { addressOf, ROUTERS } from '../topology'

// operations.md 3: a standby that is a real server too. Without the sync daemon it must not balance what the active router sends it.

const { address: VIP, port } = SERVICE.direct

pairScenario(
  'the standby is one of the real servers: what it is sent it answers itself, and it serves when the active one dies',
  { network: 'direct' },
  async (pair) => {
    const { world, place } = pair
    const { b, client, until } = world
    await b.run(['ip', 'address', 'add', `${VIP}/32`, 'dev', 'lo'])
    await b.run(['sysctl', '-q', '-w', 'net.ipv4.conf.all.arp_ignore=1', 'net.ipv4.conf.all.arp_announce=2'])
    const own = addressOf('b', 'pub')
    b.start([process.execPath, '/run/lab/server.mjs', 'b', own, VIP])
    const config = pairCf('direct').replace(addressOf('rs5', 'pub'), own)
    await Promise.all(ROUTERS.map((router) => pair.install(router, config)))
    await pair.apply('a')
    await pair.becomes('a', 'active')
    const plan = await pair.call('b')('plan')
    assert.ok(plan.ok)
    assert.deepEqual(
      plan.value.warnings.filter(({ code }) => code === 'plan.WARN_LOOPS'),
      [{ code: 'plan.WARN_LOOPS', params: { address: VIP, virtuals: 'web' } }],
    )
    await pair.apply('b')
    // Not `settled`: the address stands on lo of the standby too.
    const ready = async () => [(await pair.view('b'))?.state, (await pair.view('a'))?.can.handover ?? null]
    await until(ready, ['standby', null], { withinMs: 60_000, what: 'b is ready', router: 'b' })
    assert.deepEqual(await b.table(), [], 'the standby holds no service for it')
    // Both servers take part, and each question is answered at once: none goes round.
    const asked = async () => Object.keys((await client.fetch(place, 4)).by).sort()
    await until(asked, ['b', 'rs4'], { withinMs: 60_000, what: 'both answer' })
    const { by, lost } = await client.fetch(place, 20)
    assert.deepEqual([lost, by], [0, { b: 10, rs4: 10 }])
    await dies(world, 'a', 'pub', 'prv')
    await pair.becomes('b', 'active')
    await until(async () => (await b.table())[0]?.startsWith(`-A -t ${VIP}:${port} `), true, {
      what: 'b balances',
      router: 'b',
    })
    await until(asked, ['b', 'rs4'], { withinMs: 60_000, what: 'both answer through b', router: 'b' })
  },
)
