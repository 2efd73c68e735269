import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { eventFrom, runCase, stateText } from './cases/run'
import { newServer } from './state'
import { step } from './step'
import { type ServerRules, type ServerState, STATE_NAMES, type StateName } from './types'

const here = fileURLToPath(new URL('./cases/', import.meta.url))
const LINE = '----------'

for (const name of readdirSync(here).filter((file) => file.endsWith('.case'))) {
  test(name, () => {
    const [input = '', expected = ''] = readFileSync(here + name, 'utf8').split(`\n${LINE}\n`)
    const result = name === 'every-state-every-event.case' ? everyStateEveryEvent() : runCase(input)
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
const EVENTS = [
  'up',
  'down',
  'tick',
  'drain',
  'cut',
  'force-up',
  'force-down',
  'resume',
  'config',
  'found 0',
  'found 4',
  'found 8',
  'missing',
  'load 0.1',
  'load 8',
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

function everyStateEveryEvent(): string {
  const rows: string[] = []
  for (const name of STATE_NAMES) {
    const state = inState(name)
    expect(state.name).toBe(name)
    rows.push(`${stateText(state)}`)
    for (const event of EVENTS) {
      const { state: after, effects } = step(state, eventFrom(100_000, event.split(' ')), RECIPES[name].rules)
      const said = effects.map((effect) => effect.do).join(' ')
      rows.push(`     ${event.padEnd(14)} ${stateText(after).padEnd(16)} ${said}`.trimEnd())
    }
  }
  return rows.join('\n')
}
