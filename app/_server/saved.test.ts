import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '@/lib/store'
import { savedReader } from './saved'

let top = ''
const read = (judge?: Parameters<typeof savedReader>[1]) =>
  savedReader(openStore({ etc: top, state: join(top, 'state') }), judge)
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-saved-'))
})
afterEach(() => rm(top, { recursive: true, force: true }))

test('findings of the files as they stand; a hand edit is no revision', async () => {
  await writeFile(join(top, 'lvs.cf'), 'keepalive = many\n')
  const saved = await read()()
  expect(saved).toMatchObject({ revision: null })
  expect(saved.problems).toContainEqual(expect.objectContaining({ file: 'lvs.cf', path: 'keepalive', line: 1 }))
})

test('the same bytes are judged once, other bytes anew', async () => {
  let judged = 0
  const reader = read(() => {
    judged += 1
    return []
  })
  await writeFile(join(top, 'lvs.cf'), '# 1\n')
  await Promise.all([reader(), reader()])
  await reader()
  expect(judged).toBe(1)
  await writeFile(join(top, 'lvs.cf'), '# 2\n')
  await reader()
  expect(judged).toBe(2)
})

test.each([
  ['a folder', (path: string) => mkdir(path)],
  ['a symbolic link', (path: string) => symlink('/etc/passwd', path)],
])('%s in place of a file is a finding with its path, not an exception', async (_what, plant) => {
  await plant(join(top, 'lvs.sysctl'))
  const saved = await read()()
  expect(saved.problems).toEqual([
    expect.objectContaining({ file: 'lvs.sysctl', code: 'api.unreadable', severity: 'error' }),
  ])
  expect(saved.problems[0]?.params).toMatchObject({ path: join(top, 'lvs.sysctl') })
})
