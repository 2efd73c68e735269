import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FileProblem } from '@/lib/api/types'
import { read } from '@/lib/lvscf'
import { newErrors } from './check'
import { emptyFiles, type Files } from './files'

const judge = (files: Files): FileProblem[] =>
  read(files['lvs.cf'].toString('latin1')).problems.map((problem) => ({ ...problem, file: 'lvs.cf' }))
const cf = (text: string): Files => ({ ...emptyFiles(), 'lvs.cf': Buffer.from(text, 'latin1') })
const found = (before: string, after: string) =>
  newErrors(judge, cf(before), cf(after)).map((p) => `${p.line} ${p.code} ${p.path}`)

type Block = { name: string; lines: string[] }
const print = (blocks: readonly Block[]) =>
  blocks.map(({ name, lines }) => `virtual ${name} {\n${lines.map((line) => ` ${line}\n`).join('')}}\n`).join('')

describe('an old error is not held against a save', () => {
  const bad = (name: string, ...lines: string[]) => print([{ name, lines }])
  test('of a block that is renamed, at the top of the file, too', () => {
    expect(found(bad('web', 'port = x'), bad('shop', 'port = x'))).toEqual([])
  })
  test('of the second block of a name, when the first is removed', () => {
    const second = bad('web', 'timeout = 7', 'port = y')
    expect(found(bad('web', 'port = x') + second, second)).toEqual([])
  })
  test('of a server whose virtual server is renamed', () => {
    const server = ['server one {', 'weight = many', '}']
    expect(found(bad('web', ...server), bad('shop', ...server))).toEqual([])
  })
  test('whose block was written anew with other blanks', () => {
    expect(found('virtual web {\n port = x\n}\n', 'virtual web {\n\tport   =   x\n}\n')).toEqual([])
  })
  test('in a line that moved to another block', () => {
    const both = (first: string[], second: string[]) => bad('web', ...first) + bad('shop', ...second)
    expect(found(both(['port = x'], []), both([], ['port = x']))).toEqual([])
  })
  test('of the same service twice, whose blocks are renamed', () => {
    const twin = (name: string) => bad(name, 'active = 1', 'address = 192.0.2.10 eth0')
    expect(found(twin('a') + twin('b'), twin('a') + twin('c'))).toEqual([])
    expect(found(twin('a') + twin('b'), twin('c') + twin('b'))).toEqual([])
    expect(found(twin('a') + twin('b') + twin('c'), twin('b') + twin('c'))).toEqual([])
  })
  test('that a report cut short did not name', () => {
    const many = (from: number) => Array.from({ length: 1500 - from }, (_, i) => `word${i + from} = 1\n`).join('')
    expect(found(many(0), many(20))).toEqual([])
    expect(found(many(0), `new = 1\n${many(20)}`)).toEqual(['1 UNKNOWN_KEY new'])
  })
  test('that stands nowhere in particular and names a block', () => {
    const whole = (path: string): FileProblem[] => [
      { file: 'lvs.cf', code: 'plan.ADDRESS_ON_LO', severity: 'error', line: 1, column: 1, path, got: 'lo' },
    ]
    const byText = (files: Files) => whole(`virtual.${files['lvs.cf']}`)
    expect(newErrors(byText, cf('web'), cf('shop'))).toEqual([])
    expect(newErrors((files) => (files['lvs.cf'].length > 0 ? whole('x') : []), cf(''), cf('shop'))).toHaveLength(1)
  })
})

describe('an error in what is changed is', () => {
  test('new in a namesake of a block that had it', () => {
    const one = print([{ name: 'web', lines: ['port = x'] }])
    expect(found(one, one + one)).toEqual(['5 NOT_A_PORT virtual.web[2].port'])
  })
  test('new at a line that was not touched, where the change makes it wrong', () => {
    const twin = (name: string) => print([{ name, lines: ['active = 1', 'address = 192.0.2.10 eth0'] }])
    expect(found(twin('b'), twin('a') + twin('b'))).toEqual(['7 SAME_SERVICE virtual.b.address'])
  })
})

const LINES = [
  'active = 1',
  'port = x',
  'port = 80',
  'timeout = -1',
  'weight = 3',
  'address = 192.0.2.10 eth0',
  'send = "a',
]
const block: fc.Arbitrary<Block> = fc.record({
  name: fc.constantFrom('web', 'shop', 'a'),
  lines: fc.array(fc.constantFrom(...LINES), { maxLength: 4 }),
})
/** Things that make nothing wrong: they rename, remove, add a good block, add a good line. */
const change = fc.record({
  what: fc.constantFrom('rename', 'remove', 'block', 'line'),
  at: fc.nat(5),
  name: fc.constantFrom('web', 'new', 'a'),
})
function changed(blocks: readonly Block[], { what, at, name }: { what: string; at: number; name: string }): Block[] {
  const place = blocks.length === 0 ? 0 : at % blocks.length
  if (what === 'block') return blocks.toSpliced(place, 0, { name, lines: ['port = 8080'] })
  return blocks.flatMap((one, i) => {
    if (i !== place) return [one]
    if (what === 'remove') return []
    return what === 'rename' ? [{ ...one, name }] : [{ ...one, lines: ['# a remark', ...one.lines] }]
  })
}

test('no change that makes nothing wrong is refused, whatever was wrong before', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 5 }), fc.array(change, { maxLength: 4 }), (blocks, changes) => {
      expect(found(print(blocks), print(changes.reduce(changed, blocks)))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('an error that a change brings in is found, whatever was wrong before and else is changed', () => {
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 5 }),
      fc.array(change, { maxLength: 3 }),
      fc.nat(5),
      (blocks, changes, at) => {
        const after = changes.reduce(changed, blocks)
        fc.pre(after.length > 0)
        const worse = after.map((one, i) =>
          i === at % after.length ? { ...one, lines: [...one.lines, 'pmask = new'] } : one,
        )
        expect(found(print(blocks), print(worse)).map((line) => line.split(' ')[1])).toEqual(['NOT_A_MASK'])
      },
    ),
    { numRuns: 2000 },
  )
})
