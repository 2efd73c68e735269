import { isDeepStrictEqual } from 'node:util'
import type { Lab } from '../host/lab'
import type { Host, Router } from '../topology'
import type { LabClient } from './client'
import type { LabHost } from './host'

/** What a scenario works with. Everything it does is written down and shown if it fails. */
export type World = {
  a: LabHost
  b: LabHost
  client: LabClient
  host(name: Host): LabHost
  /** the kernel's own namespace, where the bridges are */
  guest: LabHost
  /** the run's folder on this machine; the guest has it as /run/lab */
  dir: string
  lab: Lab
  /** Reads again and again until the value is as expected; on a miss shows the last value and the state of the router. */
  until: Until
  note(text: string): void
  /** A figure that is printed beneath the scenario's line, passed or not. */
  tell(text: string): void
  /** Ends the scenario as skipped. In CI that is a failure. */
  skip(reason: string): never
}
export type Until = <T>(
  read: () => Promise<T>,
  expected: T | ((value: T) => boolean),
  options?: { withinMs?: number; what?: string; router?: Router; everyMs?: number },
) => Promise<T>

export type Scenario = {
  file: string
  name: string
  timeoutMs: number
  /** begins before the others, so that no guest idles at the end */
  long: boolean
  run(world: World): Promise<void>
}

export class Skip extends Error {}

const all: Scenario[] = []
let currentFile = ''

/** Declares a scenario; each begins with both routers fresh (no table, no rules, no files). */
export function scenario(
  name: string,
  run: (world: World) => Promise<void>,
  options: { timeoutMs?: number; long?: boolean } = {},
) {
  const { timeoutMs = 180_000, long = false } = options
  all.push({ file: currentFile, name, timeoutMs, long, run })
}

/** Loads a file of scenarios; what it declares is known by its name. */
export async function collect(file: string, load: () => Promise<unknown>): Promise<Scenario[]> {
  currentFile = file
  const before = all.length
  await load()
  return all.slice(before)
}

/** The polling behind `World.until`. `dump` tells the state of the router when the time is over. */
export function untilWith(dump: (router: Router) => Promise<string>): Until {
  return async (read, expected, { withinMs = 20_000, what = 'the value', router = 'a', everyMs = 50 } = {}) => {
    const end = Date.now() + withinMs
    const holds = typeof expected === 'function' ? (expected as (v: unknown) => boolean) : undefined
    for (;;) {
      const value = await read()
      if (holds ? holds(value) : isDeepStrictEqual(value, expected)) return value
      if (Date.now() > end) {
        const wanted = holds ? String(expected) : show(expected)
        const state = await dump(router)
        throw new Error(`${what} within ${withinMs} ms\nexpected: ${wanted}\n     got: ${show(value)}\n${state}`)
      }
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  }
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
