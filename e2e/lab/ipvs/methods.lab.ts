import assert from 'node:assert/strict'
import type { Tally } from '../protocol'
import { lvsCf, serverAddress } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { type Server, VIP } from '../topology'

// From lvs.cf to packets: each forwarding method, protocol and family, applied by the command and shown by a client.

const split = (by: Partial<Record<Server, number>>): Tally => ({
  by: by as Record<string, number>,
  lost: 0,
  errors: [],
})

scenario('NAT: the kernel equals the plan and 30 requests split 10:20', async ({ a, client, until }) => {
  const web = {
    name: 'web',
    values: { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'wrr' },
    servers: [{ name: 'rs1' as const }, { name: 'rs2' as const, values: { weight: 2 } }],
  }
  const product = await Product.start(a, until, lvsCf('nat', web))
  await product.serve()
  assert.deepEqual(await a.table(), [
    `-A -t ${VIP.nat}:80 -s wrr`,
    `-a -t ${VIP.nat}:80 -r ${serverAddress('rs1')}:80 -m -w 1`,
    `-a -t ${VIP.nat}:80 -r ${serverAddress('rs2')}:80 -m -w 2`,
  ])
  assert.deepEqual((await product.plan()).steps, [])
  assert.match(await a.run(['ip', 'address', 'show', 'dev', 'eth0']), /192\.0\.2\.100\/24 .*eth0:1/)
  assert.deepEqual(await client.fetch({ address: VIP.nat, port: 80 }, 30), split({ rs1: 10, rs2: 20 }))
})

scenario('direct routing', async ({ a, client, until }) => {
  const web = {
    name: 'web',
    values: { address: `${VIP.direct} eth0:1`, port: 80, scheduler: 'rr' },
    servers: [{ name: 'rs4' as const }, { name: 'rs5' as const }],
  }
  const product = await Product.start(a, until, lvsCf('direct', web))
  await product.serve()
  assert.deepEqual(await client.fetch({ address: VIP.direct, port: 80 }, 10), split({ rs4: 5, rs5: 5 }))
})

scenario('tunnelling', async ({ a, client, until }) => {
  const web = {
    name: 'web',
    values: { address: `${VIP.tunnel} eth0:1`, port: 80, scheduler: 'rr' },
    servers: [{ name: 'rs4' as const }, { name: 'rs5' as const }],
  }
  const product = await Product.start(a, until, lvsCf('tunnel', web))
  await product.serve()
  assert.deepEqual(await client.fetch({ address: VIP.tunnel, port: 80 }, 10), split({ rs4: 5, rs5: 5 }))
})

scenario('UDP: questions are balanced, a fixed source port stays with its server', async ({ a, client, until }) => {
  const dns = {
    name: 'dns',
    values: { address: `${VIP.nat} eth0:1`, port: 53, protocol: 'udp', scheduler: 'rr' },
    servers: [{ name: 'rs1' as const }, { name: 'rs2' as const }],
  }
  const product = await Product.start(a, until, lvsCf('nat', dns))
  await product.serve()
  assert.deepEqual(await client.ask({ address: VIP.nat, port: 53 }, 10), split({ rs1: 5, rs2: 5 }))
  const fixed = await client.ask({ address: VIP.nat, port: 53 }, 5, { fromPort: 4100 })
  assert.deepEqual(Object.values(fixed.by), [5])
})

scenario('a mark: 80 and 443 are one persistent service', async ({ a, client, until }) => {
  const member = (name: string, port: number) => ({
    name,
    values: { address: `${VIP.nat} eth0:1`, fwmark: 80, port, persistent: 300, scheduler: 'rr' },
    servers: [{ name: 'rs1' as const }, { name: 'rs2' as const }, { name: 'rs3' as const }],
  })
  const product = await Product.start(a, until, lvsCf('nat', member('http', 80), member('https', 443)))
  await product.serve()
  const table = await a.table()
  assert.deepEqual(
    table.filter((line) => line.startsWith('-A')),
    ['-A -f 80 -s rr -p 300'],
  )
  assert.match(await a.run(['iptables-legacy-save', '-t', 'mangle']), /-j LVS_MARK/)
  const plain = await client.fetch({ address: VIP.nat, port: 80 }, 4)
  const secure = await client.fetch({ address: VIP.nat, port: 443 }, 4)
  assert.equal(plain.lost + secure.lost, 0)
  assert.deepEqual(Object.keys(plain.by), Object.keys(secure.by))
  assert.equal(Object.keys(plain.by).length, 1)
})

scenario('IPv6: NAT and direct routing side by side', async ({ a, client, until }) => {
  const inside = {
    name: 'inside',
    values: { address: `${VIP.nat6} eth0`, vip_nmask: 64, port: 80, scheduler: 'rr', forward: 'nat' },
    servers: (['rs1', 'rs2'] as const).map((name) => ({ name, values: { address: serverAddress(name, 6) } })),
  }
  const outside = {
    name: 'outside',
    values: { address: `${VIP.direct6} eth0`, port: 80, scheduler: 'rr', forward: 'direct' },
    servers: (['rs4', 'rs5'] as const).map((name) => ({ name, values: { address: serverAddress(name, 6) } })),
  }
  const product = await Product.start(a, until, lvsCf('nat', inside, outside))
  await product.serve()
  assert.deepEqual(await client.fetch({ address: VIP.nat6, port: 80 }, 6), split({ rs1: 3, rs2: 3 }))
  assert.deepEqual(await client.fetch({ address: VIP.direct6, port: 80 }, 6), split({ rs4: 3, rs5: 3 }))
})
