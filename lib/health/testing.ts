import { serverKey, serviceKey } from '../kernel/ipvs'
import type { IpvsService, ServerKey, ServiceKey } from '../kernel/state'
import type { Want } from './types'

/** For walks that compare a kernel with what is wanted. What they know is kept apart from the code that they judge. */

/** `SERVICE SERVER` → weight; without an entry the server does not stand in the table */
export type Weights = Map<string, number>
/** What health wants of one server, as `/v1/health` tells it. */
export type WantedRow = { service: ServiceKey; server: ServerKey; want: Want }

export function weightsOf(services: readonly IpvsService[]): Weights {
  const all = services.flatMap(({ id, servers }) => {
    const service = serviceKey(id)
    return servers.map((server): [string, number] => [`${service} ${serverKey(server)}`, server.weight])
  })
  return new Map(all)
}

/**
 * What the table should hold: what health wants, a sorry server (`SERVICE` → its key) where nobody takes connections, and for each service `resting`
 * entries (their keys) at weight 0.
 */
export function weightsWanted(
  rows: readonly WantedRow[],
  sorry: ReadonlyMap<ServiceKey, ServerKey> = new Map(),
  resting: readonly string[] = [],
): Weights {
  const weights: Weights = new Map(resting.map((key) => [key, 0]))
  for (const { service, server, want } of rows) if (want.present) weights.set(`${service} ${server}`, want.weight)
  for (const [service, server] of sorry) {
    const takes = rows.some((row) => row.service === service && row.want.present && row.want.weight > 0)
    if (!takes) weights.set(`${service} ${server}`, 1)
  }
  return weights
}

/**
 * Changes by hand that are held (operations.md 2): until Repair or an apply, or until what is wanted of that entry changes. Ask `wants` after everything
 * that may have changed it.
 */
export class Hands {
  private readonly held = new Map<string, { left: number | undefined; wanted: number | undefined }>()

  /** A hand left `left` where `wanted` is wanted (undefined = no entry). */
  changed(key: string, left: number | undefined, wanted: number | undefined): void {
    if (left === wanted) this.held.delete(key)
    else this.held.set(key, { left, wanted })
  }

  /** What is wanted now: where it has changed, the hand's time is over. Whoever took an entry away changed that it stands, not its weight. */
  wants(wanted: Weights): void {
    for (const [key, hand] of this.held) {
      const now = wanted.get(key)
      const same = hand.left === undefined ? now !== undefined : now === hand.wanted
      if (!same) this.held.delete(key)
    }
  }

  /** The agent is new: what it wants now is what it finds. */
  restarted(wanted: Weights): void {
    for (const [key, { left }] of [...this.held]) this.changed(key, left, wanted.get(key))
  }

  forget(service?: ServiceKey): void {
    for (const key of [...this.held.keys()])
      if (service === undefined || key.startsWith(`${service} `)) this.held.delete(key)
  }

  get keys(): string[] {
    return [...this.held.keys()].sort()
  }

  /** With the held changes put in. */
  over(wanted: Weights): Weights {
    const weights = new Map(wanted)
    for (const [key, { left }] of this.held) {
      if (left === undefined) weights.delete(key)
      else weights.set(key, left)
    }
    return weights
  }
}

/** One line for each entry that differs; [] = equal. */
export function weightsDiffer(now: Weights, wanted: Weights): string[] {
  const keys = [...new Set([...now.keys(), ...wanted.keys()])].sort()
  return keys.flatMap((key) => {
    const [is, should] = [now.get(key), wanted.get(key)]
    return is === should ? [] : [`${key}: ${is ?? 'absent'}, not ${should ?? 'absent'}`]
  })
}
