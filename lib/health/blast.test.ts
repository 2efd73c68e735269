import { expect, test } from 'vitest'
import { type BlastInput, blast, type Evidence, handoverOffer, NO_EVIDENCE } from './blast'
import { canWish } from './can'
import { newPool, stepPool } from './pool'
import { restored } from './restore'
import { newServer } from './state'
import { step } from './step'
import type { ServerRules } from './types'

const base: BlastInput = {
  left: 0,
  failing: 2,
  sorry: false,
  evidence: { ...NO_EVIDENCE, link: 'down' },
  heldForMs: null,
  limitMs: 60_000,
  spent: false,
}

test.each<[string, Partial<BlastInput>, boolean, string]>([
  ['own link down', {}, true, 'health.blast.link'],
  ['gateway silent', { evidence: { ...NO_EVIDENCE, gateway: 'silent' } }, true, 'health.blast.gateway'],
  [
    'partner sees them',
    { evidence: { ...NO_EVIDENCE, partnerSees: { up: 1, known: 2 } } },
    true,
    'health.blast.partner',
  ],
  ['no evidence', { evidence: NO_EVIDENCE }, false, 'health.blast.servers'],
  [
    'partner sees none either',
    { evidence: { ...NO_EVIDENCE, partnerSees: { up: 0, known: 2 } } },
    false,
    'health.blast.servers',
  ],
  ['another server is left', { left: 1 }, false, 'health.blast.others'],
  ['none was in service', { failing: 0 }, false, 'health.blast.others'],
  ['a sorry server', { sorry: true }, false, 'health.blast.sorry'],
  ['a moment before the limit', { heldForMs: 59_999 }, true, 'health.blast.link'],
  ['at the limit', { heldForMs: 60_000 }, false, 'health.blast.limit'],
  ['its time was used', { spent: true }, false, 'health.blast.limit'],
])('%s', (_, change, keep, code) => {
  const decision = blast({ ...base, ...change })
  expect([decision.keep, decision.why.code]).toEqual([keep, code])
})

test.each<[string, Evidence['partnerSees'], number | null, boolean]>([
  ['the partner goes on seeing some of them up', { up: 1, known: 3 }, 12_000, true],
  ['it may not have noticed yet', { up: 1, known: 3 }, 11_999, false],
  ['it sees none either', { up: 0, known: 3 }, 60_000, false],
  ['it has not checked them', { up: 0, known: 0 }, 60_000, false],
  ['it is not heard', null, 60_000, false],
  ['one serves here', { up: 3, known: 3 }, null, false],
])('a hand-over is offered: %s', (_, partnerSees, failingForMs, offered) => {
  const offer = handoverOffer({ ...NO_EVIDENCE, partnerSees }, failingForMs, 6000)
  expect(offer).toEqual(offered ? { code: 'health.offer.handover', params: { up: 1, known: 3 } } : null)
})

const rules: ServerRules = {
  life: 'active',
  weight: 4,
  checks: ['c'],
  reentryMs: 10_000,
  quiesce: false,
  feedback: false,
}
const why = { code: 'health.verdict.refused', params: {} }

test('what an operator may not do now has a reason', () => {
  const fresh = newServer(rules, 0)
  expect(canWish(fresh, 'drain')?.code).toBe('health.can.not-in-table')
  expect(canWish(fresh, 'force-up')).toBeNull()
  expect(canWish(fresh, 'resume')?.code).toBe('health.can.nothing-to-resume')
  expect(canWish(newServer({ ...rules, life: 'inactive' }, 0), 'force-up')?.code).toBe('health.can.inactive')
  const up = step(fresh, { kind: 'found', at: 1, weight: 4 }, rules).state
  const drained = step(up, { kind: 'drain', at: 2, reason: '', by: '', deactivate: false }, rules).state
  expect(canWish(up, 'drain')).toBeNull()
  expect(canWish(drained, 'drain')?.code).toBe('health.can.already')
  expect(canWish(drained, 'resume')).toBeNull()
})

test('after a restart wishes and failures stay, evidence does not: a failed server owes its whole re-entry again', () => {
  const poolRules = { servers: { a: rules }, sorry: false, intervalMs: 6000, holdLimitMs: 60_000 }
  let pool = newPool(poolRules, 0)
  const go = (event: Parameters<typeof stepPool>[2]) => {
    pool = stepPool(pool, 'a', event, poolRules, NO_EVIDENCE).pool
    return pool.servers.a?.name
  }
  expect(go({ kind: 'verdict', at: 0, check: 'c', up: false, why })).toBe('down')
  expect(go({ kind: 'verdict', at: 1000, check: 'c', up: true, why })).toBe('down')
  pool = restored(JSON.parse(JSON.stringify({ s: pool }))).s ?? pool
  expect(go({ kind: 'missing', at: 9000 })).toBe('down')
  expect(go({ kind: 'verdict', at: 11_000, check: 'c', up: true, why })).toBe('down')
  expect(go({ kind: 'verdict', at: 21_000, check: 'c', up: true, why })).toBe('warming')
})

test('what was saved is read with care: what does not fit is as if it had never been there', () => {
  const pool = newPool({ servers: { a: rules, b: rules }, sorry: false, intervalMs: 1, holdLimitMs: 1 }, 0)
  const json = JSON.parse(JSON.stringify({ s: pool }))
  expect(restored(json).s?.servers).toEqual(pool.servers)
  json.s.servers.a.weight = -1
  expect(Object.keys(restored(json).s?.servers ?? {})).toEqual(['b'])
  for (const bad of [null, undefined, 3, 'x', [], { s: 1 }, { s: { servers: 3 } }]) expect(restored(bad)).toEqual({})
})
