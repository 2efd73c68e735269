import { join } from 'node:path'
import type { SFTPWrapper } from 'ssh2'
import type { FileName } from '@/lib/api/types'
import type { World } from '@/lib/lvscf'
import { FILE_NAMES, type Files, hashOf } from '@/lib/store/files'
import { takeLock } from '@/lib/store/lock'
import type { ConsoleFolder } from '@/lib/store/private'
import type { Store } from '@/lib/store/store'
import { connectTo } from './client'
import { type Comparison, compareFiles } from './compare'
import type { Connection } from './connection'
import { derivedCopies } from './derived'
import { SyncError, whyOf } from './errors'
import type { PartnerSettings, Target } from './partner'
import { readRemote, sweepRemote, writeRemote } from './sftp-files'

/** A router that runs no Arapaima: its files are written by SFTP, under their own names. */
export type Fallback = {
  store: Store
  folder: ConsoleFolder
  target: Target
  settings: Pick<PartnerSettings, 'folder' | 'command'>
  host: string
  world?: World
}
export type FallbackOptions = {
  /** hash of what stands there: it may be overwritten although it did not come from here */
  overwrite?: string
  onFile?: (file: FileName, fate: 'same' | 'written') => void
}
export type FallbackResult = {
  changed: boolean
  /** hash of the copies that stand there now, read back */
  hash: string
  files: Record<FileName, 'same' | 'written'>
  /** what the administrator's command did; null when nothing was written or none is chosen */
  command: { line: string; status: number; output: string } | null
}

const COMMAND_MS = 120_000
/** So long all reading and writing of files may take; SFTP itself knows no limit. */
const FILES_MS = 120_000
const MAX_OUTPUT_BYTES = 256 * 1024
const LOCK_MS = 60_000
/** lvs.cf last: it is what an old daemon looks at. */
const ORDER: readonly FileName[] = ['lvs.iptables', 'lvs.sysctl', 'lvs.cf']

/**
 * Makes the copies on the partner equal to what is saved here, derived marks and settings included, and reads back. What stands there has to
 * be a copy of a revision of this router, or nothing, or be overwritten knowingly. System files are not touched.
 * @throws SyncError; `sync.partly` names the files that were written and those that were not
 */
export async function syncBySftp(pair: Fallback, options: FallbackOptions = {}): Promise<FallbackResult> {
  // Nobody but this router writes there: one of its syncs at a time.
  const lock = await takeLock(join(pair.folder.path, 'sync.lock'), LOCK_MS)
  let connection: Connection | undefined
  try {
    connection = await connectTo(pair.folder, pair.target)
    const files = await limited(connection, () => withFiles(pair, connection as Connection, options))
    return { ...files, command: await commandAfter(pair, connection, files.changed) }
  } finally {
    connection?.close()
    await lock.release()
  }
}

/** What stands there beside the copies of what is saved here. */
export type FilesThere = Comparison & {
  /** hashes of the copies, and of what stands there */
  mine: string
  theirs: string
  /** what stands there is a copy of a revision of this router, or nothing: a sync loses nothing */
  known: boolean
  files: { mine: Files; theirs: Files }
}

/** Compares field by field. @throws SyncError */
export async function compareBySftp(pair: Fallback): Promise<FilesThere> {
  const connection = await connectTo(pair.folder, pair.target)
  try {
    const wanted = derivedCopies((await pair.store.read()).files, pair.world)
    const there = await limited(connection, async () => remoteFiles(pair, await connection.sftp()))
    const known = await isKnown(pair, wanted, there)
    const files = { mine: wanted, theirs: there }
    return { ...compareFiles(wanted, there), mine: hashOf(wanted), theirs: hashOf(there), known, files }
  } finally {
    connection.close()
  }
}

/** Ends the connection when the time is up: whatever waits for it then fails. */
async function limited<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => connection.close(), FILES_MS)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}

