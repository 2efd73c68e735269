import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { RevisionInfo } from '@/lib/api/types'
import { codeOf, MAX_FILE_BYTES, readPlain, syncFolder, whyOf, writeNew } from './disk'
import { emptyFiles, FILE_NAMES, type Files, hashOf, StoreError } from './files'
import { inFolder, inOwnFolder, isStill, removeFolder } from './folder'

/** `41-9f2c…`: number for people, hash for If-Match. */
export type RevisionName = string
export const nameOf = (info: Pick<RevisionInfo, 'number' | 'hash'>): RevisionName => `${info.number}-${info.hash}`

/** Number 0 is the agent's own, for what runs and is in no history. Longer numbers no history reaches; a planted one would stop the counting. */
const NAME = /^(0|[1-9]\d{0,8})-([0-9a-f]{64})$/
export const isRevisionName = (name: string): boolean => NAME.test(name) && !name.startsWith('0')
const PREPARING = '.new-'
const ABOUT = 'revision.json'
/** Author, time and note; more is not ours. */
const MAX_ABOUT_BYTES = 256 * 1024

/** Number and hash of every complete revision, oldest first. */
export async function listRevisions(folder: string): Promise<{ name: RevisionName; number: number; hash: string }[]> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw new StoreError('UNREADABLE', folder, codeOf(error), { cause: error })
  }
  return names
    .flatMap((name) => {
      const match = isRevisionName(name) ? NAME.exec(name) : null
      return match ? [{ name, number: Number(match[1]), hash: match[2] ?? '' }] : []
    })
    .sort((a, b) => a.number - b.number)
}

/** Writes and syncs a revision; it appears under its name complete or not at all. */
export async function writeRevision(folder: string, info: RevisionInfo, files: Files): Promise<void> {
  const preparing = join(folder, `${PREPARING}${randomUUID()}`)
  const path = join(folder, nameOf(info))
  await mkdir(preparing, { mode: 0o700 })
  try {
    await inOwnFolder(preparing, async (inside, handle) => {
      await handle.chmod(0o2770)
      for (const name of FILE_NAMES) await writeNew(inside(name), files[name], { mode: 0o640 })
      await writeNew(inside(ABOUT), `${JSON.stringify(info, null, 2)}\n`, { mode: 0o640 })
      await handle.sync()
      await rename(preparing, path)
      if (!(await isStill(path, handle))) throw new StoreError('CANNOT_WRITE', path, 'replaced while it was made')
    })
    await syncFolder(folder)
  } catch (error) {
    await removeFolder(preparing)
    throw error
  }
}

/**
 * Who, when and why. Others of the group can write here, so number and hash are those of the name, and of the rest only what has the right
 * form counts; what is lost or damaged is unknown.
 */
export async function readInfo(folder: string, name: RevisionName): Promise<RevisionInfo> {
  const [, number, hash] = NAME.exec(name) ?? []
  const known = { number: Number(number), hash: hash ?? '' }
  const said = await inRevision(folder, name, (inside) => readPlain(inside(ABOUT), MAX_ABOUT_BYTES)).catch(() => null)
  const { author, at, note } = objectIn(said)
  return {
    ...known,
    author: typeof author === 'string' ? author : '?',
    at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
    note: typeof note === 'string' ? note : '',
  }
}

/** Files opened at once: a long history must not use up the descriptors. */
const AT_ONCE = 32

/** The same for many, in their order. */
export async function readInfos(folder: string, names: readonly RevisionName[]): Promise<RevisionInfo[]> {
  const infos: RevisionInfo[] = []
  for (let at = 0; at < names.length; at += AT_ONCE)
    infos.push(...(await Promise.all(names.slice(at, at + AT_ONCE).map((name) => readInfo(folder, name)))))
  return infos
}

/** The object that a JSON text is; empty where it is none. */
function objectIn(json: Buffer | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json?.toString('utf8') ?? '')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** @throws StoreError UNREADABLE when a file of the revision is missing, or its bytes are not those that its name was made from */
export async function readFiles(folder: string, name: RevisionName): Promise<Files> {
  const files = emptyFiles()
  await inRevision(folder, name, async (inside, shown) => {
    for (const file of FILE_NAMES) {
      const bytes = await readPlain(inside(file), MAX_FILE_BYTES, shown(file))
      if (bytes === null) throw new StoreError('UNREADABLE', shown(file), 'missing')
      files[file] = bytes
    }
  })
  if (!name.endsWith(`-${hashOf(files)}`)) throw new StoreError('UNREADABLE', join(folder, name), 'damaged')
  return files
}

/** @param work gets the path of a file, and what an error calls it */
async function inRevision<T>(
  folder: string,
  name: RevisionName,
  work: (inside: (file: string) => string, shown: (file: string) => string) => Promise<T>,
): Promise<T> {
  const path = join(folder, name)
  try {
    return await inFolder(path, (inside) => work(inside, (file) => join(path, file)))
  } catch (error) {
    if (error instanceof StoreError) throw error
    const why = codeOf(error) === 'ENOENT' ? 'missing' : whyOf(error)
    throw new StoreError('UNREADABLE', path, why, { cause: error })
  }
}

/** Removes what a killed save left: half-written revisions, and complete ones that never became current (nobody was told of them). */
export async function sweepRevisions(folder: string, currentNumber: number): Promise<void> {
  const orphans = (await listRevisions(folder)).filter((r) => r.number > currentNumber).map((r) => r.name)
  const unfinished = (await readdir(folder)).filter((name) => name.startsWith(PREPARING))
  for (const name of [...orphans, ...unfinished]) await removeFolder(join(folder, name))
}
