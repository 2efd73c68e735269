import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { write } from '@/lib/lvscf'
import { anyConfig } from '@/lib/lvscf/arbitraries'
import { emptyFiles, type Files } from '@/lib/store/files'
import { compareFiles } from './compare'
import { type MergeRow, mergeRows, type Side } from './merge'
import { mergeFiles } from './merge-files'

const files = (cf: string, sysctl = '', iptables = ''): Files => ({
  'lvs.cf': Buffer.from(cf),
  'lvs.sysctl': Buffer.from(sysctl),
  'lvs.iptables': Buffer.from(iptables),
})
const BASE = `serial_no = 4
# the pair
primary = 192.0.2.11
keepalive = 6
virtual web {
     port = 80
     scheduler = wlc
     server one {
         address = 10.0.0.2
         weight = 1
     }
}
`
const edited = (...changes: [string, string][]) => changes.reduce((text, [from, to]) => text.replace(from, to), BASE)
const short = (rows: MergeRow[]) => rows.map(({ path, take }) => `${path}: ${take}`)
/** The result with every row as it stands; conflicts from one side. */
function merged(base: Files | null, mine: Files, theirs: Files, conflicts: Side = 'mine'): Files {
  const rows = mergeRows(base, mine, theirs)
  const done = mergeFiles(
    rows,
    rows.map((row) => row.take ?? conflicts),
    { mine, theirs },
  )
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
  return done.files
}
const textOf = (all: Files) => all['lvs.cf'].toString()

describe('keys of lvs.cf', () => {
  const mine = files(edited(['keepalive = 6', 'keepalive = 5'], ['scheduler = wlc', 'scheduler = wrr']))
  const theirs = files(
    edited(['keepalive = 6', 'keepalive = 7'], ['weight = 1', 'weight = 9'], ['serial_no = 4', 'serial_no = 9']),
  )
  test('each side keeps what it alone changed; what both changed is a conflict', () => {
    const rows = mergeRows(files(BASE), mine, theirs)
    expect(short(rows)).toEqual([
      'keepalive: null',
      'virtual.web.scheduler: mine',
      'virtual.web.server.one.weight: theirs',
    ])
    expect(rows[0]).toMatchObject({ base: '6', mine: '5', theirs: '7' })
    expect(textOf(merged(files(BASE), mine, theirs, 'theirs'))).toBe(
      edited(
        ['keepalive = 6', 'keepalive = 7'],
        ['scheduler = wlc', 'scheduler = wrr'],
        ['weight = 1', 'weight = 9'],
        ['serial_no = 4', 'serial_no = 9'],
      ),
    )
  })
  test('without a common revision everything is for a person to decide', () => {
    expect(mergeRows(null, mine, theirs).map((row) => row.take)).toEqual([null, null, null])
  })
  test('a key that one side took out goes; one that it put in comes', () => {
    const without = files(
      edited(['keepalive = 6\n', ''], ['     port = 80\n', '     port = 80\n     persistent = 30\n']),
    )
    expect(short(mergeRows(files(BASE), files(BASE), without))).toEqual([
      'keepalive: theirs',
      'virtual.web.persistent: theirs',
    ])
    expect(textOf(merged(files(BASE), files(BASE), without))).toBe(textOf(without))
    expect(textOf(merged(files(BASE), without, files(BASE)))).toBe(textOf(without))
  })
})

