import { randomBytes } from 'node:crypto'
import { posix } from 'node:path'
import type { SFTPWrapper, Stats } from 'ssh2'
import type { FileName } from '@/lib/api/types'
import { emptyFiles, FILE_NAMES, type Files } from '@/lib/store/files'
import { MAX_BUNDLE_FILE_BYTES } from './protocol'

/** Files on a host without Arapaima, by SFTP alone. */

/** SSH_FX_NO_SUCH_FILE */
const NO_SUCH_FILE = 2
const CHUNK_BYTES = 32_768
const NEW_FILE_MODE = 0o644
const MARK = '.arapaima-new-'

type Done<T> = (error: Error | null | undefined, value?: T) => void
const call = <T>(work: (done: Done<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    work((error, value) => (error ? reject(error) : resolve(value as T)))
  })
const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === NO_SUCH_FILE

/** What stands at a path, without following a link; null when nothing does. */
async function look(sftp: SFTPWrapper, path: string): Promise<Stats | null> {
  try {
    return await call<Stats>((done) => sftp.lstat(path, done))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** The three files there; an absent one is empty. @throws Error when one is no ordinary file, too large, or cannot be read */
export async function readRemote(sftp: SFTPWrapper, folder: string): Promise<Files> {
  const files = emptyFiles()
  for (const name of FILE_NAMES) {
    const path = posix.join(folder, name)
    const stats = await look(sftp, path)
    if (stats === null) continue
    if (!stats.isFile()) throw new Error(`${path}: not an ordinary file`)
    if (stats.size > MAX_BUNDLE_FILE_BYTES) throw new Error(`${path}: ${stats.size} bytes`)
    files[name] = await call<Buffer>((done) => sftp.readFile(path, done))
  }
  return files
}

/**
 * Puts one file in place as a whole: temporary file beside it, written, with the old one's mode and owner, synced, renamed over it (the
 * extensions of OpenSSH: a plain SFTP rename would refuse). @throws Error, with the old file in place and nothing left behind
 */
export async function writeRemote(sftp: SFTPWrapper, folder: string, name: FileName, bytes: Buffer): Promise<void> {
  const path = posix.join(folder, name)
  const before = await look(sftp, path)
  if (before !== null && !before.isFile()) throw new Error(`${path}: not an ordinary file`)
  const temporary = posix.join(folder, `.${name}${MARK}${randomBytes(8).toString('hex')}`)
  const mode = before === null ? NEW_FILE_MODE : before.mode & 0o7777
  const handle = await call<Buffer>((done) => sftp.open(temporary, 'wx', 0o600, done))
  try {
    try {
      await writeAll(sftp, handle, bytes)
      if (before !== null) await keepOwner(sftp, handle, before)
      await call((done) => sftp.fchmod(handle, mode, done))
      await call((done) => sftp.ext_openssh_fsync(handle, done))
    } finally {
      await call((done) => sftp.close(handle, done))
    }
    await call((done) => sftp.ext_openssh_rename(temporary, path, done))
  } catch (error) {
    await call((done) => sftp.unlink(temporary, done)).catch(() => undefined)
    throw error
  }
}

async function writeAll(sftp: SFTPWrapper, handle: Buffer, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, bytes.length - at)
    await call((done) => sftp.write(handle, bytes, at, length, at, done))
  }
}

/** Only where it differs: who is not root may not, and need not, when the file was theirs. */
async function keepOwner(sftp: SFTPWrapper, handle: Buffer, { uid, gid }: Stats): Promise<void> {
  const now = await call<Stats>((done) => sftp.fstat(handle, done))
  if (now.uid !== uid || now.gid !== gid) await call((done) => sftp.fchown(handle, uid, gid, done))
}

/** Takes away temporary files that a cut connection left. */
export async function sweepRemote(sftp: SFTPWrapper, folder: string): Promise<void> {
  const list = await call<{ filename: string }[]>((done) => sftp.readdir(folder, done))
  for (const { filename } of list)
    if (FILE_NAMES.some((name) => filename.startsWith(`.${name}${MARK}`)))
      await call((done) => sftp.unlink(posix.join(folder, filename), done))
}
