import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The repository as data, for the tests of its shape. */
export type SourceFile = { path: string; text: string; imports: string[] }

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g

/** Files git tracks or would track, as they are in the working tree. */
export function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  })
  return [...new Set(list.split('\0').filter(Boolean))]
}

/** Import specifiers, project ones as paths from the top (`lib/net/ip`), packages as they are. */
export function importsOf(path: string, text: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(IMPORT)) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    if (name.startsWith('@/')) found.push(name.slice(2))
    else if (name.startsWith('.')) found.push(normalize(join(dirname(path), name)))
    else found.push(name)
  }
  return found
}

/** Every TypeScript and JavaScript source with its imports. */
export function sources(): SourceFile[] {
  return trackedFiles()
    .filter((path) => /\.(tsx?|m?js)$/.test(path) || path === 'bin/arapaima')
    .flatMap((path) => {
      try {
        const text = readFileSync(path, 'utf8')
        return [{ path, text, imports: importsOf(path, text) }]
      } catch {
        return [] // deleted in the working tree
      }
    })
}

/** Tests, benchmarks, and what only they use: `testing.ts` and folders of that name. */
export const isTest = (path: string) =>
  /\.(test|bench|e2e|lab)\.tsx?$/.test(path) || /(^|\/)testing(\.tsx?$|\/)/.test(path)
