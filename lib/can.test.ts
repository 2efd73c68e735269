import { expect, test } from 'vitest'
import type { FileProblem } from './api/types'
import { canApply, canRepair } from './can'
import type { PlanStep } from './plan/types'
import { hasText } from './text'

const step = {} as PlanStep
const finding = (severity: FileProblem['severity']): FileProblem => ({
  file: 'lvs.cf',
  code: 'X',
  severity,
  line: 1,
  column: 1,
  path: '',
})
const plan = { hash: 'new', problems: [], steps: [step] }
const idle = { work: null, rivals: [], running: { hash: 'old' } }
const codeOf = (reason: ReturnType<typeof canApply>) => reason?.code ?? null

test('an apply needs files without errors; warnings do not stop it', () => {
  expect(codeOf(canApply({ ...plan, problems: [finding('warning')] }, idle))).toBeNull()
  expect(canApply({ ...plan, problems: [finding('error'), finding('error')] }, idle)).toEqual({
    code: 'panels.cannot.errors',
    params: { count: 2 },
  })
})

test('one thing at a time', () => {
  const work = { kind: 'apply' as const, step: 2, of: 5 }
  expect(codeOf(canApply(plan, { ...idle, work }))).toBe('panels.cannot.busy')
  expect(codeOf(canRepair({ drift: [{ key: 'k', what: 'value' }] }, work))).toBe('panels.cannot.busy')
})

test('a program that manages the same kernel goes before everything but errors', () => {
  const rivals = [{ name: 'keepalived' as const, pid: 7 }]
  expect(canApply(plan, { ...idle, rivals })).toEqual({ code: 'api.rival', params: { name: 'keepalived', pid: 7 } })
})

test('without steps there is nothing to apply, unless the revision is not the running one yet', () => {
  const empty = { ...plan, steps: [] }
  expect(codeOf(canApply(empty, { ...idle, running: { hash: 'new' } }))).toBe('panels.cannot.nothing')
  expect(canApply(empty, idle)).toBeNull()
  expect(canApply(empty, { ...idle, running: null })).toBeNull()
})

test('a repair needs something held', () => {
  expect(codeOf(canRepair({ drift: [] }, null))).toBe('panels.cannot.equal')
  expect(canRepair({ drift: [{ key: 'k', what: 'value' }] }, null)).toBeNull()
})

test('each reason is a sentence', () => {
  for (const code of [
    'panels.cannot.errors',
    'panels.cannot.busy',
    'panels.cannot.nothing',
    'panels.cannot.equal',
    'api.rival',
  ])
    expect(hasText(code)).toBe(true)
})
