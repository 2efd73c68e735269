import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importsOf, isTest, type SourceFile, sources, trackedFiles } from './repo'

const all = sources()
const product = all.filter((file) => !isTest(file.path) && !/^(\.ci|e2e)\//.test(file.path))
const within = (path: string, ...folders: string[]) => folders.some((f) => path === f || path.startsWith(`${f}/`))
const PARTS = ['app', 'agent', 'components', 'lib', 'e2e', 'bin'] as const

/** `from` → what it may import of the project besides itself. */
const ARROWS: { from: string; to: string[] }[] = [
  { from: 'lib', to: ['lib'] },
  { from: 'agent', to: ['agent', 'lib'] },
  { from: 'components/ui', to: ['components/ui'] },
  { from: 'components/form', to: ['components/form', 'components/ui', 'lib'] },
  { from: 'components/lvs', to: ['components/lvs', 'components/form', 'components/ui', 'lib'] },
  { from: 'app', to: ['app', 'components', 'lib'] },
]
const isProject = (name: string) => PARTS.some((part) => within(name, part))

function wrongArrows(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const rule = ARROWS.find((r) => within(file.path, r.from))
    if (!rule) return []
    return file.imports.filter((i) => isProject(i) && !within(i, ...rule.to)).map((i) => `${file.path} → ${i}`)
  })
}

test('the reader of imports sees every spelling', () => {
  const text = `import a from '@/lib/x'\nimport type { B } from "../y"\nexport * from './z'\nimport '@/lib/side'\nconst q = await import('@/agent/late')`
  expect(importsOf('lib/net/ip.ts', text)).toEqual(['lib/x', 'lib/y', 'lib/net/z', 'lib/side', 'agent/late'])
})

test('dependencies point one way', () => {
  expect(wrongArrows(product)).toEqual([])
  expect(wrongArrows([{ path: 'lib/net/ip.ts', text: '', imports: ['agent/run'] }])).toHaveLength(1)
})

test('components take only types and can.ts from lib', () => {
  const wrong = product
    .filter((file) => within(file.path, 'components'))
    .flatMap((file) =>
      [...file.text.matchAll(/(?:^|\n)import\s+(?!type\b)([^'"]*?)from\s*['"]@\/(lib\/[^'"]+)['"]/g)]
        .filter((m) => m[2] !== 'lib/can' && !/^\{(\s*type\s+\w+,?)+\s*\}\s*$/.test(m[1] ?? ''))
        .map((m) => `${file.path} → ${m[2]}`),
    )
  expect(wrong).toEqual([])
})

test('only the agent’s run.ts and beside.ts and the launcher start processes', () => {
  const users = product.filter((f) => f.imports.some((i) => /^(node:)?child_process$/.test(i))).map((f) => f.path)
  expect(users.sort()).toEqual(['agent/beside.ts', 'agent/run.ts', 'bin/arapaima'])
})

test('only tests use what is made for testing', () => {
  const wrong = product.filter((f) => f.imports.some((i) => /(^|\/)testing(\/|$)/.test(i))).map((f) => f.path)
  expect(wrong).toEqual([])
})

test('lib is pure but for store and sync', () => {
  const impure = /^node:(fs|net|http|https|os|process|child_process|dgram|dns|timers|crypto)|^(fs|net|http|os)$/
  const wrong = product
    .filter((file) => within(file.path, 'lib') && !within(file.path, 'lib/store', 'lib/sync'))
    .flatMap((file) => [
      ...file.imports.filter((i) => impure.test(i) || /^react|^next/.test(i)).map((i) => `${file.path} → ${i}`),
      ...(/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.env\b/.test(file.text)
        ? [`${file.path}: clock, chance or environment`]
        : []),
    ])
  expect(wrong).toEqual([])
})

test('only agent/apply executes operations', () => {
  const callers = product.filter(
    (f) => within(f.path, 'agent', 'app') && /\.execute\(/.test(f.text) && !within(f.path, 'agent/kernel'),
  )
  expect(callers.map((f) => f.path)).toEqual(['agent/apply.ts'])
})

test('no shell: every command is a list of arguments', () => {
  const shell = /shell:\s*(true|['"])|\bexecSync\(|[^.\w]exec\(\s*[`'"]/
  expect(product.filter((f) => shell.test(f.text)).map((f) => f.path)).toEqual([])
})

test('client components do not carry schemas or the catalogue', () => {
  const clients = product.filter((f) => /^['"]use client['"]/.test(f.text.trimStart()))
  const wrong = clients.flatMap((f) =>
    f.imports
      .filter(
        (i) => i === 'zod' || /^lib\/(text|lvscf\/(schema|index)|api\/(routes|client)|store)|^lib\/lvscf$/.test(i),
      )
      .map((i) => `${f.path} → ${i}`),
  )
  expect(wrong.filter((line) => !isTypeOnly(line, clients))).toEqual([])
})

/** True if the import named in `path → name` is written `import type`. */
function isTypeOnly(line: string, files: SourceFile[]): boolean {
  const [path, name] = line.split(' → ')
  const text = files.find((f) => f.path === path)?.text ?? ''
  return new RegExp(`import type [^'"]*from ['"]@/${name}['"]`).test(text)
}

test('every path that a document names exists', () => {
  const wrong: string[] = []
  for (const path of trackedFiles().filter((p) => p.endsWith('.md') && existsSync(p))) {
    const text = readFileSync(path, 'utf8')
    const named = [
      ...text.matchAll(/`([\w.@()[\]/-]+)`/g),
      ...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g),
    ].map((m) => m[1] ?? '')
    for (const name of named) {
      const clean = name.replace(/^\.\//, '').replace(/\/$/, '')
      const top = clean.split('/')[0] ?? ''
      if (
        !clean.includes('/') ||
        !['app', 'agent', 'components', 'lib', 'e2e', 'bin', 'public', 'docs', '.ci'].includes(top)
      )
        continue
      if (!existsSync(clean)) wrong.push(`${path}: ${name}`)
    }
  }
  expect(wrong).toEqual([])
})

test('nothing names a machine, a registry or unfinished work', () => {
  const bad = /\/root\/|registry\.npmjs|deb\.debian\.org|\b(?:it|test|describe)\.(?:only|skip)\(|\b(?:TODO|FIXME|XXX)\b/
  const wrong = trackedFiles()
    .filter(
      (p) =>
        p !== '.ci/repo.test.ts' &&
        /\.(tsx?|m?js|md|json|css|case)$/.test(p) &&
        p !== 'package-lock.json' &&
        existsSync(p),
    )
    .filter((p) => bad.test(readFileSync(p, 'utf8')))
  expect(wrong).toEqual([])
})

test('versions are exact', () => {
  const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  const loose = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies }).filter(
    ([, v]) => !/^\d+\.\d+\.\d+$/.test(v),
  )
  expect(loose).toEqual([])
})
