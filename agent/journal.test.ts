import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIRST_CHAIN, firstBroken, openJournal } from './journal'

const LIMITS = { journalBytes: 1024 * 1024, journalFiles: 3 }
const folderOf = () => join(mkdtempSync(join(tmpdir(), 'arapaima-')), 'journal')
const entry = (what: string) => ({
  at: 1,
  actor: { user: 'anna', via: 'cli' as const },
  what,
  saying: { code: 'x', params: { n: 1 } },
})

async function three(limits = LIMITS) {
  const folder = folderOf()
  const journal = await openJournal(folder, limits)
  for (const what of ['one', 'two', 'three']) await journal.append(entry(what))
  return { folder, journal, file: join(folder, 'current.jsonl') }
}

test('entries are numbered, chained and kept over a restart', async () => {
  const { folder, journal } = await three()
  await journal.close()
  const again = await openJournal(folder, LIMITS)
  await again.append({ ...entry('four'), detail: { note: 'n', gone: undefined } })
  const all = await again.read({ limit: 10 })
  expect(all.map((e) => [e.seq, e.what])).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
    [4, 'four'],
  ])
  expect(firstBroken(FIRST_CHAIN, all)).toBeNull()
  expect(await again.verify()).toEqual({ entries: 4, brokenAt: null })
  await again.close()
})

test('nobody else can read it', async () => {
  const { folder, file, journal } = await three()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await journal.close()
})

const TAMPERING: [string, (lines: string[]) => string[]][] = [
  ['an entry changed', (lines) => lines.map((l) => l.replace('"two"', '"2wo"'))],
  ['an entry taken out', (lines) => lines.filter((l) => !l.includes('"two"'))],
  ['two entries swapped', ([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest]],
  ['an entry put in', (lines) => [...lines.slice(0, 2), lines[1] ?? '', ...lines.slice(2)]],
  ['the last entry cut off', (lines) => lines.slice(0, -1)],
  ['all entries cut off', (lines) => lines.slice(0, 1)],
  ['a line that is no entry', (lines) => [...lines, '{}']],
]
for (const [how, change] of TAMPERING) {
  test(`tampering shows: ${how}`, async () => {
    const { folder, journal, file } = await three()
    expect((await journal.verify()).brokenAt).toBeNull()
    await journal.close()
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    writeFileSync(file, `${change(lines).join('\n')}\n`)
    const again = await openJournal(folder, LIMITS)
    expect((await again.verify()).brokenAt).not.toBeNull()
    // It goes on being usable.
    const made = await again.append(entry('after'))
    expect(made.seq).toBeGreaterThanOrEqual(3)
    await again.close()
  })
}

test('a last line that a crash cut off is taken away, the rest is whole', async () => {
  const { folder, journal, file } = await three()
  await journal.close()
  appendFileSync(file, '{"seq":4,"at":1,"act')
  const again = await openJournal(folder, LIMITS)
  await again.append(entry('four'))
  expect((await again.read({ limit: 10 })).map((e) => e.what)).toEqual(['one', 'two', 'three', 'four'])
  expect((await again.verify()).brokenAt).toBeNull()
  await again.close()
})

test('an entry written whose head was not is no tampering', async () => {
  const { folder, journal } = await three()
  const head = readFileSync(join(folder, 'head'))
  await journal.append(entry('four'))
  await journal.close()
  writeFileSync(join(folder, 'head'), head)
  const again = await openJournal(folder, LIMITS)
  expect(await again.verify()).toEqual({ entries: 4, brokenAt: null })
  await again.close()
})

test('it rotates, keeps so many files, and stays one chain', async () => {
  const folder = folderOf()
  const journal = await openJournal(folder, { journalBytes: 500, journalFiles: 3 })
  for (let i = 1; i <= 20; i++) await journal.append(entry(`e${i}`))
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  expect(files).toHaveLength(3)
  expect((await journal.verify()).brokenAt).toBeNull()
  const newest = await journal.read({ limit: 4 })
  expect(newest.map((e) => e.seq)).toEqual([17, 18, 19, 20])
  expect((await journal.read({ after: 17, limit: 2 })).map((e) => e.seq)).toEqual([18, 19])
  expect(await journal.read({ after: 20, limit: 5 })).toEqual([])
  await journal.close()
  const old = files.find((name) => name !== 'current.jsonl') ?? ''
  truncateSync(join(folder, old), statSync(join(folder, old)).size - 10)
  const again = await openJournal(folder, { journalBytes: 500, journalFiles: 3 })
  expect((await again.verify()).brokenAt).not.toBeNull()
  await again.close()
})

test('appends at once are one after the other', async () => {
  const { journal } = await three()
  const made = await Promise.all(Array.from({ length: 50 }, (_, i) => journal.append(entry(`p${i}`))))
  expect(made.map((e) => e.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 4))
  expect((await journal.verify()).entries).toBe(53)
  await journal.close()
  await expect(journal.append(entry('late'))).rejects.toThrow(/closed/)
})
