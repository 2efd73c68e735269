import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { link, readdir, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf, readPlain, removeFile, writeNew } from './disk'
import { StoreError } from './files'

/**
 * A lock across processes that a killed holder never blocks and a stopped one never loses.
 *
 * The lock is a file that names its holder (boot, pid name space, pid, start time, a number of its own) and is made by link(2), so exactly one
 * process gets it. A lock whose holder is dead is taken over by whoever first links `<lock>.steal.<holder>`: only that process may
 * then replace the dead lock, and it looks again before it does. A lock by age (mtime, as proper-lockfile has it) would let
 * a save go on beside another one after the machine was suspended; two saves at once are a mixture.
 */
export type Lock = { release(): Promise<void> }

const TRY_EVERY_MS = 5

type Holder = { id: string; boot: string; space: string; pid: number; start: string }

/** Field 22 of /proc/PID/stat: with it a pid that was given out again is not mistaken for the holder. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function whereAmI(): { boot: string; space: string } {
  const read = (get: () => string) => {
    try {
      return get().trim()
    } catch {
      return ''
    }
  }
  return {
    boot: read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    space: read(() => readlinkSync('/proc/self/ns/pid')),
  }
}

function isAlive(holder: Holder): boolean {
  const here = whereAmI()
  if (holder.boot !== here.boot) return false
  // A process in another container cannot be looked at from here; waiting is the safe side.
  if (holder.space !== here.space) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const start = startOf(holder.pid)
  return start === null || start === holder.start
}

/** Its id becomes part of a file's name. */
const ID = /^[A-Za-z0-9-]{1,64}$/
const MAX_BYTES = 4096

/**
 * Who holds a lock; null if nobody does. Others of the group can write here: a holder is what has the form of one.
 * @throws StoreError when something else stands there
 */
async function holderOf(path: string): Promise<Holder | null> {
  const bytes = await readPlain(path, MAX_BYTES)
  if (bytes === null) return null
  try {
    const { id, boot, space, pid, start = '' } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
    const texts = [id, boot, space, start].every((value) => typeof value === 'string')
    if (texts && ID.test(String(id)) && typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0)
      return { id, boot, space, pid, start } as Holder
  } catch {
    // not JSON, or no object
  }
  throw new StoreError('UNREADABLE', path, 'damaged')
}

/** One attempt. True when `mine` now also stands at `path`. */
async function tryTake(path: string, mine: string): Promise<boolean> {
  try {
    await link(mine, path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const holder = await holderOf(path)
  if (holder === null || isAlive(holder)) return false
  const claim = `${path}.steal.${holder.id}`
  if (!(await tryTake(claim, mine))) return false
  // Whoever held this claim before us may have replaced the dead lock already.
  if ((await holderOf(path))?.id !== holder.id) {
    await unlink(claim)
    return false
  }
  await rename(claim, path)
  return true
}

/**
 * Takes the lock at `path`, waiting for a living holder up to `timeoutMs`.
 * @throws StoreError LOCKED after the time, CANNOT_WRITE when the folder cannot be written
 */
export async function takeLock(path: string, timeoutMs: number): Promise<Lock> {
  const id = randomUUID()
  const mine = `${path}.${id}`
  const holder: Holder = { id, ...whereAmI(), pid: process.pid, start: startOf(process.pid) ?? '' }
  const until = Date.now() + timeoutMs
  try {
    // Readable for all: root's lock in the console's own folder must not stop the console. The folder keeps others out.
    await writeNew(mine, JSON.stringify(holder), { mode: 0o644 })
    while (!(await tryTake(path, mine))) {
      if (Date.now() >= until) {
        const now = await holderOf(path)
        throw new StoreError('LOCKED', path, now ? `held by process ${now.pid}` : 'held')
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS * (1 + Math.random())))
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('CANNOT_WRITE', path, error instanceof Error ? error.message : String(error), { cause: error })
  } finally {
    await removeFile(mine).catch(() => undefined)
  }
  return { release: () => unlink(path) }
}

/** Removes what killed waiters left beside the lock. To be called by the holder of the lock. */
export async function sweepLock(path: string): Promise<void> {
  const prefix = `${basename(path)}.`
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix)) continue
    const holder = await holderOf(join(dirname(path), name)).catch(() => null)
    if (holder && !isAlive(holder)) await removeFile(join(dirname(path), name))
  }
}
