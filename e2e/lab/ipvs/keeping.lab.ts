import assert from 'node:assert/strict'
import type { Status } from '@/lib/api/types'
import type { LabHost } from '../run/host'
import { lvsCf, serverAddress } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { type Server, VIP } from '../topology'

// What an apply, a crash and a restart leave alone: connections that stand, and every entry that did not change.

const PLACE = { address: VIP.nat, port: 80 }

function web(weights: Partial<Record<Server, number>>, port = 80): string {
  return lvsCf('nat', {
    name: 'web',
    values: { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port, scheduler: 'wrr' },
    servers: Object.entries(weights).map(([name, weight]) => ({
      name: name as Server,
      values: { address: serverAddress(name as Server), port: 80, weight },
    })),
  })
}

/** Connections that each entry has seen since it was made: an entry that was removed and added begins again at 0. */
async function seen(router: LabHost): Promise<Record<string, number>> {
  const text = await router.run(['ipvsadm', '-Ln', '--stats', '--exact'])
  const rows = [...text.matchAll(/^\s+-> (\S+)\s+(\d+)/gm)]
  return Object.fromEntries(rows.map(([, key, count]) => [key, Number(count)]))
}

scenario('a weight changed under 50 open connections: none lost, one entry touched', async ({ a, client, until }) => {
  const product = await Product.start(a, until, web({ rs1: 1, rs2: 1 }))
  await product.serve()
  const held = await client.hold('fifty', PLACE, 50)
  assert.equal(held.lost, 0)
  // The kernel brings these counters up to date every two seconds.
  const total = (rows: Record<string, number>) => Object.values(rows).reduce((x, y) => x + y, 0)
  const before = await until(
    () => seen(a),
    (rows) => total(rows) === 50,
    { what: 'the counters see 50 connections' },
  )
  const written = await product.written()
  await product.save(web({ rs1: 3, rs2: 1 }))
  const answer = await product.serve()
  assert.equal(answer.applied, 1)
  const change = (await product.written()).slice(written.length)
  assert.deepEqual(change, [`-e -t ${VIP.nat}:80 -r ${serverAddress('rs1')}:80 -m -w 3`])
  assert.deepEqual(await seen(a), before)
  assert.deepEqual(await client.ping('fifty'), held)
  const table = await a.table()
  assert.ok(table.includes(`-a -t ${VIP.nat}:80 -r ${serverAddress('rs1')}:80 -m -w 3`), table.join('\n'))
})

scenario('the agent killed with -9, or ended, and started again: no operation, no connection lost', async (world) => {
  const { a, client, until } = world
  const product = await Product.start(a, until, web({ rs1: 1, rs2: 1 }))
  await product.serve()
  const held = await client.hold('ten', PLACE, 10)
  const kernel = async () => [await a.table(), await a.run(['ip', 'address', 'show', 'dev', 'eth0'])]
  const looked = (status: Status) => status.kernel.observedAt !== null
  const before = await kernel()
  for (const end of [() => product.killAgent(), () => product.stopAgent()]) {
    await end()
    assert.deepEqual(await client.ping('ten'), held)
    await product.startAgent()
    const status = await until(() => product.status(), looked, { what: 'the first look' })
    assert.equal(status.kernel.equal, true)
    assert.equal(status.running?.hash, status.saved.hash)
    assert.deepEqual((await product.plan()).steps, [])
    assert.deepEqual(await product.written(), [], 'the new agent has written nothing')
    assert.deepEqual(await kernel(), before)
    assert.deepEqual(await client.ping('ten'), held)
  }
})

scenario('the port of a virtual server changed under 40 open connections', async ({ a, client, until }) => {
  const product = await Product.start(a, until, web({ rs1: 1, rs2: 1 }))
  await product.serve()
  const held = await client.hold('forty', PLACE, 40)
  assert.equal(held.lost, 0)
  await product.save(web({ rs1: 1, rs2: 1 }, 8080))
  await product.serve()
  const table = await a.table()
  for (const server of ['rs1', 'rs2'] as const) {
    assert.ok(table.includes(`-a -t ${VIP.nat}:80 -r ${serverAddress(server)}:80 -m -w 0`), table.join('\n'))
    assert.ok(table.includes(`-a -t ${VIP.nat}:8080 -r ${serverAddress(server)}:80 -m -w 1`), table.join('\n'))
  }
  assert.deepEqual(await client.ping('forty'), held)
  assert.equal((await client.fetch({ ...PLACE, port: 8080 }, 4)).lost, 0)
  assert.equal((await product.status()).kernel.retired.length > 0, true)
})
