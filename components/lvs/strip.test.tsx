import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { KernelVerdict, RevisionInfo, SavedState } from '@/lib/api/types'
import { type Params, say, type TextKey } from '@/lib/text'
import { Strip } from './strip'

const english = (key: TextKey, params?: Params) => say('en', key, params)
const revision = (number: number): RevisionInfo => ({ number, hash: `hash${number}`, author: 'mei', at: 0, note: '' })
const saved = (number: number, more: Partial<SavedState> = {}): SavedState => ({
  hash: `hash${number}`,
  revision: revision(number),
  problems: [],
  ...more,
})
const equal: KernelVerdict = { observedAt: 1, equal: true, drift: [], foreign: [], retired: [] }

type Live = Parameters<typeof Strip>[0]['live']
/** The three facts of the strip as text. */
function facts(now: SavedState | null, live: Live): string[] {
  const html = renderToStaticMarkup(<Strip say={english} language="en" saved={now} live={live} />)
  return [...html.matchAll(/<dd[^>]*>(.*?)<\/dd>/g)].map((match) => (match[1] ?? '').replaceAll(/<[^>]+>/g, ''))
}

test('all equal', () => {
  const [first, ...others] = facts(saved(41), { running: revision(41), kernel: equal })
  expect(first).toMatch(/^r41 · .* · mei$/)
  expect(others).toEqual(['r41 · as saved', 'equals running'])
})

test('saved but not applied, and drift in the kernel', () => {
  const kernel: KernelVerdict = { ...equal, equal: false, drift: [{ key: 'k', what: 'value' }] }
  expect(facts(saved(41), { running: revision(40), kernel }).slice(1)).toEqual([
    'r40 · changes wait',
    'drift: 1 difference',
  ])
})

test('a hand edit, and a file with errors', () => {
  const error = { file: 'lvs.cf', code: 'X', severity: 'error', line: 1, column: 1, path: '' } as const
  expect(facts(saved(41, { revision: null }), null)[0]).toBe('changed by hand')
  expect(facts(saved(41, { problems: [error, { ...error, severity: 'warning' }] }), null)[0]).toBe(
    '1 error: not usable',
  )
})

test('what is not known is not called equal', () => {
  expect(facts(saved(41), null).slice(1)).toEqual(['not known: agent away', 'not known: agent away'])
  const unread: KernelVerdict = { ...equal, observedAt: null }
  expect(facts(saved(41), { running: revision(41), kernel: unread })[2]).toBe('not read')
  const failed: KernelVerdict = { ...equal, error: { code: 'X', params: {} } }
  expect(facts(saved(41), { running: revision(41), kernel: failed })[2]).toBe('not read')
  expect(facts(null, { running: null, kernel: equal })).toEqual([
    'no lvs.cf yet',
    'nothing applied yet',
    'nothing of ours',
  ])
})
