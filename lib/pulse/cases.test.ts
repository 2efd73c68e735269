import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runCase, World } from './cases/run'
import { STATE_NAMES, type StateName } from './types'

const here = fileURLToPath(new URL('./cases/', import.meta.url))
const LINE = '----------'

for (const name of readdirSync(here).filter((file) => file.endsWith('.case'))) {
  test(name, () => {
    const [input = '', expected = ''] = readFileSync(here + name, 'utf8')
      .trimEnd()
      .split(new RegExp(`\n${LINE}(?:\n|$)`))
    const result = name === 'every-state-every-event.case' ? everyStateEveryEvent() : runCase(input)
    if (process.env.UPDATE === '1') writeFileSync(here + name, `${input}\n${LINE}\n${result}\n`)
    else expect(result).toBe(expected)
  })
}

/** How a primary with monitor_links comes into each state: its first words, and what happens to it. */
const RECIPES: { [name in StateName]: string[] } = {
  off: ['0.1 stop'],
  provisional: ['holding'],
  standby: ['0.1 running term=3'],
  active: ['0.1 stopped term=3'],
  offering: ['0.1 stopped term=3', '0.5 handover'],
  leaving: ['0.1 stopped', '0.5 handover'],
  fault: ['0.1 links public'],
}
const EVENTS = [
  'tick',
  'running',
  'running term=2',
  'running term=9',
  'running term=9 offer',
  'stopped',
  'stopped term=3 accept',
  'stopped term=3 want',
  'stopped queued',
  'provisional term=9',
  'doubt wrong-key',
  'doubt replayed answer',
  'withdrawn',
  'failed',
  'links public',
  'links',
  'start',
  'handover',
  'take',
  'stop',
  'stop withdraw',
  'term',
  'config unable=not-here',
  'config single',
]

function everyStateEveryEvent(): string {
  const rows: string[] = []
  for (const name of STATE_NAMES) {
    rows.push(name)
    for (const event of EVENTS) {
      const world = new World()
      const [first = '', ...rest] = RECIPES[name]
      world.declare(first === 'holding' ? ['primary', 'links', 'holding'] : ['primary', 'links'])
      for (const line of first === 'holding' ? rest : [first, ...rest]) world.happen(line.split(' '))
      if (first === 'holding') world.happen(['0'])
      expect(world.state?.name).toBe(name)
      rows.push(...world.happen(['0.9', ...event.split(' ')]))
    }
  }
  return rows.join('\n')
}
