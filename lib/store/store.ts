import { join } from 'node:path'
import type { RevisionInfo } from '@/lib/api/types'
import { type Judge, newErrors } from './check'
import { commit, ensureCurrent, type Place, readCurrent, settle, writeCurrent } from './commit'
import { idOf, MAX_FILE_BYTES, readPlain, whyOf } from './disk'
import {
  emptyFiles,
  FILE_NAMES,
  type Files,
  hashOf,
  type SaveAnswer,
  type Saved,
  type SaveRequest,
  StoreError,
  sameFiles,
} from './files'
import { ensureFolder } from './folder'
import { readIntent } from './intent'
import { judge as judgeFiles } from './judge'
import { sweepLock, takeLock } from './lock'
import type { Paths } from './paths'
import {
  listRevisions,
  nameOf,
  type RevisionName,
  readFiles,
  readInfo,
  readInfos,
  sweepRevisions,
  writeRevision,
} from './revisions'
import { countedUp, sameButSerial } from './serial'

export type Store = {
  /** @throws StoreError when a file is a symbolic link, too large or unreadable */
  read(): Promise<Saved>
  /** Never throws for the file system: what cannot be written is an answer, and nothing is lost. */
  save(request: SaveRequest): Promise<SaveAnswer>
  /** Newest first. */
  history(): Promise<RevisionInfo[]>
  /** The files of a revision by number (`41`) or hash (of several with one hash the newest); null if there is none. */
  revision(numberOrHash: number | string): Promise<{ info: RevisionInfo; files: Files } | null>
}

export type StoreOptions = {
  /** longest wait for somebody else's save */
  lockTimeoutMs?: number
  /** called at each step of a save; tests end the process there */
  hook?: (step: string) => void
  /** epoch ms */
  now?: () => number
  /** findings about the files; default is lib/lvscf and its neighbours */
  judge?: Judge
}

/** Author of a revision that was taken in from disk because somebody edited the files by hand. */
export const BY_HAND = 'by hand'

/** The configuration on disk with its history, as contract.md ("Files and modes", "Revision") has it. */
export function openStore(paths: Pick<Paths, 'etc' | 'state'> & { group?: string }, options: StoreOptions = {}): Store {
  const place: Place = {
    etc: paths.etc,
    revisions: join(paths.state, 'revisions'),
    hook: options.hook ?? (() => undefined),
  }
  const now = options.now ?? Date.now
  const judge = options.judge ?? judgeFiles

  return {
    read: () => readSaved(place),
    save: async (request) => {
      const large = FILE_NAMES.find((name) => (request.files[name]?.length ?? 0) > MAX_FILE_BYTES)
      if (large) return { ok: false, code: 'TOO_LARGE', path: large, why: `${MAX_FILE_BYTES}` }
      try {
        await ensurePlace(place, paths.group)
        return await locked(place, options.lockTimeoutMs ?? 15_000, () => saveLocked(place, request, now, judge))
      } catch (error) {
        if (error instanceof StoreError) return { ok: false, code: error.code, path: error.path, why: error.why }
        return { ok: false, code: 'CANNOT_WRITE', path: place.etc, why: whyOf(error) }
      }
    },
    history: async () => {
      const current = await saidCurrent(place)
      const names = (await listRevisions(place.revisions)).filter((r) => r.number <= current).reverse()
      return readInfos(
        place.revisions,
        names.map((r) => r.name),
      )
    },
    revision: async (which) => {
      const current = await saidCurrent(place)
      const all = (await listRevisions(place.revisions)).filter((r) => r.number <= current).reverse()
      const found = all.find((r) => (typeof which === 'number' ? r.number === which : r.hash === which))
      if (!found) return null
      return {
        info: await readInfo(place.revisions, found.name),
        files: await readFiles(place.revisions, found.name),
      }
    },
  }
}

const numberIn = (name: RevisionName | null): number => (name === null ? 0 : Number(name.split('-')[0]))

/** Number of the newest revision that counts: `current`, or the one that an intent has decided on. */
async function saidCurrent(place: Place): Promise<number> {
  return numberIn((await readIntent(place))?.to ?? (await readCurrent(place)))
}

