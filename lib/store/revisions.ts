import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RevisionInfo } from '@/lib/api/types'
import { codeOf, readPlain, syncFolder, writeNew } from './disk'
import { emptyFiles, FILE_NAMES, type Files, StoreError } from './files'

/** `41-9f2c…`: number for people, hash for If-Match. */
export type RevisionName = string
export const nameOf = (info: Pick<RevisionInfo, 'number' | 'hash'>): RevisionName => `${info.number}-${info.hash}`

const NAME = /^([1-9]\d*)-([0-9a-f]{64})$/
export const isRevisionName = (name: string): boolean => NAME.test(name)
const PREPARING = '.new-'
const ABOUT = 'revision.json'

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
      const match = NAME.exec(name)
      return match ? [{ name, number: Number(match[1]), hash: match[2] ?? '' }] : []
    })
    .sort((a, b) => a.number - b.number)
}

/** Writes and syncs a revision; it appears under its name complete or not at all. */
export async function writeRevision(folder: string, info: RevisionInfo, files: Files): Promise<void> {
  const preparing = join(folder, `${PREPARING}${randomUUID()}`)
  await mkdir(preparing, { mode: 0o770 })
  try {
    await chmod(preparing, 0o2770)
    for (const name of FILE_NAMES) await writeNew(join(preparing, name), files[name], { mode: 0o640 })
    await writeNew(join(preparing, ABOUT), `${JSON.stringify(info, null, 2)}\n`, { mode: 0o640 })
    await syncFolder(preparing)
    await rename(preparing, join(folder, nameOf(info)))
    await syncFolder(folder)
  } catch (error) {
    await rm(preparing, { recursive: true, force: true })
    throw error
  }
}

/** Who, when and why. Of a revision whose own words are lost or damaged only number and hash are known. */
export async function readInfo(folder: string, name: RevisionName): Promise<RevisionInfo> {
  const [, number, hash] = NAME.exec(name) ?? []
  const unknown: RevisionInfo = { number: Number(number), hash: hash ?? '', author: '?', at: 0, note: '' }
  const text = await readPlain(join(folder, name, ABOUT))
  try {
    return text === null ? unknown : { ...unknown, ...(JSON.parse(text.toString('utf8')) as Partial<RevisionInfo>) }
  } catch {
    return unknown
  }
}

/** @throws StoreError UNREADABLE when a file of the revision is missing */
export async function readFiles(folder: string, name: RevisionName): Promise<Files> {
  const files = emptyFiles()
  for (const file of FILE_NAMES) {
    const path = join(folder, name, file)
    const bytes = await readPlain(path)
    if (bytes === null) throw new StoreError('UNREADABLE', path, 'missing')
    files[file] = bytes
  }
  return files
}

/** Removes what a killed save left: half-written revisions, and complete ones that never became current (nobody was told of them). */
export async function sweepRevisions(folder: string, currentNumber: number): Promise<void> {
  const orphans = (await listRevisions(folder)).filter((r) => r.number > currentNumber).map((r) => r.name)
  const unfinished = (await readdir(folder)).filter((name) => name.startsWith(PREPARING))
  for (const name of [...orphans, ...unfinished]) await rm(join(folder, name), { recursive: true, force: true })
}
