import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeyRefused, PulseStore, parseKey, showKey } from './keys'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulse-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const refusal = (work: Promise<void>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof KeyRefused ? error.saying.code : String(error)),
  )

test('make, show, set on the partner, rotate, drop: what stands on disk, readable by root alone', async () => {
  const a = await PulseStore.open(folder)
  expect(await refusal(a.rotateKey())).toBe('pulse.key.none')
  await a.makeKey()
  expect(await refusal(a.makeKey())).toBe('pulse.key.exists')
  const [first = ''] = a.get().keys
  expect(statSync(join(folder, 'pulse.json')).mode & 0o777).toBe(0o600)
  expect((await PulseStore.open(folder)).get()).toEqual({
    keys: [first],
    latched: false,
    term: 0,
    stopped: false,
    behind: null,
  })
  await a.rotateKey()
  const [second = ''] = a.get().keys
  expect([a.get().keys[1], second === first]).toEqual([first, false])
  expect(await refusal(a.rotateKey())).toBe('pulse.key.rotating')
  await a.dropOldKey()
  expect(a.get().keys).toEqual([second])
  await a.setKey(`${showKey(first).toUpperCase()}\n`)
  await a.setKey(first)
  expect(a.get().keys).toEqual([first, second])
})

test('a key as people copy it', () => {
  const key = '0123456789abcdef'.repeat(4)
  expect(showKey(key)).toBe(Array(4).fill('01234567 89abcdef').join(' '))
  expect(parseKey(` ${showKey(key).replaceAll(' ', '-\n')} `)).toBe(key)
  expect(['', 'x'.repeat(64), key.slice(1), `${key}0`].map(parseKey)).toEqual([null, null, null, null])
})

test('latch, term and stop are kept; a refused or failed change changes nothing', async () => {
  const told: number[] = []
  const a = await PulseStore.open(folder, (memory) => told.push(memory.term))
  await Promise.all([a.remember({ term: 3 }), a.remember({ latched: true }), a.remember({ stopped: true })])
  expect((await PulseStore.open(folder)).get()).toEqual({
    keys: [],
    latched: true,
    term: 3,
    stopped: true,
    behind: null,
  })
  await a.unlatch()
  expect([a.get().latched, told]).toEqual([false, [3, 3, 3, 3]])
  expect(await refusal(a.setKey('secret'))).toBe('pulse.key.not-a-key')
  expect(readFileSync(join(folder, 'pulse.json'), 'utf8')).toContain('"term":3')
  rmSync(folder, { recursive: true })
  expect(await refusal(a.remember({ term: 9 }))).toContain('ENOENT')
  expect(a.get().term).toBe(3)
})

test('a file that cannot be used is an error: a lost latch must not pass for none', async () => {
  writeFileSync(join(folder, 'pulse.json'), '{"keys":["short"]}')
  await expect(PulseStore.open(folder)).rejects.toThrow('cannot be used')
})
