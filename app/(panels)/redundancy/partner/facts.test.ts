import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { say } from '@/lib/text'
import { roleHere, runningFact, savedFact, standingOf, toBringIn } from './facts'
import { RoleBanner } from './role-banner'

const speaker = { t: (key, params) => say('en', key, params) } as Speaker
const MINE = 'a'.repeat(64)
const OLD = 'b'.repeat(64)

type There = {
  hash?: string
  equal?: boolean
  known?: boolean
  empty?: boolean
  role?: 'active' | 'standby'
  running?: string | null
}
/** What is known after a look at a partner that answers. */
function seen({
  hash = OLD,
  equal = false,
  known = true,
  empty = false,
  role = 'standby',
  running = OLD,
}: There = {}): PairView {
  const revision = empty ? null : { number: 7, hash, author: 'bea', at: 0, note: '' }
  const agent = { up: true, role, running: running === null ? null : { hash: running } }
  const theirs = { host: 'b', saved: { hash, revision, handEdited: false, empty }, agent }
  const look = { at: 0, steps: [], why: null, files: null, heard: { equal, known, theirs } }
  return { target: { address: '192.0.2.12', port: 22, user: 'arapaima' }, look } as unknown as PairView
}
const failed = (code: string): PairView =>
  ({ target: seen().target, look: { at: 0, steps: [], why: { code, params: {} }, files: null, heard: null } }) as never

const saved = (view: PairView, here = MINE) => {
  const { tone, text } = savedFact(view, standingOf(view, here), speaker)
  return `${tone}: ${text}`
}

test('what is saved there, beside what is saved here', () => {
  expect(saved(seen({ hash: MINE, equal: true }))).toBe('good: r7 · as here')
  expect(saved(seen())).toBe('warn: r7 · older than here')
  expect(saved(seen({ known: false }))).toBe('bad: r7 · changed there')
  expect(saved(seen({ empty: true }))).toBe('warn: nothing saved yet')
})

test('a save here since the last look counts at once', () => {
  expect(saved(seen({ hash: OLD, equal: true, known: true }), MINE)).toBe('warn: r7 · older than here')
  expect(saved(seen({ hash: MINE }), MINE)).toBe('good: r7 · as here')
})

test('nothing heard: to be brought in, changed, away, never asked', () => {
  expect(saved(failed('sync.noKey'))).toBe('idle: not brought in yet')
  expect(saved(failed('sync.hostChanged'))).toBe('bad: host key changed')
  expect(saved(failed('sync.unreachable'))).toBe('warn: does not answer')
  expect(saved({ ...seen(), look: null })).toBe('idle: not asked yet')
  expect([toBringIn(failed('sync.keyRefused').look), toBringIn(failed('sync.cut').look), toBringIn(null)]).toEqual([
    true,
    false,
    false,
  ])
})

test('what runs there: by role, and beside what is saved there', () => {
  const running = (there: There) => {
    const view = seen(there)
    return runningFact(view.look?.heard?.theirs.agent as never, view, speaker).text
  }
  expect(running({})).toBe('standby · as saved there')
  expect(running({ role: 'active', running: MINE })).toBe('active · differs from saved there')
  expect(running({ running: null })).toBe('standby · nothing applied')
})

test('the banner by role: who serves, or that nobody or both do', () => {
  const banner = (role: 'active' | 'standby' | null, view: PairView) =>
    renderToStaticMarkup(createElement(RoleBanner, { role, view, speaker })).replaceAll(/<[^>]+>/g, ' ')
  expect(banner('active', seen())).toBe('')
  expect(banner(null, seen())).toBe('')
  expect(banner('active', seen({ role: 'active' }))).toContain('Both routers say that they are active.')
  expect(banner('standby', seen({ role: 'active' }))).toContain('the active one is b (192.0.2.12).')
  expect(banner('standby', seen())).toContain('nobody serves')
  expect(banner('standby', failed('sync.unreachable'))).toContain('does not answer the console over SSH')
  expect(banner('standby', { ...seen(), look: null })).toContain('This router is standby.')
})

test('a router on which nothing runs yet is nobody’s standby', () => {
  const pulse = { state: 'stopped', role: 'standby', since: 0 } as const
  expect(roleHere({ ...pulse, source: 'alone' })).toBeNull()
  expect(roleHere({ ...pulse, source: 'pulse' })).toBe('standby')
})
