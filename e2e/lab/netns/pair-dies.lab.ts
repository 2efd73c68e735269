import assert from 'node:assert/strict'
import { dies } from '../run/dies'
import { BOUND, pairScenario } from '../run/pair'
import { addressOf, NAT_GATEWAY } from '../topology'

// The active router dies: who takes over, how long the client waits, what of it is told.

pairScenario('the primary dies with its links: the backup answers within deadtime and a second', {}, async (pair) => {
  const { world, place } = pair
  const { client, until, tell } = world
  await pair.begin()
  const [outside, inside] = [await pair.mac('b', 'eth0'), await pair.mac('b', 'eth1')]
  await client.stream('asks', place, 20)
  await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs1', 'rs2'])
  assert.equal(await pair.neighbour('client', place.address), await pair.mac('a', 'eth0'))

  await dies(world, 'a', 'pub', 'prv')
  const view = await pair.becomes('b', 'active')
  await until(() => pair.neighbour('client', place.address), outside, { what: 'the client’s neighbour is the backup' })
  const { gap, lost } = await client.halt('asks')
  tell(`first answer through the backup ${gap.ms} ms after the last one of the primary (goal 3000), ${lost} lost`)
  assert.ok(gap.toMs !== null && gap.ms < BOUND * 3000, `${gap.ms} ms`)
  assert.equal(view.why.code, 'pulse.why.partner-dead')
  assert.equal(view.leaseSec, null, 'nobody is there to take over')
  await until(() => pair.holders(), ['b'], { what: 'the lease of the dead one has run out' })
  await until(() => pair.neighbour('rs1', NAT_GATEWAY), inside, { what: 'the real servers’ gateway is the backup' })
  assert.ok(view.warnings.some(({ code }) => code === 'pulse.alarm.partner-silent'))
  const told = (await pair.journal('b')).filter(({ what }) => what === 'role').map(({ saying }) => saying.code)
  assert.ok(told.includes('pulse.why.partner-dead'), told.join(' '))

  // It comes back: it stands by, whoever is primary.
  await pair.link('a', ['pub', 'prv'], 'up')
  await pair.product('a').startAgent()
  await pair.settled('b')
  assert.deepEqual((await client.fetch(place, 10)).lost, 0)
  assert.equal(addressOf('a', 'pub'), (await pair.view('b'))?.channels.public?.to)
})
