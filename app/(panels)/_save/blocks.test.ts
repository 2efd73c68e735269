import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LvsConfig } from '@/lib/lvscf/model'
import { slugFrom, virtualBlocks, virtualUrl } from './blocks'

const config = (names: readonly string[]): LvsConfig => ({
  global: {},
  failovers: [],
  virtuals: names.map((name) => ({ name, values: {}, servers: [] })),
})
const slugs = (...names: string[]) => virtualBlocks(config(names)).map((one) => one.slug)

test('the second block of a name has its number, in paths and in addresses', () => {
  expect(slugs('web', 'web', 'dns')).toEqual(['web', 'web[2]', 'dns'])
  expect(virtualBlocks(config(['web', 'web', 'a.b'])).map((one) => one.path)).toEqual([
    'virtual.web',
    'virtual.web[2]',
    'virtual."a.b"',
  ])
})

test('names that are pages, or folders to a browser, do not shadow them', () => {
  expect(slugs('new', 'delete', '..')).toEqual(['new[1]', 'delete[1]', '..[1]'])
})

test('a name that looks like a number of another is still found', () => {
  expect(new Set(slugs('web[2]', 'web', 'web')).size).toBe(3)
})

test('every block has an address of its own that the gate lets through', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('web', 'web[2]', 'new', '.', '..', 'a/b', 'a\\b', 'a_b', '%2f', '\udc80', '虚拟'),
  )
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const blocks = virtualBlocks(config(names))
      expect(new Set(blocks.map((one) => one.slug)).size).toBe(names.length)
      for (const { slug } of blocks) {
        const url = virtualUrl(slug, 'servers')
        // app/_server/gate.ts refuses these; a browser resolves `.` and `..` itself.
        expect(url).not.toMatch(/%(?:2f|5c|2e|00)|\/\.{1,2}(\/|$)|\/\/|\\/i)
        expect(slugFrom(url.split('/')[2] ?? '')).toBe(slug)
      }
    }),
    { numRuns: 300 },
  )
})
