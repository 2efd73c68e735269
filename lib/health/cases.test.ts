import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { eventFrom, runCase, stateText } from './cases/run'
import { newServer } from './state'
import { step } from './step'
import { type ServerRules, type ServerState, STATE_NAMES, type StateName } from './types'

const here = fileURLToPath(new URL('./cases/', import.meta.url))
const LINE = '----------'
/** Cases that are tables over every state and event, and the rules of the servers in them. */
const TABLES: { [name: string]: Partial<ServerRules> } = {
  'every-state-every-event.case': {},
  'every-state-every-event-quiesce.case': { quiesce: true, feedback: false },
}

for (const name of readdirSync(here).filter((file) => file.endsWith('.case'))) {
  test(name, () => {
    const [input = '', expected = ''] = readFileSync(here + name, 'utf8').split(`\n${LINE}\n`)
    const table = TABLES[name]
    const result = table ? everyStateEveryEvent(table) : runCase(input)
    if (process.env.UPDATE === '1') writeFileSync(here + name, `${input}\n${LINE}\n${result}\n`)
    else expect(`${result}\n`).toBe(expected)
  })
}

const rules: ServerRules = {
  life: 'active',
  weight: 8,
  checks: ['check'],
  reentryMs: 15_000,
  quiesce: false,
  feedback: true,
}
const quiet = { ...rules, quiesce: true }
/** How a server comes into each state: the events, and the rules it lives by. */
const RECIPES: { [name in StateName]: { events: string[]; rules: ServerRules } } = {
  starting: { events: [], rules },
  up: { events: ['found 8'], rules },
  warming: { events: ['up'], rules },
  down: { events: ['up', 'down'], rules },
  quiesced: { events: ['up', 'down'], rules: quiet },
  held: { events: ['found 8', 'down', 'hold'], rules },
  draining: { events: ['found 8', 'drain'], rules },
  cut: { events: ['found 8', 'cut'], rules },
  retired: { events: ['found 8', 'config'], rules: { ...rules, life: 'retired' } },
  'forced-up': { events: ['found 8', 'down', 'force-up'], rules },
  'forced-down': { events: ['found 8', 'force-down'], rules },
  inactive: { events: [], rules: { ...rules, life: 'inactive' } },
}
/** Configurations that an event brings, by its words. */
const CHANGES: { [words: string]: Partial<ServerRules> } = {
  'config weight=16': { weight: 16 },
  'config weight=0': { weight: 0 },
  'config quiesce': { quiesce: true },
  'config inactive': { life: 'inactive' },
  'config retired': { life: 'retired' },
  'config active': { life: 'active' },
}
const EVENTS = [
  'up',
  'up, up 16 s later',
  'down',
  'tick',
  'drain',
  'cut',
  'force-up',
  'force-down',
  'resume',
  'config',
  ...Object.keys(CHANGES),
  'found 0',
  'found 4',
  'found 8',
  'missing',
  'load 0.1',
  'load 8',
  'load ?',
  'counts 5 1 2',
  'counts 0 0 0',
  'hold',
  'release',
]

/** A server in the state of this name, 100 s old. */
function inState(name: StateName): ServerState {
  const recipe = RECIPES[name]
  let state = newServer(name === 'retired' ? rules : recipe.rules, 0)
  for (const event of recipe.events) {
    const under = name === 'retired' && event !== 'config' ? rules : recipe.rules
    state = step(state, eventFrom(0, event.split(' ')), under).state
  }
  return state
}

function everyStateEveryEvent(more: Partial<ServerRules>): string {
  const rows: string[] = []
  for (const name of STATE_NAMES) {
    const rulesNow = { ...RECIPES[name].rules, ...more }
    const state = inState(name)
    expect(state.name).toBe(name)
    rows.push(`${stateText(state)}`)
    for (const event of EVENTS) {
      const { state: after, said } = happened(state, event, { ...rulesNow, ...CHANGES[event] })
      rows.push(`     ${event.padEnd(18)} ${stateText(after).padEnd(16)} ${said}`.trimEnd())
    }
  }
  return rows.join('\n')
}

/** What an event 100 s after the state's beginning makes of it; of several, each at its own time. */
function happened(before: ServerState, events: string, under: ServerRules): { state: ServerState; said: string } {
  let state = before
  const said: string[] = []
  for (const event of events.split(', ')) {
    const [first = '', ...rest] = event.split(' ')
    const laterMs = rest.includes('later') ? Number(rest[0]) * 1000 : 0
    const words = laterMs > 0 || first === 'config' ? [first] : [first, ...rest]
    const stepped = step(state, eventFrom(100_000 + laterMs, words), under)
    state = stepped.state
    said.push(...stepped.effects.map((effect) => effect.do))
  }
  return { state, said: said.join(' ') }
}