describe('virtual and real servers', () => {
  const ADDED = `virtual shop {
     # the shop
     port = 443
     server one {
         weight = 2
     }
}
`
  test('one that only the other side has comes whole, with its comments, and goes whole', () => {
    const theirs = files(BASE + ADDED)
    expect(short(mergeRows(files(BASE), files(BASE), theirs))).toEqual(['virtual.shop: theirs'])
    expect(textOf(merged(files(BASE), files(BASE), theirs))).toBe(BASE + ADDED)
    expect(textOf(merged(theirs, theirs, files(BASE)))).toBe(BASE)
  })
  test('a real server into a file whose last line has no end', () => {
    const more = BASE.replace('     }\n}', '     }\n     server two {\n         weight = 3\n     }\n}')
    const cut = BASE.trimEnd()
    expect(textOf(merged(files(cut), files(cut), files(more)))).toBe(more)
  })
  test('taken out here, changed there: a conflict', () => {
    const rows = mergeRows(files(BASE + ADDED), files(BASE), files(BASE + ADDED.replace('443', '444')))
    expect(rows).toMatchObject([
      { path: 'virtual.shop', kind: 'block', take: null, theirs: expect.stringContaining('444') },
    ])
    expect(rows[0]?.mine).toBeUndefined()
  })
  test('added on both sides: its keys, one by one', () => {
    const other = files(BASE + ADDED.replace('443', '444'))
    expect(short(mergeRows(files(BASE), files(BASE + ADDED), other))).toEqual(['virtual.shop.port: null'])
  })
  test('two of one name, or one that is never closed: the file goes as a whole', () => {
    for (const odd of [BASE + ADDED + ADDED, `${BASE}virtual shop {\n port = 443\n`]) {
      const rows = mergeRows(files(BASE), files(BASE), files(odd))
      expect(rows).toMatchObject([{ file: 'lvs.cf', kind: 'file', take: 'theirs' }])
      expect(textOf(merged(files(BASE), files(BASE), files(odd)))).toBe(odd)
    }
  })
})

test('a value that lvs.cf does not take is a problem, not a file', () => {
  const [mine, theirs] = [files(BASE), files(edited(['weight = 1', 'weight = heavy']))]
  const rows = mergeRows(null, mine, theirs)
  const done = mergeFiles(rows, ['theirs'], { mine, theirs })
  expect(done).toMatchObject({ ok: false, problems: [{ path: 'virtual.web.server.one.weight' }] })
})

test('settings by their name, rules as a whole', () => {
  const base = files('', '# why\nnet.ipv4.vs.conntrack = 0\nnet.ipv4.vs.am_droprate = 10\n', '*mangle\nCOMMIT\n')
  const mine = files('', '# why\nnet.ipv4.vs.conntrack = 1\nnet.ipv4.vs.am_droprate = 10\n', '*mangle\nCOMMIT\n')
  const theirs = files('', 'net.ipv4.vs.conntrack = 0\nnet.ipv4.ip_forward=1\n', '*mangle\n# more\nCOMMIT\n')
  expect(mergeRows(base, mine, theirs)).toMatchObject([
    { file: 'lvs.iptables', kind: 'file', take: 'theirs' },
    { path: 'net.ipv4.vs.conntrack', take: 'mine' },
    { path: 'net.ipv4.vs.am_droprate', take: 'theirs' },
    { path: 'net.ipv4.ip_forward', take: 'theirs' },
  ])
  const both = merged(base, mine, theirs)
  expect(both['lvs.sysctl'].toString()).toBe('# why\nnet.ipv4.vs.conntrack = 1\nnet.ipv4.ip_forward=1\n')
  expect(both['lvs.iptables']).toEqual(theirs['lvs.iptables'])
})

describe('for any two configurations', () => {
  const any = anyConfig.map((config) => ({ ...emptyFiles(), 'lvs.cf': Buffer.from(write(config), 'latin1') }))
  test('all from here is what is here, byte for byte; all from there has every field that is there', () => {
    fc.assert(
      fc.property(any, any, (mine, theirs) => {
        const rows = mergeRows(null, mine, theirs)
        const from = (side: Side) =>
          mergeFiles(
            rows,
            rows.map(() => side),
            { mine, theirs },
          )
        const [here, there] = [from('mine'), from('theirs')]
        if (!here.ok || !there.ok) throw new Error(JSON.stringify(there))
        expect(here.files['lvs.cf'].equals(mine['lvs.cf'])).toBe(true)
        const left = compareFiles(there.files, theirs).differences.filter((one) => one.path !== 'serial_no')
        expect(left).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
  test('what only one side changed since the base arrives, whichever side it is', () => {
    fc.assert(
      fc.property(any, any, (base, changed) => {
        for (const [mine, theirs] of [
          [base, changed],
          [changed, base],
        ] as const) {
          const left = compareFiles(merged(base, mine, theirs), changed).differences
          expect(left.filter((one) => one.path !== 'serial_no')).toEqual([])
        }
      }),
      { numRuns: 150 },
    )
  })
})
