import { expect, test } from 'vitest'
import { emptied, eventsOf, isEmpty } from './alert-events'
import { newServer } from './state'
import type { Pool, ServerRules, ServerState, StateName } from './types'

const rules: ServerRules = { life: 'active', weight: 1, checks: ['c'], reentryMs: 0, quiesce: false, feedback: false }
const names = { virtual: (service: string) => `name of ${service}`, server: () => null }

function pool(...servers: [StateName, number | null][]): Pool {
  const made = servers.map(([name, weight], i): [string, ServerState] => [
    `s${i}`,
    { ...newServer(rules, 0), name, want: { present: weight !== null, weight: weight ?? 0 } },
  ])
  return { servers: Object.fromEntries(made), hold: null, spent: false }
}

test('a pool is empty when nobody takes connections and nobody is still to be judged', () => {
  const table: [boolean, Pool][] = [
    [true, pool(['down', null])],
    [true, pool(['down', null], ['quiesced', 0], ['draining', 0], ['cut', null])],
    [true, pool(['down', null], ['inactive', null], ['retired', 0])],
    [false, pool(['down', null], ['up', 1])],
    [false, pool(['held', 1])],
    [false, pool(['starting', null], ['down', null])],
    [false, pool(['inactive', null])],
    [false, pool()],
  ]
  expect(table.map(([, one]) => isEmpty(one))).toEqual(table.map(([expected]) => expected))
})

test('only a change of emptiness is news, and a service that is gone is none', () => {
  const down = pool(['down', null])
  const up = pool(['up', 1])
  const first = emptied({ a: down, b: up }, new Set(), names, 5)
  expect(first.events).toEqual([{ kind: 'empty', at: 5, service: 'a', virtual: 'name of a', on: true }])
  expect(emptied({ a: down, b: up }, first.after, names, 6).events).toEqual([])
  expect(emptied({ a: up, b: up }, first.after, names, 7).events).toMatchObject([{ service: 'a', on: false }])
  expect(emptied({ b: up }, first.after, names, 8)).toEqual({ events: [], after: new Set() })
})

test('of the effects, transitions and holds are heard, by the names of lvs.cf', () => {
  const why = { code: 'w', params: {} }
  const base = { service: 'v', atMs: 9 }
  const events = eventsOf(
    [
      { ...base, server: 's', do: 'want', before: { present: true, weight: 1 }, want: { present: false, weight: 0 } },
      { ...base, server: 's', do: 'transition', from: 'up', to: 'down', why },
      { ...base, server: 's', do: 'note', up: true, why },
      { ...base, do: 'hold', on: true, why },
    ],
    names,
  )
  expect(events).toEqual([
    { kind: 'server', at: 9, service: 'v', virtual: 'name of v', server: 's', name: null, from: 'up', to: 'down', why },
    { kind: 'hold', at: 9, service: 'v', virtual: 'name of v', on: true, why },
  ])
})
