import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sweepLock, takeLock } from './lock'

let top: string
let path: string
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-lock-'))
  path = join(top, 'lock')
})
afterEach(() => rm(top, { recursive: true, force: true }))

/** What a holder that is gone left behind. */
async function leaveDead(at: string, id: string, change: Record<string, unknown> = {}): Promise<void> {
  const lock = await takeLock(at, 0)
  const holder = JSON.parse(await readFile(at, 'utf8')) as object
  await lock.release()
  await writeFile(at, JSON.stringify({ ...holder, id, start: '1', ...change }))
}

test('one holder at a time, the next one after the release', async () => {
  const first = await takeLock(path, 0)
  await expect(takeLock(path, 20)).rejects.toMatchObject({ code: 'LOCKED', path })
  await first.release()
  await (await takeLock(path, 0)).release()
  expect(await readdir(top)).toEqual([])
})

test('a dead holder does not block: its pid was given out again, or the machine was started anew', async () => {
  await leaveDead(path, 'dead')
  await (await takeLock(path, 0).catch(() => takeLock(path, 50))).release()
  await leaveDead(path, 'before-boot', { boot: 'another', start: undefined })
  await (await takeLock(path, 50)).release()
})

test('a holder in another pid name space cannot be looked at and counts as alive', async () => {
  await leaveDead(path, 'elsewhere', { space: 'pid:[1]' })
  await expect(takeLock(path, 20)).rejects.toMatchObject({ code: 'LOCKED' })
})

test('of many that find a dead holder exactly one gets the lock at a time', async () => {
  await leaveDead(path, 'dead')
  // Somebody died while taking over from the dead one.
  await leaveDead(`${path}.steal.dead`, 'dead-thief')
  let inside = 0
  let most = 0
  const work = async () => {
    const lock = await takeLock(path, 10_000)
    inside += 1
    most = Math.max(most, inside)
    await readdir(top)
    inside -= 1
    await lock.release()
  }
  await Promise.all(Array.from({ length: 20 }, work))
  expect(most).toBe(1)
  expect(await readdir(top)).toEqual([])
})

test('what killed waiters left is swept by the holder', async () => {
  await leaveDead(`${path}.some-waiter`, 'some-waiter')
  const lock = await takeLock(path, 0)
  await sweepLock(path)
  expect(await readdir(top)).toEqual(['lock'])
  await lock.release()
})
