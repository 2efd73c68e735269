import { expect, test } from 'vitest'
import type { PairView } from '@/app/_server/pair'
import type { PlanAnswer, Status } from '@/lib/api/types'
import { partnerSettings } from '@/lib/sync'
import { whyNotTogether } from './why-not-together'

const HASH = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)
type Plan = Pick<PlanAnswer, 'hash' | 'problems' | 'steps'>
const plan = { hash: HASH, problems: [], steps: [] } as Plan

const status = (role: 'active' | 'standby', alive: boolean, paired = true) =>
  ({
    pair: { paired, partner: { alive } },
    pulse: { role },
    running: { hash: OTHER },
    work: null,
    rivals: [],
  }) as unknown as Status
const serving = status('active', true)

const settings = (via: 'arapaima' | 'sftp') => partnerSettings.parse({ via })
type Known = Pick<PairView, 'none' | 'settings' | 'look'>
const heard = (agent: object, more: object = {}): Known => {
  const theirs = { agent, saved: { hash: OTHER, handEdited: true } }
  const look = { why: null, heard: { theirs, known: true, equal: false, ...more } }
  return { none: null, settings: settings('arapaima'), look: look as unknown as PairView['look'] }
}
const standby = heard({ up: true, role: 'standby' })
const codeOf = (now: Status, known: Known, pairs = true, of = plan) =>
  whyNotTogether(of, now, known, pairs)?.code ?? null

test('a pair that serves, is heard, and whose partner stands by with files from here', () => {
  expect(codeOf(serving, standby)).toBeNull()
  // Nobody has looked at the partner yet: it is asked then.
  expect(codeOf(serving, { ...standby, look: null })).toBeNull()
})

test('what stands in the way, the nearest first', () => {
  const errors = { ...plan, problems: [{ severity: 'error' }] } as Plan
  expect(codeOf(serving, standby, true, errors)).toBe('panels.cannot.errors')
  expect(codeOf({ ...serving, running: { hash: HASH } } as Status, standby)).toBe('panels.cannot.nothing')
  expect(codeOf(status('active', true, false), standby)).toBe('sync.togetherNoPair')
  expect(codeOf(status('standby', true), standby)).toBe('sync.togetherStandby')
  expect(codeOf(status('active', false), standby)).toBe('sync.togetherUnheard')
  expect(codeOf(serving, standby, false)).toBe('sync.togetherAlone')
  expect(codeOf(serving, { ...standby, none: { code: 'sync.noPartner', params: {} } })).toBe('sync.noPartner')
  expect(codeOf(serving, { ...standby, settings: settings('sftp') })).toBe('sync.togetherFiles')
  const why = { code: 'sync.noKey', params: {} }
  const unasked = { ...standby, look: { why, heard: null } as unknown as PairView['look'] }
  expect(codeOf(serving, unasked)).toBe('sync.noKey')
  expect(codeOf(serving, heard({ up: false, code: 'api.agentAway', params: {} }))).toBe('sync.agentThere')
  expect(codeOf(serving, heard({ up: true, role: 'active' }))).toBe('sync.togetherBothActive')
  expect(whyNotTogether(plan, serving, heard({ up: true, role: 'standby' }, { known: false }), true)).toEqual({
    code: 'sync.theirsUnknown',
    params: { mine: HASH, theirs: OTHER, handEdited: 1 },
  })
})