type Written = Omit<FallbackResult, 'command'>
async function withFiles(pair: Fallback, connection: Connection, options: FallbackOptions): Promise<Written> {
  const { store, settings, target } = pair
  const sftp = await connection.sftp()
  const wanted = derivedCopies((await store.read()).files, pair.world)
  const there = await remoteFiles(pair, sftp)
  await sweepRemote(sftp, settings.folder).catch((cause: unknown) => {
    const params = { host: target.address, path: settings.folder, why: messageOf(cause), what: 'SFTP' }
    throw new SyncError('sync.cannotWrite', params, { cause })
  })
  await mayReplace(pair, wanted, there, options.overwrite)
  const files = await writeDiffering(pair, sftp, wanted, there, options)
  const changed = FILE_NAMES.some((name) => files[name] === 'written')
  const hash = hashOf(wanted)
  const back = hashOf(changed ? await remoteFiles(pair, sftp) : there)
  if (back !== hash) throw new SyncError('sync.readBack', { mine: hash.slice(0, 12), theirs: back.slice(0, 12) })
  sftp.end()
  return { changed, hash, files }
}

async function remoteFiles({ settings, target }: Fallback, sftp: SFTPWrapper): Promise<Files> {
  try {
    return await readRemote(sftp, settings.folder)
  } catch (cause) {
    const params = { host: target.address, path: settings.folder, why: messageOf(cause), what: 'SFTP' }
    throw new SyncError('sync.cannotRead', params, { cause })
  }
}

/** SFTP's own codes are mere numbers: the words tell more. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : whyOf(error)).slice(0, 300)

async function mayReplace(pair: Fallback, wanted: Files, there: Files, overwrite?: string): Promise<void> {
  const theirs = hashOf(there)
  if (theirs === overwrite || (await isKnown(pair, wanted, there))) return
  if (overwrite !== undefined) throw new SyncError('sync.changedThere', { theirs })
  throw new SyncError('sync.theirsUnknown', { mine: hashOf(wanted), theirs, handEdited: 1 })
}

async function isKnown({ store, world }: Fallback, wanted: Files, there: Files): Promise<boolean> {
  const theirs = hashOf(there)
  if (FILE_NAMES.every((name) => there[name].length === 0) || theirs === hashOf(wanted)) return true
  for (const { number } of await store.history()) {
    const revision = await store.revision(number)
    if (revision && hashOf(derivedCopies(revision.files, world)) === theirs) return true
  }
  return false
}

async function writeDiffering(
  { settings, target }: Fallback,
  sftp: SFTPWrapper,
  wanted: Files,
  there: Files,
  { onFile }: FallbackOptions,
): Promise<FallbackResult['files']> {
  const files: FallbackResult['files'] = { 'lvs.cf': 'same', 'lvs.iptables': 'same', 'lvs.sysctl': 'same' }
  const left = new Set(ORDER.filter((name) => !wanted[name].equals(there[name])))
  for (const name of ORDER) {
    if (!left.has(name)) {
      onFile?.(name, 'same')
      continue
    }
    try {
      await writeRemote(sftp, settings.folder, name, wanted[name])
    } catch (cause) {
      const written = ORDER.filter((one) => files[one] === 'written').join(' ') || '–'
      const params = { address: target.address, written, failed: [...left].join(' '), why: messageOf(cause) }
      throw new SyncError('sync.partly', params, { cause })
    }
    files[name] = 'written'
    left.delete(name)
    onFile?.(name, 'written')
  }
  return files
}

/** The administrator's command, each word quoted for the shell that sshd starts; none when nothing was written. */
async function commandAfter({ settings, target }: Fallback, connection: Connection, changed: boolean) {
  const { command } = settings
  if (!changed || command.length === 0) return null
  const limits = { timeoutMs: COMMAND_MS, maxBytes: MAX_OUTPUT_BYTES, stage: `${target.address}: ${command[0]}` }
  const { code, stdout, stderr } = await connection.run(command.map(quoted).join(' '), limits)
  return { line: command.join(' '), status: code, output: stdout.toString('utf8') + stderr }
}

/** One word for a POSIX shell, whatever is in it. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
