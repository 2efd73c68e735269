import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPart, diffText } from './diff-lines'

const shown = (parts: DiffPart[] | null) =>
  parts?.flatMap((part) =>
    part.kind === 'fold'
      ? [`… ${part.lines}`]
      : part.lines.map((l) => `${l.before ?? ''}:${l.after ?? ''}${l.sign}${l.text}`),
  )
const numberedLines = (n: number, change: Record<number, string> = {}) =>
  Array.from({ length: n }, (_, i) => `${change[i + 1] ?? `line ${i + 1}`}\n`).join('')

test('one changed line: three lines around it, the rest folded, both numberings', () => {
  const diff = diffText(numberedLines(20), numberedLines(20, { 10: 'weight = 2' }))
  expect([diff.added, diff.removed]).toEqual([1, 1])
  expect(shown(diff.parts)).toEqual([
    '… 6',
    '7:7 line 7',
    '8:8 line 8',
    '9:9 line 9',
    '10:-line 10',
    ':10+weight = 2',
    '11:11 line 11',
    '12:12 line 12',
    '13:13 line 13',
    '… 7',
  ])
})

test('from nothing and to nothing', () => {
  expect(shown(diffText('', 'a\nb\n').parts)).toEqual([':1+a', ':2+b'])
  expect(shown(diffText('a\n', '').parts)).toEqual(['1:-a'])
  expect(diffText('same\n', 'same\n')).toEqual({ added: 0, removed: 0, parts: [] })
})

test('every line of the old text is shown or folded, exactly once', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 40 })
    .map((lines) => lines.map((l) => `${l}\n`).join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { parts } = diffText(before, after)
      const covered = parts!.reduce(
        (sum, part) =>
          sum + (part.kind === 'fold' ? part.lines : part.lines.filter((l) => l.before !== undefined).length),
        0,
      )
      return before === after || covered === before.split('\n').length - 1
    }),
    { numRuns: 200 },
  )
})
