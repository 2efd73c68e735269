import assert from 'node:assert/strict'
import type { Router } from '../topology'
import { BOUND, otherOf, type RouterPair } from './pair'

// A service that goes over from one router to the other with its connections. operations.md 4

export const GOAL_MS = 1000
/** Goals are for real hardware: run/pair.ts. */
export const LIMIT_MS = BOUND * GOAL_MS
/** Connections are told to the standby. */
export const SYNC = { syncdaemon: 1, syncd_iface: 'eth1' }

/** Waits until a router's IPVS knows of so many open connections, made there or told by the partner. */
export async function knows({ world }: RouterPair, router: Router, count: number): Promise<void> {
  const known = async () => {
    const table = await world[router].run(['ipvsadm', '-Lnc'])
    return table.split('\n').filter((line) => line.includes(' ESTABLISHED ')).length >= count
  }
  await world.until(known, true, { what: `${router} knows ${count} connections`, router, everyMs: 250 })
}

/**
 * Hands the service over under load, `by` asking for it: what was opened in the last moment is lost as little as what is old. `held` are the client's
 * connections by name, its stream `asks` runs. Gives the time without an answer, ms.
 */
export async function handOver(
  pair: RouterPair,
  from: Router,
  held: readonly string[],
  by: () => Promise<void>,
): Promise<number> {
  const { client, tell, until } = pair.world
  const to = otherOf(from)
  await client.take('asks')
  await by()
  const view = await pair.becomes(to, 'active')
  await until(() => pair.holders(), [to], { router: to, everyMs: 250 })
  for (const name of held) assert.equal((await client.ping(name)).lost, 0, `${name}: none is lost`)
  await until(() => pair.neighbour('client', pair.place.address), await pair.mac(to, 'eth0'), { everyMs: 250 })
  const { gap, lost } = await client.take('asks')
  tell(`${from} → ${to}: ${gap.ms} ms without an answer (goal ${GOAL_MS}), ${lost} lost`)
  assert.equal(lost, 0)
  assert.equal(view.why.code, 'pulse.why.partner-left')
  await pair.settled(to)
  assert.deepEqual(await pair.changes(from, 3), [
    'leaving → standby: pulse.why.left',
    'offering → leaving: pulse.why.leaving',
    'active → offering: pulse.why.offering',
  ])
  return gap.ms
}
