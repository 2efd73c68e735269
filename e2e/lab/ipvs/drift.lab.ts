import assert from 'node:assert/strict'
import { lvsCf, serverAddress } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { VIP } from '../topology'

// What others do to the kernel: shown, kept, put back.

const WEB = lvsCf('nat', {
  name: 'web',
  values: { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'wrr' },
  servers: [{ name: 'rs1' }, { name: 'rs2' }],
})
const SERVICE = `-t ${VIP.nat}:80`
const FOREIGN = [`-A -t ${VIP.nat2}:81 -s lc`, `-a -t ${VIP.nat2}:81 -r ${serverAddress('rs3')}:81 -m -w 7`]
const has = (line: string) => (table: string[]) => table.includes(line)

scenario('a service made by hand survives every apply and is shown as not managed here', async ({ a, until }) => {
  await a.restore(FOREIGN)
  const product = await Product.start(a, until, WEB)
  await product.serve()
  const mine = (table: string[]) => table.filter((line) => line.includes(VIP.nat2))
  assert.deepEqual(mine(await a.table()), FOREIGN)
  const { foreign } = (await product.status()).kernel
  assert.deepEqual(
    foreign.filter((f) => f.what === 'service').map((f) => f.key),
    [`tcp ${VIP.nat2}:81`],
  )
  await product.save(WEB.replace('weight = 1', 'weight = 5'))
  await product.serve()
  await product.save(lvsCf('nat'))
  await product.serve()
  assert.deepEqual(await a.table(), FOREIGN)
})

scenario('a weight changed by hand is drift: shown, kept, put back by repair', async ({ a, until }) => {
  const product = await Product.start(a, until, WEB)
  await product.serve()
  const server = `${serverAddress('rs2')}:80`
  await a.run(['ipvsadm', '-e', '-t', `${VIP.nat}:80`, '-r', server, '-m', '-w', '9'])
  const drift = async () =>
    (await product.status()).kernel.drift.map(({ key, field, actual }) => ({ key, field, actual }))
  await until(drift, [{ key: `tcp ${VIP.nat}:80 ${server}`, field: 'weight', actual: '9' }], { withinMs: 20_000 })
  assert.ok(has(`-a ${SERVICE} -r ${server} -m -w 9`)(await a.table()), 'drift is kept')
  await product.repair()
  assert.ok(has(`-a ${SERVICE} -r ${server} -m -w 1`)(await a.table()), 'repair puts it back')
  await until(drift, [], { withinMs: 20_000 })
})

scenario(
  'a service of ours removed by hand is back within seconds, and so is its address',
  async ({ a, client, until }) => {
    const product = await Product.start(a, until, WEB)
    await product.serve()
    const before = await a.table()
    await a.run(['ipvsadm', '-D', '-t', `${VIP.nat}:80`])
    await until(() => a.table(), before, { withinMs: 15_000, what: 'the service is back' })
    const address = async () => (await a.run(['ip', '-br', 'address', 'show', 'dev', 'eth0'])).includes(`${VIP.nat}/24`)
    assert.equal(await address(), true)
    await a.run(['ip', 'address', 'del', `${VIP.nat}/24`, 'dev', 'eth0'])
    await until(address, true, { withinMs: 15_000, what: 'the address is back' })
    assert.equal((await client.fetch({ address: VIP.nat, port: 80 }, 3)).lost, 0)
  },
)
