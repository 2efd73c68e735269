import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StoreError } from './files'

/** More than any configuration needs; protects console and agent against a file put there to exhaust them. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** A failed call of the file system in one sentence, e.g. `ENOSPC: no space left on device, write`. */
export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Bytes of an ordinary file; null if there is none. Never follows a symbolic link in the last part of the path, never waits on a pipe, never
 * reads more than `maxBytes`, also of a file that grows.
 * @param named what an error calls it, where `path` goes through a descriptor
 * @throws StoreError SYMLINK, TOO_LARGE, UNREADABLE
 */
export async function readPlain(path: string, maxBytes = MAX_FILE_BYTES, named = path): Promise<Buffer | null> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const stat = await handle.stat()
    if (!stat.isFile()) throw new StoreError('UNREADABLE', named, 'not an ordinary file')
    const bytes = stat.size > maxBytes ? null : await readAtMost(handle, stat.size, maxBytes)
    if (bytes === null) throw new StoreError('TOO_LARGE', named, `more than ${maxBytes} bytes`)
    return bytes
  } catch (error) {
    if (error instanceof StoreError) throw error
    if (codeOf(error) === 'ENOENT') return null
    if (codeOf(error) === 'ELOOP') throw new StoreError('SYMLINK', named, 'a symbolic link', { cause: error })
    throw new StoreError('UNREADABLE', named, whyOf(error), { cause: error })
  } finally {
    await handle?.close()
  }
}

const CHUNK_BYTES = 65_536

/** All of a file that is expected to have `size` bytes; null if there are more than `maxBytes`. */
async function readAtMost(handle: FileHandle, size: number, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  for (let total = 0; ; ) {
    // One byte more than is expected, or allowed, shows that there is more.
    const length = Math.min(Math.max(size + 1 - total, CHUNK_BYTES), maxBytes + 1 - total)
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, null)
    if (bytesRead === 0) return Buffer.concat(parts, total)
    total += bytesRead
    if (total > maxBytes) return null
    parts.push(buffer.subarray(0, bytesRead))
  }
}

/** Makes what was created, renamed or removed in a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export type Looks = { mode: number; uid?: number; gid?: number }

/** Creates `path` exclusively, writes and syncs it. Mode and group are set whatever the umask; on any error nothing is left behind. */
export async function writeNew(path: string, bytes: Buffer | string, looks: Looks): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const handle = await open(path, flags, 0o600)
  try {
    await handle.writeFile(bytes)
    await setOwner(handle, looks)
    await handle.chmod(looks.mode)
    await handle.sync()
  } catch (error) {
    await unlink(path).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }
}

/** The owner is kept only by root; a group that this user is not a member of falls back to the folder's (setgid) group. */
async function setOwner(handle: FileHandle, looks: Looks): Promise<void> {
  if (looks.uid === undefined && looks.gid === undefined) return
  const now = await handle.stat()
  const root = process.geteuid?.() === 0
  const uid = root ? (looks.uid ?? now.uid) : now.uid
  const gid = looks.gid ?? now.gid
  if (uid === now.uid && gid === now.gid) return
  try {
    await handle.chown(uid, gid)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error
  }
}

/** Replaces `path` as a whole: either the old or the new bytes are there, whatever happens meanwhile. */
export async function replace(path: string, bytes: Buffer | string, looks: Looks): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  await writeNew(temporary, bytes, looks)
  try {
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Mode and owner of what stands at `path`; undefined if nothing does. */
export async function looksOf(path: string): Promise<(Looks & { uid: number; gid: number }) | undefined> {
  try {
    const stat = await lstat(path)
    return { mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Number of a user or group by name or number, from passwd(5) or group(5); null if there is none. */
export async function idOf(
  file: '/etc/passwd' | '/etc/group',
  name: string,
): Promise<{ id: number; gid: number } | null> {
  const text = (await readPlain(file))?.toString('utf8') ?? ''
  for (const line of text.split('\n')) {
    const [word, , id, gid] = line.split(':')
    if (word === name || id === name) return { id: Number(id), gid: Number(gid) }
  }
  return null
}

/** Removes a file; no complaint if it is not there. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
