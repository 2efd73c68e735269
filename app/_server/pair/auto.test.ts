import { expect, test } from 'vitest'
import type { Look } from '@/lib/sync'
import { type AutoFacts, afterTry, isDue, NO_AUTO, settled } from './auto'

const MINE = 'a'.repeat(64)
const OLD = 'b'.repeat(64)

type There = { equal?: boolean; known?: boolean; role?: 'active' | 'standby'; up?: boolean; running?: string }
/** A look at a partner that answers. */
const seen = ({ equal = false, known = true, role = 'standby', up = true, running = OLD }: There = {}): Look => {
  const agent = up ? { up, role, running: { hash: running } } : { up, code: 'api.agentAway', params: {} }
  return { at: 0, steps: [], why: null, files: null, heard: { equal, known, theirs: { agent } } as never }
}
const facts = (more: Partial<AutoFacts> = {}): AutoFacts => ({
  ...{ auto: true, savedHash: MINE, runningHash: MINE, role: 'active', look: seen() },
  ...more,
})
const due = (more: Partial<AutoFacts> = {}) => isDue(NO_AUTO, facts(more), 0)

test('due when what is saved here runs here and a standby partner has something older', () => {
  expect(due()).toBe(true)
  expect(due({ look: seen({ equal: true }) })).toBe(true)
  expect(due({ look: seen({ equal: true, running: MINE }) })).toBe(false)
})

test.each<[string, Partial<AutoFacts>]>([
  ['not chosen', { auto: false }],
  ['saved, not applied', { runningHash: OLD }],
  ['the agent here is away', { runningHash: null }],
  ['this router is standby', { role: 'standby' }],
  ['the role is not decided', { role: null }],
  ['nobody looked yet', { look: null }],
  ['nothing was heard', { look: { ...seen(), heard: null } }],
  ['an active partner has to confirm', { look: seen({ role: 'active' }) }],
  ['its agent is away', { look: seen({ up: false }) }],
  ['its files are not from here', { look: seen({ known: false }) }],
])('not due: %s', (_why, more) => {
  expect(due(more)).toBe(false)
})

test('a router without Arapaima: due while its files are older copies', () => {
  const files = (known: boolean, equal: boolean): Look => ({
    ...{ at: 0, steps: [], why: null, heard: null },
    files: { known, equal, mine: MINE, theirs: OLD, savedHash: MINE },
  })
  expect(due({ look: files(true, false) })).toBe(true)
  expect(due({ look: files(true, true) })).toBe(false)
  expect(due({ look: files(false, false) })).toBe(false)
})

test('after a failure with pauses that grow to ten minutes; something else saved is tried at once', () => {
  const why = { code: 'sync.cut', params: {} }
  let state = NO_AUTO
  const pauses: number[] = []
  for (let i = 0; i < 9; i++) {
    const now = state.nextAt
    expect(isDue(state, facts(), now)).toBe(true)
    state = afterTry(state, MINE, why, now)
    pauses.push((state.nextAt - now) / 1000)
    expect(isDue(state, facts(), state.nextAt - 1)).toBe(false)
  }
  expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600])
  expect(state).toMatchObject({ failures: 9, failed: why })
  expect(isDue(state, facts({ savedHash: OLD, runningHash: OLD }), 0)).toBe(true)
  expect(afterTry(state, MINE, null, 0)).toMatchObject({ failures: 0, failed: null })
})

test('a failure is forgotten when the pair is in sync by other means, or it is not wished any more', () => {
  const failed = afterTry(NO_AUTO, MINE, { code: 'sync.cut', params: {} }, 0)
  expect(settled(failed, facts())).toBe(failed)
  expect(settled(failed, facts({ look: seen({ equal: true }) }))).toEqual(NO_AUTO)
  expect(settled(failed, facts({ auto: false }))).toEqual(NO_AUTO)
  expect(settled(failed, facts({ savedHash: OLD }))).toEqual(NO_AUTO)
})
