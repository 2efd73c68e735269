import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hasText } from '../text'
import { READY_ITEMS } from './readiness'
import { DOUBTS, STATE_NAMES, WORDS } from './types'

const here = fileURLToPath(new URL('.', import.meta.url))
/** How the sources spell a code: the maker's name and the area it stands for. */
const MAKERS = { why: 'why', alarm: 'alarm', fault: 'start', no: 'cannot' } as const

test('every code has its sentence', () => {
  const sources = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  const text = sources.map((name) => readFileSync(here + name, 'utf8')).join('\n')
  const made = [...text.matchAll(/\b(why|alarm|fault|no)\(\s*'([a-z-]+)'/g)].map(
    ([, maker, code]) => `pulse.${MAKERS[maker as keyof typeof MAKERS]}.${code}`,
  )
  expect(made.length).toBeGreaterThan(40)
  const others = [
    ...[
      'handed-over',
      'partner-left',
      'backup-inactive',
      'primary-inactive',
      'kept',
      'ended',
      'single',
      'link-public',
    ].map((code) => `pulse.why.${code}`),
    'pulse.why.link-private',
    ...['port-taken', 'address-gone', 'not-allowed', 'no-socket', 'not-primary', 'backup-inactive'].map(
      (code) => `pulse.start.${code}`,
    ),
    ...STATE_NAMES.map((name) => `pulse.state.${name}`),
    ...WORDS.map((word) => `pulse.word.${word}`),
    ...DOUBTS.map((code) => `pulse.alarm.${code}`),
    ...READY_ITEMS.flatMap((item) => [`pulse.ready.${item}`, `pulse.remedy.${item}`]),
  ]
  expect([...made, ...others].filter((code) => !hasText(code))).toEqual([])
})
