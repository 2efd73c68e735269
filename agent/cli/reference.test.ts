import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { VERBS } from './help'
import { EXIT } from './io'

const reference = readFileSync('docs/reference.md', 'utf8')
/** The code spans of the first column of a table. */
const firstColumn = (title: string): string[] => {
  const section = reference.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
  const cells = section.split('\n').flatMap((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) =>
    cell.includes('`') ? [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? '') : [cell],
  )
}

/** Everything that runs on a router, tests aside. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?!.*(\.test|\.bench|testing)).*(\.tsx?|arapaima)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}

test('docs/reference.md names every verb, and no other', () => {
  const named = firstColumn('Verbs').map((usage) => usage.split(' ')[0])
  expect(named.filter((verb) => verb !== 'verb').sort()).toEqual([...VERBS, 'help', 'version'].sort())
})

test('docs/reference.md names every exit code, and no other', () => {
  const named = firstColumn('Exit codes').filter((cell) => /^\d+$/.test(cell))
  expect(named.map(Number)).toEqual(Object.values(EXIT).sort())
})

test('docs/reference.md names every environment variable that the code reads, and no other', () => {
  const text = ['agent', 'app', 'lib', 'bin'].flatMap(sources).join('\n')
  const read = [...text.matchAll(/\benv\.([A-Z][A-Z_]+)\b|\b(ARAPAIMA_[A-Z_]+)\b/g)].map((m) => m[1] ?? m[2] ?? '')
  const named = firstColumn('Environment').filter((name) => /^[A-Z_]+$/.test(name))
  expect(named.sort()).toEqual([...new Set(read)].sort())
})
