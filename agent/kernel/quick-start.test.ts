import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QuickStart } from './quick-start'

let folder = ''
const log: string[] = []
let quick: QuickStart
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-'))
  log.length = 0
  quick = new QuickStart((line) => log.push(line))
})
afterEach(() => {
  quick.close()
  rmSync(folder, { recursive: true, force: true })
})
const within = { timeout: 10_000, interval: 10 }

test('starts what it is given, all of it, each with its own words', async () => {
  quick.prepare()
  const files = [1, 2, 3].map((number) => join(folder, `made-${number}`))
  expect(quick.run(files.map((file) => ['cp', '/etc/hostname', file]))).toBe(true)
  await expect.poll(() => files.every((file) => existsSync(file)), within).toBe(true)
  await expect.poll(() => readFileSync(files[0] as string, 'utf8'), within).toBe(readFileSync('/etc/hostname', 'utf8'))
})

test('none is waited for: a program that runs on holds nothing up', async () => {
  quick.prepare()
  const file = join(folder, 'second')
  quick.run([
    ['sleep', '3'],
    ['touch', file],
  ])
  await expect.poll(() => existsSync(file), { timeout: 2500, interval: 10 }).toBe(true)
})

test('nothing ready: said, and nothing is started late', () => {
  expect(quick.run([['touch', join(folder, 'late')]])).toBe(false)
  quick.prepare()
  expect(quick.run([])).toBe(false)
  expect(log).toEqual([])
})

test.each(['a b', "a'b", 'a"b', 'a\\b', 'a\nb', 'A=b', '$(id)', ''])(
  '%j would not arrive as it is: refused',
  (word) => {
    quick.prepare()
    expect(() => quick.run([['touch', word]])).toThrow(/not a plain word/)
  },
)
