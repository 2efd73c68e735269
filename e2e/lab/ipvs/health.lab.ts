import assert from 'node:assert/strict'
import { startDaemons, stopDaemons } from '../run/daemons'
import { lvsCf, serverAddress, type VirtualText } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'
import { type Server, VIP } from '../topology'

// Real servers that fail and return: seen in the kernel and by a client.

const TIMES = { timeout: 2, reentry: 4 }
const CHECKS = '/usr/lib/arapaima/checks'
/** A virtual server whose real servers listen on `at`. */
function virtual(
  name: string,
  port: number,
  at: number,
  servers: Server[],
  more: VirtualText['values'] = {},
): VirtualText {
  const values = { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port, scheduler: 'rr', ...TIMES, ...more }
  return { name, values, servers: servers.map((server) => ({ name: server, values: { port: at } })) }
}
const of = (table: readonly string[], server: Server) =>
  table.filter((line) => line.includes(`-r ${serverAddress(server)}:`))

scenario(
  'nginx stopped: out of both routers’ tables, no request lost after that; back after re-entry',
  async (world) => {
    const { a, b, client, until, tell } = world
    const daemons = await startDaemons(world, ['rs1', 'rs2'], ['nginx'])
    try {
      const web = virtual('web', 80, 8088, ['rs1', 'rs2'], { send_program: `"${CHECKS}/http %h %p"` })
      const product = await Product.start(a, until, lvsCf('nat', web))
      await product.serve()
      const standby = await Product.start(b, until, lvsCf('nat', web), 'standby')
      await standby.serve()
      const place = { address: VIP.nat, port: 80 }
      await client.stream('before', place, 20)
      await daemons.get('rs1 nginx')?.stop()
      await until(async () => of(await a.table(), 'rs1'), [], { withinMs: 20_000, what: 'rs1 is out' })
      await client.stream('after', place, 20)
      await client.halt('before')
      await until(async () => of(await b.table(), 'rs1'), [], { withinMs: 20_000, what: 'rs1 is out on b' })
      const { servers, reactionMs } = await product.health('web', 'rs1')
      const [check] = servers[0]?.checks ?? []
      assert.deepEqual([servers[0]?.state, check?.last?.result], ['down', 'down'])
      tell(
        `verdict to kernel, read back: ${reactionMs?.last.toFixed(0)} ms (longest ${reactionMs?.longest.toFixed(0)} ms)`,
      )
      await daemons.get('rs1 nginx')?.start()
      await product.serving()
      const { by, lost } = await client.halt('after')
      assert.deepEqual([lost, Object.keys(by).includes('rs2')], [0, true])
      const back = await client.fetch(place, 10)
      assert.deepEqual(back.by, { rs1: 5, rs2: 5 })
      const words = (await product.healthLog('web', 'rs1')).map((entry) => entry.to)
      assert.deepEqual(words, ['up', 'down', 'up'])
    } finally {
      await stopDaemons(daemons)
    }
  },
  { long: true },
)

scenario(
  'ftp, dns, redis and smtp by their own checks: each taken out when stopped, each back',
  async (world) => {
    const { a, until } = world
    const names = ['vsftpd', 'dnsmasq', 'redis', 'exim'] as const
    const daemons = await startDaemons(world, ['rs1', 'rs2'], names)
    const program = (line: string, more = {}) => ({ send_program: `"${CHECKS}/${line}"`, ...more })
    try {
      const both: Server[] = ['rs1', 'rs2']
      const config = lvsCf(
        'nat',
        virtual('files', 21, 21, both, program('ftp %h %p')),
        virtual('names', 53, 5300, both, program(`dns %h %p --name lab --answer ${VIP.nat}`, { protocol: 'udp' })),
        virtual('cache', 6379, 6379, both, program('redis %h %p')),
        virtual('mail', 25, 25, both, program('smtp %h %p')),
      )
      const product = await Product.start(a, until, config)
      await product.serve()
      for (const name of names) await daemons.get(`rs1 ${name}`)?.stop()
      await until(async () => of(await a.table(), 'rs1'), [], { withinMs: 30_000, what: 'rs1 is out of all four' })
      assert.equal(of(await a.table(), 'rs2').length, 4)
      const { servers } = await product.health()
      const down = servers.filter((row) => row.name === 'rs1').map((row) => [row.virtuals[0], row.state])
      assert.deepEqual(
        down.sort(),
        ['cache', 'files', 'mail', 'names'].map((name) => [name, 'down']),
      )
      for (const name of names) await daemons.get(`rs1 ${name}`)?.start()
      await product.serving()
    } finally {
      await stopDaemons(daemons)
    }
  },
  { long: true },
)

