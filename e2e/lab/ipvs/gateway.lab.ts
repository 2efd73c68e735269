import assert from 'node:assert/strict'
import { lvsCf } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { addressOf, VIP } from '../topology'

const SERVERS = ['rs1', 'rs2'] as const

scenario(
  'all servers fail: emptied while the gateway beside them answers, kept while it is silent too',
  async (world) => {
    const { a, guest, until } = world
    // The gateway of this router is rs3, on the servers' own network.
    await a.run(['ip', 'route', 'replace', 'default', 'via', addressOf('rs3', 'prv')])
    const values = { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'rr' }
    const servers = SERVERS.map((name) => ({ name, values: { port: 8080 } }))
    const web = { name: 'web', values: { ...values, timeout: 4, reentry: 4 }, servers }
    const product = await Product.start(a, until, lvsCf('nat', web))
    await product.serve()
    const whole = await a.table()
    const refusing = (what: '-I' | '-D') =>
      Promise.all(
        SERVERS.map((name) =>
          world
            .host(name)
            .run([
              ...['iptables-legacy', what, 'INPUT', '-p', 'tcp', '--dport', '8080'],
              ...['-j', 'REJECT', '--reject-with', 'tcp-reset'],
            ]),
        ),
      )
    await refusing('-I')
    try {
      await until(() => a.table(), [whole[0] ?? ''], { withinMs: 20_000, what: 'the pool is empty' })
      assert.deepEqual((await product.health()).troubles, [])
    } finally {
      await refusing('-D')
    }
    await product.serving()
    // The switch is gone, the link of the router is not.
    await guest.run(['ip', 'link', 'set', 'dev', 'prv-a', 'nomaster'])
    const kept = async () =>
      (await product.health()).troubles.map(({ virtuals, kept: of }) => [virtuals[0], of?.why.code])
    await until(kept, [['web', 'health.blast.gateway']], { withinMs: 30_000, what: 'the last set is kept' })
    const { servers: rows } = await product.health()
    assert.deepEqual(
      rows.map((row) => [row.state, row.checks[0]?.last?.result]),
      [
        ['held', 'down'],
        ['held', 'down'],
      ],
    )
    assert.deepEqual(await a.table(), whole)
    await guest.run(['ip', 'link', 'set', 'dev', 'prv-a', 'master', 'prv'])
    const states = async () => (await product.health()).servers.map((row) => row.state)
    await until(states, ['up', 'up'], { withinMs: 30_000, what: 'both pass again' })
    await until(kept, [], { what: 'no trouble is left' })
    assert.deepEqual(await a.table(), whole)
  },
)
