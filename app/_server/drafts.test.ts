import { expect, test } from 'vitest'
import type { FormState } from '@/components/form/state'
import { makeDrafts } from './drafts'

const state = (text: string): FormState => ({
  attempt: '1',
  values: { text },
  problems: [],
  revision: 'r',
  seen: '{}',
})

test('only the browser that sent it gets it, on its own page, for half an hour', () => {
  let now = 0
  const drafts = makeDrafts(() => now)
  const id = drafts.keep({ path: '/global', visitor: 'me', state: state('typed') }) ?? ''
  expect(drafts.find(id, '/global', 'me')?.values).toEqual({ text: 'typed' })
  expect(drafts.find(id, '/global', 'other')).toBeNull()
  expect(drafts.find(id, '/redundancy', 'me')).toBeNull()
  expect(drafts.find('x', '/global', 'me')).toBeNull()
  now = 31 * 60_000
  expect(drafts.find(id, '/global', 'me')).toBeNull()
})

test('a flood is not kept, and the oldest goes first', () => {
  const drafts = makeDrafts(() => 0)
  expect(drafts.keep({ path: '/', visitor: 'me', state: state('x'.repeat(70_000)) })).toBeNull()
  expect(drafts.keep({ path: '/', visitor: '', state: state('x') })).toBeNull()
  const ids = Array.from({ length: 51 }, () => drafts.keep({ path: '/', visitor: 'me', state: state('x') }) ?? '')
  expect(drafts.find(ids[0] ?? '', '/', 'me')).toBeNull()
  expect(drafts.find(ids[1] ?? '', '/', 'me')).not.toBeNull()
  expect(drafts.find(ids[50] ?? '', '/', 'me')).not.toBeNull()
})
