import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyConfig, anyText, messyFile, piranhaConfig } from './arbitraries'
import { edit, fromShown, getValue, parse, print, read, rewrite, strict, toShown, write } from './index'

const folder = fileURLToPath(new URL('../../e2e/fixtures/lvscf/', import.meta.url))
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.cf'))
const latin1 = (name: string) => readFileSync(folder + name, 'latin1')

test('nothing is lost: print(parse(t)) is t, for every text and every fixture', () => {
  for (const name of fixtures) expect(print(parse(latin1(name)))).toBe(latin1(name))
  fc.assert(
    fc.property(anyText, (text) => print(parse(text)) === text),
    { numRuns: 2000 },
  )
})

test('meaning survives: read(write(c)) is c, without an error that the values do not have', () => {
  fc.assert(
    fc.property(anyConfig, (config) => {
      expect(read(write(config)).config).toEqual(config)
    }),
    { numRuns: 500 },
  )
})

test('rewriting is settled after one pass, and means what the file meant', () => {
  for (const name of fixtures) {
    const once = rewrite(latin1(name))
    expect(rewrite(once)).toBe(once)
    expect(read(once).config).toEqual(read(latin1(name)).config)
  }
  fc.assert(
    fc.property(anyText, (text) => {
      const once = rewrite(text)
      expect(rewrite(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})

test('what is written without anything beyond Piranha, Piranha reads', () => {
  fc.assert(
    fc.property(piranhaConfig, (config) => {
      const text = write(config)
      fc.pre(text !== '')
      expect([strict(text), text]).toEqual([{ ok: true }, text])
    }),
    { numRuns: 500 },
  )
})

test('shown strings give their bytes back', () => {
  const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => String.fromCharCode(...array))
  fc.assert(
    fc.property(bytes, (text) => fromShown(toShown(text)) === text),
    { numRuns: 2000 },
  )
  expect(toShown('\xc3\xa9\xe4\xb8\xad')).toBe('é中')
})

const lines = (text: string) => text.split('\n')
/** How many lines were taken away and put in, in one place. */
function difference(before: string, after: string): { gone: number; come: number } {
  const [a, b] = [lines(before), lines(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return { gone: a.length - start - end, come: b.length - start - end }
}

test('an edit of a value touches one line, and setting it back gives the same bytes', () => {
  const values: Record<string, [string, string]> = {
    port: ['81', '0x51'],
    weight: ['3', '010'],
    scheduler: ['rr', 'sh'],
    expect: ['a b', 'c'],
  }
  fc.assert(
    fc.property(messyFile, fc.constantFrom('port', 'scheduler', 'expect', 'weight'), fc.nat(1), (text, key, which) => {
      const path = key === 'weight' ? 'virtual.web.server.one.weight' : `virtual.web.${key}`
      const value = values[key]?.[which] ?? ''
      const before = getValue(text, path)
      const after = edit(text, [{ do: 'set', path, value }])
      expect(after.problems.filter((p) => p.severity === 'error')).toEqual([])
      expect(getValue(after.text, path)).toBe(value)
      const { gone, come } = difference(text, after.text)
      expect([gone <= 1, come]).toEqual([true, gone === 0 && before === value ? 0 : 1])
      const undo = before === undefined ? { do: 'unset' as const, path } : { do: 'set' as const, path, value: before }
      const back = edit(after.text, [undo])
      // A bare word that had to be quoted stays quoted: the only style that a value alone cannot bring back.
      fc.pre(!(key === 'expect' && value === 'a b' && before !== undefined && /expect\s*=\s*[^\s"']/.test(text)))
      expect(back.text).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test('a block that is added and removed, or renamed and renamed back, leaves no trace', () => {
  const name = fc.constantFrom('b', 'a b', 'x.y', '中文', "bob's", '[unnamed]', 'a=b', '-x', '#1')
  fc.assert(
    fc.property(messyFile, name, fc.constantFrom('virtual', 'failover', 'server'), (text, name, type) => {
      const path = `${type === 'server' ? 'virtual.web.server' : type}.${JSON.stringify(name)}`
      const added = edit(text, [{ do: 'add', path }])
      expect(added.problems).toEqual([])
      expect(difference(text, added.text).come - difference(text, added.text).gone).toBe(2)
      expect(edit(added.text, [{ do: 'remove', path }]).text).toBe(text)
      const renamed = edit(text, [{ do: 'rename', path: 'virtual.web', name }])
      expect(renamed.problems).toEqual([])
      expect(difference(text, renamed.text)).toEqual({ gone: 1, come: 1 })
      expect(edit(renamed.text, [{ do: 'rename', path: `virtual.${JSON.stringify(name)}`, name: 'web' }]).text).toBe(
        text,
      )
    }),
    { numRuns: 500 },
  )
})

test('any edit on any text ends in a text that parses, and an edit that is refused changes nothing', () => {
  const path = fc.oneof(
    fc.constantFrom('primary', 'virtual.a', 'virtual.a.port', 'virtual.a.server.b', 'virtual.a.server.b.weight', 'x.y'),
    fc.string({ maxLength: 12 }),
  )
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('80', '10.0.0.1', 'a b', '"'))
  fc.assert(
    fc.property(
      anyText,
      path,
      value,
      fc.constantFrom('set', 'unset', 'add', 'remove', 'rename'),
      (text, path, value, what) => {
        const one =
          what === 'set'
            ? { do: what, path, value }
            : what === 'rename'
              ? { do: what, path, name: value }
              : { do: what, path }
        const { text: after, problems } = edit(text, [one as Parameters<typeof edit>[1][number]])
        if (problems.some((problem) => problem.severity === 'error')) expect(after).toBe(text)
        expect(print(parse(after))).toBe(after)
        if (what === 'set' && after !== text) expect(getValue(after, path)).toBe(value)
      },
    ),
    { numRuns: 2000 },
  )
})