scenario('the agent killed with half of the servers down and started again: nothing flaps', async (world) => {
  const { a, client, until } = world
  // Nobody listens on port 9: three of six are down.
  const servers = (['rs1', 'rs2', 'rs3'] as const).flatMap((name) => [
    { name, values: { port: 8080 } },
    { name, values: { port: 9 } },
  ])
  const web = { ...virtual('web', 80, 8080, [], { reentry: 4 }), servers }
  const product = await Product.start(a, until, lvsCf('nat', web))
  await product.apply()
  const good = async () => (await a.table()).filter((line) => line.includes(':8080 '))
  await until(async () => (await good()).length, 3, { withinMs: 20_000, what: 'three servers are in' })
  await until(async () => (await product.health()).servers.filter((row) => row.state === 'down').length, 3)
  // The states are on disk with the next look.
  await until(async () => (await a.read('/run/router/a/state/agent/health')).split('"name":"down"').length - 1, 3)
  const before = await a.table()
  const held = await client.hold('ten', { address: VIP.nat, port: 80 }, 10)
  const logged = (await product.healthLog()).length
  await product.killAgent()
  await product.startAgent()
  // Everyone was checked three times by the new agent.
  const checked = async () => {
    const { servers: rows } = await product.health()
    return rows.length === 6 && rows.every((row) => (row.checks[0]?.history.length ?? 0) >= 3)
  }
  await until(checked, true, { withinMs: 40_000, what: 'three checks each' })
  assert.deepEqual(await product.written(), [], 'the new agent has written nothing')
  assert.deepEqual(await a.table(), before)
  assert.equal((await product.healthLog()).length, logged, 'no state has changed')
  assert.deepEqual(await client.ping('ten'), held)
})

scenario('a drain keeps what is there, counts it down and ends in deactivation', async (world) => {
  const { a, client, until } = world
  const web = virtual('web', 80, 8080, ['rs1', 'rs2'], { persistent: 30 })
  const product = await Product.start(a, until, lvsCf('nat', web))
  await product.serve()
  const held = await client.hold('five', { address: VIP.nat, port: 80 }, 5)
  const [name] = Object.keys(held.by)
  assert.ok(name === 'rs1' || name === 'rs2', 'persistence keeps a client on one server')
  const row = await product.wish('drain', 'web', name, '--reason', 'new disk', '--deactivate')
  assert.deepEqual([row.state, row.wish?.reason], ['draining', 'new disk'])
  assert.ok((await a.table()).includes(`-a -t ${VIP.nat}:80 -r ${serverAddress(name)}:8080 -m -w 0`))
  assert.deepEqual(await client.ping('five'), held)
  const left = async () => (await product.health('web', name)).servers[0]?.left
  const seen = await until(left, (value) => value?.active === 5, {
    withinMs: 20_000,
    what: 'five connections are counted',
  })
  assert.ok((seen?.templates ?? 0) >= 1, `persistence entries are counted: ${JSON.stringify(seen)}`)
  await client.drop('five')
  // Reset connections go after 10 s, the persistence entry 30 s after the last of them.
  await until(async () => of(await a.table(), name), [], { withinMs: 90_000, what: 'it is deactivated and gone' })
  assert.match(await a.read('/run/router/a/etc/lvs.cf'), /active = 0/)
  const { running, saved } = await product.status()
  assert.deepEqual([running?.hash === saved.hash, running?.note], [true, 'new disk'])
  assert.equal((await client.fetch({ address: VIP.nat, port: 80 }, 4)).lost, 0)
})

scenario('a check program runs as the user of checks, in no group of ours', async (world) => {
  const { a, guest, until } = world
  // The machine's disk is read-only in the guest: the folder of the administrator's own checks is laid over it.
  await guest.run(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/usr/local/lib'])
  try {
    await guest.run(['mkdir', '-p', '/usr/local/lib/arapaima/checks'])
    await guest.write('/usr/local/lib/arapaima/checks/who', '#!/bin/sh\necho "OK $(id -u) $(id -G) $1 $2"\n')
    await guest.run(['chmod', '755', '/usr/local/lib/arapaima/checks/who'])
    const who = { send_program: '"/usr/local/lib/arapaima/checks/who %h %p"', expect: '"OK"' }
    const product = await Product.start(a, until, lvsCf('nat', virtual('web', 80, 8080, ['rs1'], who)))
    await product.serve()
    const { exit, stdout } = await product.attempt('try', 'web', 'rs1')
    assert.equal(exit, 0, stdout)
    assert.match(stdout, new RegExp(`OK 64361 64361 ${serverAddress('rs1').replaceAll('.', '\\.')} 8080`))
  } finally {
    await guest.attempt(['umount', '-l', '/usr/local/lib'])
  }
})
