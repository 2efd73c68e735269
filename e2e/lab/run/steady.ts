import assert from 'node:assert/strict'
import { ROUTERS, type Router } from '../topology'
import type { RouterPair } from './pair'

// What has to go on as it was while something changes on both routers.

/** Silence that makes a take-over, s: longer than the goals, so that a machine with no time to spare makes none. */
export const DEADTIME = 8

/** Asks the service twenty times a second from now on; both servers have answered. */
export async function asking({ world: { client, until }, place }: RouterPair): Promise<void> {
  await client.stream('asks', place, 20)
  await until(async () => Object.keys((await client.take('asks')).by).sort(), ['rs1', 'rs2'])
}

/** What the client felt since it was last asked: nothing. */
export async function unfelt({ world }: RouterPair, what: string): Promise<void> {
  const { lost, gap } = await world.client.take('asks')
  assert.equal(lost, 0, what)
  world.tell(`${what}: nothing lost, longest time between two answers ${gap.ms} ms`)
}

/** Who is what, after how many changes of role, where the address stands, and under which term (a standby's is only what it heard). */
export async function standing(pair: RouterPair) {
  const views = await Promise.all(ROUTERS.map((router) => pair.view(router)))
  const of = views.map((view) => [view?.state, view?.holding ? view.term : null, view?.changes.length])
  return { of, holders: await pair.holders() }
}

/** Waits until both hear each other over every channel, each with this port of its own. */
export async function hearing(pair: RouterPair, ports: Record<Router, number>, what: string): Promise<void> {
  for (const router of ROUTERS) {
    const shown = async () => {
      const view = await pair.view(router)
      const { public: outside, private: inside } = view?.channels ?? {}
      return [view?.port, view?.partner?.alive, outside?.doubt, inside?.doubt]
    }
    const named = `${router}: ${what}`
    await pair.world.until(shown, [ports[router], true, null, null], { what: named, router, withinMs: 40_000 })
  }
}

/** The heartbeats of a whole dead time and more have come to both since now. */
export async function pastDeadtime(pair: RouterPair): Promise<void> {
  for (const router of ROUTERS) {
    const heardAt = async () => (await pair.view(router))?.partner?.heardAt ?? 0
    const end = (await heardAt()) + DEADTIME * 1000 + 1000
    const what = `${router} hears on past the dead time`
    await pair.world.until(heardAt, (at) => at > end, { what, router, withinMs: 60_000 })
  }
}
