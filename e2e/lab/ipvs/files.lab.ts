import assert from 'node:assert/strict'
import { lvsCf } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { VIP } from '../topology'

// The files on disk and what runs: a change of a file changes nothing by itself, a bad one never does.

const WEB = lvsCf('nat', {
  name: 'web',
  values: { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'wrr' },
  servers: [{ name: 'rs1' }, { name: 'rs2' }],
})
const PLACE = { address: VIP.nat, port: 80 }

scenario('a bad file put in place by hand: the running one stays, the line is named', async ({ a, client, until }) => {
  const product = await Product.start(a, until, WEB)
  await product.serve()
  const before = await a.table()
  const bad = WEB.replace('scheduler = wrr', 'scheduler = fastest')
  await product.save(bad)
  const line = bad.split('\n').findIndex((text) => text.includes('fastest')) + 1
  const errors = async () => {
    const { saved } = await product.status()
    return saved.problems.filter((p) => p.severity === 'error').map((p) => [p.file, p.line])
  }
  await until(errors, [['lvs.cf', line]], { withinMs: 20_000, what: 'the bad line is reported' })
  assert.equal((await product.attempt('apply', '--yes')).exit, 1)
  assert.deepEqual(await a.table(), before)
  await product.killAgent()
  await product.startAgent()
  assert.deepEqual(await a.table(), before)
  assert.equal((await client.fetch(PLACE, 4)).lost, 0)
})

scenario('a file changed by hand is reported and not applied; after a boot the running one is restored', async (w) => {
  const { a, client, until } = w
  const product = await Product.start(a, until, WEB)
  const { running } = await product.serve()
  const before = await a.table()
  await product.save(WEB.replace('port = 80', 'port = 81'))
  const saved = async () => (await product.status()).saved.hash !== running?.hash
  await until(saved, true, { withinMs: 20_000, what: 'the change is seen' })
  assert.deepEqual(await a.table(), before)
  assert.equal((await client.fetch(PLACE, 2)).lost, 0)
  // As after a boot: an empty kernel, and the agent starts.
  await product.killAgent()
  await a.run(['ipvsadm', '-C'])
  await a.run(['ip', 'address', 'del', `${VIP.nat}/24`, 'dev', 'eth0'])
  await product.startAgent()
  await until(() => a.table(), before, { withinMs: 15_000, what: 'the running revision is back' })
  // Addresses come after the table.
  const address = async () => (await a.run(['ip', '-br', 'address', 'show', 'dev', 'eth0'])).includes(`${VIP.nat}/24`)
  await until(address, true, { what: 'its address is back' })
  assert.equal((await client.fetch(PLACE, 2)).lost, 0)
})