async function readDisk(place: Place): Promise<Files> {
  const files = emptyFiles()
  for (const name of FILE_NAMES) files[name] = (await readPlain(join(place.etc, name))) ?? files[name]
  return files
}

/**
 * A reader takes no lock. An intent is a decision: what it names is what is saved, though renames may still be under way. Without one the
 * files count, if `current` was the same before and after they were read.
 */
async function readSaved(place: Place): Promise<Saved> {
  for (;;) {
    const intent = await readIntent(place)
    const current = intent?.to ?? (await readCurrent(place))
    const files = intent ? await filesOfIntent(place, intent.to) : await readDisk(place)
    if (files === null) continue
    if (!intent && ((await readIntent(place)) !== null || (await readCurrent(place)) !== current)) continue
    const hash = hashOf(files)
    const handEdited = current !== null && !current.endsWith(`-${hash}`)
    const name = handEdited ? (await listRevisions(place.revisions)).findLast((r) => r.hash === hash)?.name : current
    return { files, hash, handEdited, revision: name ? await readInfo(place.revisions, name) : null }
  }
}

/** Null: the intent was taken back and its revision removed while we looked. */
async function filesOfIntent(place: Place, name: RevisionName): Promise<Files | null> {
  try {
    return await readFiles(place.revisions, name)
  } catch (error) {
    if ((await readIntent(place))?.to === name) throw error
    return null
  }
}

/** Makes the two folders that are missing; by root for the group that agent and console share. */
async function ensurePlace(place: Place, group: string | undefined): Promise<void> {
  const shared = group === undefined ? null : await idOf('/etc/group', group)
  const owner = shared && { uid: 0, gid: shared.id }
  await ensureFolder(place.revisions, 0o2770, owner)
  await ensureFolder(place.etc, 0o2770, owner)
}

async function locked<T>(place: Place, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const path = join(place.revisions, 'lock')
  const lock = await takeLock(path, timeoutMs)
  try {
    await sweepLock(path)
    await settle(place)
    await ensureCurrent(place)
    await sweepRevisions(place.revisions, numberIn(await readCurrent(place)))
    return await work()
  } finally {
    await lock.release()
  }
}

async function saveLocked(place: Place, request: SaveRequest, now: () => number, judge: Judge): Promise<SaveAnswer> {
  const saved = await readSaved(place)
  const yours: Files = { ...saved.files, ...request.files }
  if (saved.hash !== request.ifMatch) return { ok: false, code: 'CHANGED', now: saved, yours }
  // A copy keeps its number, so for a copy the number counts: it has to become byte-equal.
  const same = request.keepSerial ? sameFiles(saved.files, yours) : sameButSerial(saved.files, yours)
  const known = saved.revision !== null && !saved.handEdited
  const nothing = FILE_NAMES.every((name) => saved.files[name].length === 0)
  if (same && (known || (nothing && saved.revision === null)))
    return { ok: true, changed: false, revision: saved.revision, hash: saved.hash }

  const problems = newErrors(judge, saved.files, yours)
  if (problems.length > 0) return { ok: false, code: 'PROBLEMS', problems }

  let number = numberIn(await readCurrent(place))
  const info = (files: Files, author: string, note: string): RevisionInfo => {
    number += 1
    return { number, hash: hashOf(files), author, at: now(), note }
  }
  // Accepting a hand edit as it is: the bytes stay, they only enter the history.
  if (same) return take(place, info(saved.files, request.author, request.note), saved.files)
  if (!known && !nothing) await take(place, info(saved.files, BY_HAND, ''), saved.files)
  const next = request.keepSerial ? yours : countedUp(saved.files, yours)
  const made = info(next, request.author, request.note)
  await commit(place, next, made)
  return { ok: true, changed: true, revision: made, hash: made.hash }
}

/** Makes what stands on disk a revision. */
async function take(place: Place, info: RevisionInfo, files: Files): Promise<SaveAnswer> {
  await writeRevision(place.revisions, info, files)
  await writeCurrent(place, nameOf(info))
  return { ok: true, changed: true, revision: info, hash: info.hash }
}
