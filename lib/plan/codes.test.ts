import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plan } from '../text/areas/plan'

/** Codes are written out in the sources or joined from a prefix and a list; both are found here. */
const FOLDERS = ['lib/plan', 'lib/kernel']
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('.bench.'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
).join('\n')

test('every code that is written out has a sentence in both languages', () => {
  const codes = [...sources.matchAll(/'plan\.([A-Z_0-9]+[A-Z0-9])'/g)].map((m) => `plan.${m[1]}`)
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => !Object.hasOwn(plan, code))).toEqual([])
})

test('every prefix that codes are joined from is one of the catalogue', () => {
  const prefixes = [...sources.matchAll(/`plan\.([A-Z_]+_)\$\{/g)].map((m) => `plan.${m[1]}`)
  expect([...new Set(prefixes)].sort()).toEqual(['plan.EFFECT_', 'plan.GUARD_', 'plan.IPTABLES_RULE_', 'plan.OP_'])
  for (const prefix of prefixes) expect(Object.keys(plan).some((key) => key.startsWith(prefix))).toBe(true)
})
