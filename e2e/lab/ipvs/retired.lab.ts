import assert from 'node:assert/strict'
import { lvsCf } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { VIP } from '../topology'

// The end of what retires: once its connections have ended, the service, its address and its mark rule go by themselves.

const web = (vip: string, fwmark: number) =>
  lvsCf('nat', {
    name: 'web',
    values: { address: `${vip} eth0:1`, vip_nmask: '255.255.255.0', port: 80, fwmark, persistent: 60, scheduler: 'rr' },
    servers: [{ name: 'rs1' }, { name: 'rs2' }],
  })

scenario('a retired mark: kept with its connections, gone with the last of them', async ({ a, client, until }) => {
  const product = await Product.start(a, until, web(VIP.nat, 80))
  await product.serve()
  const held = await client.hold('five', { address: VIP.nat, port: 80 }, 5)
  assert.equal(held.lost, 0)
  await product.save(web(VIP.nat2, 81))
  await product.serve()
  const standing = async () => ({
    services: (await a.table()).filter((line) => line.startsWith('-A')).map((line) => line.split(' ')[2]),
    rule: (await a.run(['iptables-legacy-save', '-t', 'mangle'])).includes(`-d ${VIP.nat}/32`),
    address: (await a.run(['ip', '-br', 'address', 'show', 'dev', 'eth0'])).includes(`${VIP.nat}/24`),
  })
  assert.deepEqual(await standing(), { services: ['80', '81'], rule: true, address: true })
  assert.equal((await client.fetch({ address: VIP.nat2, port: 80 }, 4)).lost, 0)
  assert.deepEqual(await client.ping('five'), held)
  await client.drop('five')
  // The kernel forgets a reset connection after 10 s.
  await until(standing, { services: ['81'], rule: false, address: false }, { withinMs: 60_000, what: 'its end' })
  const told = async () => {
    const { equal, retired } = (await product.status()).kernel
    return [equal, retired]
  }
  await until(told, [true, []], { what: 'the status says so' })
  assert.equal((await client.fetch({ address: VIP.nat2, port: 80 }, 4)).lost, 0)
})
