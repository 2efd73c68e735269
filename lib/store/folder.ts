import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, removeFile, syncFolder } from './disk'
import { StoreError } from './files'

/** The path of a name inside an opened folder. */
export type Inside = (name: string) => string

/**
 * Works inside the folder that `path` leads to now, whatever is put in its place meanwhile: others of the group may rename and replace folders
 * that root writes in. Node has no openat(2); the descriptor's entry in /proc leads to the same folder.
 * @throws StoreError UNREADABLE when `path` is a symbolic link or no folder; the file system's error otherwise
 */
export async function inFolder<T>(path: string, work: (inside: Inside, handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await openFolder(path)
  try {
    return await work((name) => `/proc/self/fd/${handle.fd}/${name}`, handle)
  } finally {
    await handle.close()
  }
}

async function openFolder(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR' && codeOf(error) !== 'ELOOP') throw error
    throw new StoreError('UNREADABLE', path, 'not a folder', { cause: error })
  }
}

/** The same in a folder that this process has just made. @throws StoreError CANNOT_WRITE when somebody else's stands there */
export function inOwnFolder<T>(path: string, work: (inside: Inside, handle: FileHandle) => Promise<T>): Promise<T> {
  return inFolder(path, async (inside, handle) => {
    if ((await handle.stat()).uid !== process.geteuid?.())
      throw new StoreError('CANNOT_WRITE', path, 'replaced by another user while it was made')
    return work(inside, handle)
  })
}

/** True if `path` is still the opened folder. */
export async function isStill(path: string, handle: FileHandle): Promise<boolean> {
  const [there, here] = [await lstat(path), await handle.stat()]
  return there.ino === here.ino && there.dev === here.dev
}

/** Makes a folder with exactly this mode if it does not exist; an existing one is left as the administrator has it. By root also with this owner. */
export async function ensureFolder(
  path: string,
  mode: number,
  owner?: { uid: number; gid: number } | null,
): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
    await inOwnFolder(path, async (_inside, handle) => {
      if (owner && process.geteuid?.() === 0) await handle.chown(owner.uid, owner.gid)
      await handle.chmod(mode)
    })
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT') throw error
    await ensureFolder(dirname(path), 0o755)
    await ensureFolder(path, mode, owner)
  }
}

/** Removes a folder with all that is in it and never anything else, wherever links in it lead; no complaint if it is not there. */
export async function removeFolder(path: string): Promise<void> {
  try {
    await inFolder(path, async (inside) => {
      for (const entry of await readdir(inside(''), { withFileTypes: true })) {
        if (entry.isDirectory()) await removeFolder(join(inside(''), entry.name))
        else await removeFile(inside(entry.name))
      }
    })
    await rmdir(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    if (!(error instanceof StoreError)) throw error
    await removeFile(path)
  }
}
