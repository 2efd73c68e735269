import { createHash } from 'node:crypto'
import { link, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileName, RevisionInfo } from '@/lib/api/types'
import { codeOf, type Looks, looksOf, readPlain, removeFile, replace, syncFolder, writeNew } from './disk'
import { FILE_NAMES, type Files } from './files'
import { type Intent, intentPath, readIntent } from './intent'
import { isRevisionName, listRevisions, nameOf, type RevisionName, readFiles, writeRevision } from './revisions'

/** Folders of one store, and a call-back at each step of a save (tests end the process there). */
export type Place = { etc: string; revisions: string; hook: (step: string) => void }

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const shaOf = (bytes: Buffer | null): string | null => (bytes === null ? null : sha(bytes))
const newPath = (place: Place, name: FileName): string => join(place.etc, `.${name}.arapaima-new`)
const oldPath = (place: Place, name: FileName): string => join(place.etc, `.${name}.arapaima-old`)

/** Longer than any name. */
const MAX_CURRENT_BYTES = 4096

export const currentPath = (place: Place): string => join(place.revisions, 'current')

/** What stands in `current` before the first save. */
const NONE = 'none'

/**
 * The name of the revision saved last; null before the first save. If `current` itself is lost or damaged the newest revision counts:
 * the history must not go with it.
 */
export async function readCurrent(place: Place): Promise<RevisionName | null> {
  const said = await readCurrentFile(place)
  if (said === undefined) return (await listRevisions(place.revisions)).at(-1)?.name ?? null
  return said === NONE ? null : said
}

async function readCurrentFile(place: Place): Promise<string | undefined> {
  const said = (await readPlain(currentPath(place), MAX_CURRENT_BYTES))?.toString('utf8').trim()
  return said !== undefined && (said === NONE || isRevisionName(said)) ? said : undefined
}

/** Writes `current` where it is missing, so that a first save that was killed can be told from a history whose `current` was lost. */
export async function ensureCurrent(place: Place): Promise<void> {
  if ((await readCurrentFile(place)) === undefined) await writeCurrent(place, (await readCurrent(place)) ?? NONE)
}

export async function writeCurrent(place: Place, name: RevisionName): Promise<void> {
  await replace(currentPath(place), currentLine(name), { mode: 0o660 })
}
const currentLine = (name: RevisionName): string => `${name}\n`
const nextCurrentPath = (place: Place): string => `${currentPath(place)}.next`

/**
 * How the successor of a file looks: its mode, group and (by root) owner. Never setuid or the like: root would make a program of what others
 * of the group wrote.
 */
async function successorLooks(path: string): Promise<Looks> {
  const looks = await looksOf(path)
  return looks ? { ...looks, mode: looks.mode & 0o777 } : { mode: 0o660 }
}

/** Writes `bytes` beside the file it will replace. */
async function stage(place: Place, name: FileName, bytes: Buffer): Promise<void> {
  await removeFile(newPath(place, name))
  await writeNew(newPath(place, name), bytes, await successorLooks(join(place.etc, name)))
}

/** A second name for the old file, so that going back needs no space on the disk. */
async function keepOld(place: Place, name: FileName, bytes: Buffer): Promise<void> {
  const path = join(place.etc, name)
  await removeFile(oldPath(place, name))
  try {
    await link(path, oldPath(place, name))
  } catch (error) {
    // fs.protected_hardlinks: a file of root that this user may read but not write. Its folder is ours, so a copy does.
    if (codeOf(error) !== 'EPERM') throw error
    await writeNew(oldPath(place, name), bytes, await successorLooks(path))
  }
}

/** Removes what stands beside the files: of a save that is done, taken back, or was killed before its intent. */
async function unstage(place: Place): Promise<void> {
  for (const name of FILE_NAMES) {
    await removeFile(newPath(place, name))
    await removeFile(oldPath(place, name))
  }
  await removeFile(nextCurrentPath(place))
}

/** True if the file has to be touched: an absent file counts as empty and stays absent. */
const differs = (on: Buffer | null, wanted: Buffer): boolean => !(on ?? Buffer.alloc(0)).equals(wanted)

/**
 * Makes `files` the saved configuration: revision, staged files, intent, renames, `current`. Up to the intent nothing is visible; from there on
 * only renames are left, which need no space, and `settle` completes them whoever dies.
 * @throws the file system's error, with the old configuration in place
 */
export async function commit(place: Place, files: Files, info: RevisionInfo): Promise<void> {
  const before = {} as Intent['before']
  await writeRevision(place.revisions, info, files)
  place.hook('revision')
  try {
    for (const name of FILE_NAMES) {
      const on = await readPlain(join(place.etc, name))
      before[name] = shaOf(on)
      if (!differs(on, files[name])) continue
      await stage(place, name, files[name])
      if (on !== null) await keepOld(place, name, on)
    }
    await writeNew(nextCurrentPath(place), currentLine(nameOf(info)), { mode: 0o660 })
    await syncFolder(place.etc)
    place.hook('staged')
    await replace(intentPath(place), JSON.stringify({ to: nameOf(info), before } satisfies Intent), { mode: 0o660 })
  } catch (error) {
    await unstage(place)
    throw error
  }
  await settle(place)
}

/** Completes the save that the intent names, if there is one, and clears away what killed saves left. To be called by the holder of the lock. */
export async function settle(place: Place): Promise<void> {
  const intent = await readIntent(place)
  if (intent === null) return unstage(place)
  const files = await readFiles(place.revisions, intent.to)
  try {
    place.hook('intent')
    for (const name of FILE_NAMES) {
      await put(place, name, files[name], intent.before[name])
      place.hook(`renamed ${name}`)
    }
    await syncFolder(place.etc)
    await putCurrent(place, intent.to)
  } catch (error) {
    await takeBack(place, intent, files)
    throw error
  }
  place.hook('current')
  await removeFile(intentPath(place))
  await syncFolder(place.revisions)
  await unstage(place)
  place.hook('done')
}

/** Puts one file in place unless it is there already, or a hand edit came in between: that one stays and is reported as what it is. */
async function put(place: Place, name: FileName, bytes: Buffer, before: string | null): Promise<void> {
  const path = join(place.etc, name)
  const on = await readPlain(path)
  if (!differs(on, bytes) || shaOf(on) !== before) return
  const staged = await readPlain(newPath(place, name)).catch(() => null)
  if (staged === null || !staged.equals(bytes)) await stage(place, name, bytes)
  await rename(newPath(place, name), path)
}

async function putCurrent(place: Place, name: RevisionName): Promise<void> {
  const staged = await readPlain(nextCurrentPath(place)).catch(() => null)
  if (staged?.toString('utf8') !== currentLine(name)) return writeCurrent(place, name)
  await rename(nextCurrentPath(place), currentPath(place))
  await syncFolder(place.revisions)
}

/** A rename was refused (an immutable file, a folder made read-only): what was renamed already goes back, and the intent with it. */
async function takeBack(place: Place, intent: Intent, files: Files): Promise<void> {
  for (const name of FILE_NAMES) {
    const path = join(place.etc, name)
    const on = await readPlain(path)
    if (on === null || shaOf(on) === intent.before[name] || !on.equals(files[name])) continue
    if (intent.before[name] === null) await removeFile(path)
    else await rename(oldPath(place, name), path)
  }
  await syncFolder(place.etc)
  await removeFile(intentPath(place))
  await syncFolder(place.revisions)
  await unstage(place)
}
