import assert from 'node:assert/strict'
import { startDaemons, stopDaemons } from '../run/daemons'
import { lvsCf, serverAddress, type VirtualText } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { SqlClient } from '../run/sql'
import { VIP } from '../topology'

const KINDS = { mariadb: 3306, postgres: 5432 } as const
const NAMES = ['mariadb', 'postgres'] as const
const CHECKS = {
  mariadb: '"/usr/lib/arapaima/checks/mysql %h %p --user lab"',
  postgres: '"/usr/lib/arapaima/checks/postgres %h %p --user postgres"',
}

/** A database on rs1 and rs2, checked by its own protocol. */
function virtual(name: keyof typeof KINDS): VirtualText {
  const port = KINDS[name]
  const values = { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port, scheduler: 'rr' }
  return {
    name,
    values: { ...values, timeout: 2, reentry: 4, send_program: CHECKS[name] },
    servers: (['rs1', 'rs2'] as const).map((server) => ({ name: server, values: { port } })),
  }
}

scenario(
  'mariadb and postgres stopped: taken out, nothing asked after that is lost; back after re-entry, asked again',
  async (world) => {
    const { a, until } = world
    const daemons = await startDaemons(world, ['rs1', 'rs2'], NAMES)
    const clients: SqlClient[] = []
    try {
      const product = await Product.start(a, until, lvsCf('nat', ...NAMES.map(virtual)))
      await product.serve()
      for (const name of NAMES) clients.push(new SqlClient(world.host('client'), name, VIP.nat))
      const ask = (times: number) => Promise.all(clients.map((client) => client.ask(times)))
      // The first connection of a client is made before it asks.
      await ask(1)
      const both = { by: { rs1: 3, rs2: 3 }, lost: 0, errors: [] }
      assert.deepEqual(await ask(6), [both, both])
      await Promise.all(NAMES.map((name) => daemons.get(`rs1 ${name}`)?.stop()))
      const standing = async () =>
        (await a.table())
          .filter((line) => line.includes(`-r ${serverAddress('rs1')}:`))
          .map((line) => line.split(' ')[2])
      await until(standing, [], { withinMs: 20_000, what: 'rs1 is out of both' })
      for (const client of clients) client.begin()
      await Promise.all(NAMES.map((name) => daemons.get(`rs1 ${name}`)?.start()))
      await product.serving()
      for (const client of clients) {
        const { by, lost, errors } = await client.halt()
        assert.deepEqual([lost, errors], [0, []])
        assert.ok((by.rs2 ?? 0) > 5, `${JSON.stringify(by)}`)
      }
      assert.deepEqual(await ask(6), [both, both])
      const log = (await product.healthLog()).filter((entry) => entry.name === 'rs1')
      for (const name of NAMES) {
        const words = log.filter((entry) => entry.virtual === name).map((entry) => entry.to)
        assert.deepEqual(words, ['up', 'down', 'up'], name)
      }
    } finally {
      for (const client of clients) await client.close()
      await stopDaemons(daemons)
    }
  },
  { long: true },
)
