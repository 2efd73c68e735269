import { randomUUID } from 'node:crypto'
import { link } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, idOf, type Looks, looksOf, readPlain, removeFile, replace, writeNew } from './disk'
import { ensureFolder } from './folder'
import { type Lock, takeLock } from './lock'
import type { Paths } from './paths'

/** STATE/console: 0700, owned by the console's user; every file in it 0600. Root (`arapaima passwd`) keeps that owner. */
export type ConsoleFolder = { path: string; looks: Looks }

/** Opens the folder, making it if need be. @throws the file system's error when it cannot be made */
export async function consoleFolder(paths: Pick<Paths, 'state' | 'user'>): Promise<ConsoleFolder> {
  const path = join(paths.state, 'console')
  if ((await looksOf(path)) === undefined) {
    const user = await idOf('/etc/passwd', paths.user)
    await ensureFolder(path, 0o700, user && { uid: user.id, gid: user.gid })
  }
  const looks = await looksOf(path)
  return { path, looks: { mode: 0o600, uid: looks?.uid, gid: looks?.gid } }
}

export async function readJson<T>(folder: ConsoleFolder, name: string): Promise<T | null> {
  const bytes = await readPlain(join(folder.path, name))
  return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as T)
}

export async function writeJson(folder: ConsoleFolder, name: string, value: unknown): Promise<void> {
  await replace(join(folder.path, name), `${JSON.stringify(value)}\n`, folder.looks)
}

/** Creates the file complete and only if there is none: of several that try at once exactly one gets true. */
export async function createJson(folder: ConsoleFolder, name: string, value: unknown): Promise<boolean> {
  const temporary = join(folder.path, `${name}.${randomUUID()}.tmp`)
  await writeNew(temporary, `${JSON.stringify(value)}\n`, folder.looks)
  try {
    await link(temporary, join(folder.path, name))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await removeFile(temporary)
  }
}

/** Read, change, write without anybody between. */
export async function alone<T>(folder: ConsoleFolder, work: () => Promise<T>): Promise<T> {
  const lock: Lock = await takeLock(join(folder.path, 'lock'), 10_000)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}
