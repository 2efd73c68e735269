import { createHash, randomBytes } from 'node:crypto'
import { readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Who } from './accounts'
import { codeOf, removeFile } from './disk'
import { ensureFolder } from './folder'
import { type ConsoleFolder, readJson, writeJson } from './private'

/**
 * A record in STATE/console/sessions. The cookie holds only the id; the record's name is a hash of it, so that the folder gives no id away.
 * When it was last used is the file's modification time: touching a record that was ended meanwhile fails and cannot bring it back.
 */
type Session = { user: string; generation: number; startedAt: number }

export const IDLE_MS = 30 * 60_000
export const ABSOLUTE_MS = 12 * 60 * 60_000
/** The time of use is written at most this often: a page that polls is not a disk write each second. */
const TOUCH_EVERY_MS = 60_000

const FOLDER = 'sessions'
const fileOf = (id: string): string => `${FOLDER}/${createHash('sha256').update(id).digest('hex')}.json`
const isOver = (s: Session, seenAt: number, now: number): boolean =>
  now - seenAt > IDLE_MS || now - s.startedAt > ABSOLUTE_MS || s.startedAt > now + TOUCH_EVERY_MS

const isSession = (value: Partial<Session> | null): value is Session =>
  typeof value?.user === 'string' && typeof value.generation === 'number' && typeof value.startedAt === 'number'

type Kept = { session: Session; seenAt: number }

/** Null if there is no such record, it was ended while it was read, or it is damaged: one broken file must not stop every log-in. */
async function load(folder: ConsoleFolder, file: string): Promise<Kept | null> {
  const session = await readJson<Partial<Session>>(folder, file).catch(() => null)
  if (!isSession(session)) return null
  try {
    return { session, seenAt: (await stat(join(folder.path, file))).mtimeMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Sets the time of last use; a record that is gone stays gone. */
async function touch(folder: ConsoleFolder, file: string, now: number): Promise<void> {
  try {
    await utimes(join(folder.path, file), now / 1000, now / 1000)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

async function ensure(folder: ConsoleFolder): Promise<void> {
  await ensureFolder(join(folder.path, FOLDER), 0o700)
}

/** Starts a session under a new, unguessable id (256 bits). */
export async function startSession(folder: ConsoleFolder, who: Who, now: number): Promise<string> {
  await ensure(folder)
  await sweep(folder, now)
  const id = randomBytes(32).toString('base64url')
  const session: Session = { user: who.name, generation: who.generation, startedAt: now }
  await writeJson(folder, fileOf(id), session)
  await touch(folder, fileOf(id), now)
  return id
}

/** Whose session this is, if it goes on: not idle for 30 minutes, not older than 12 hours, not signed out. Counts as use unless `quiet`. */
export async function findSession(folder: ConsoleFolder, id: string, now: number, quiet = false): Promise<Who | null> {
  const found = await load(folder, fileOf(id))
  if (found === null) return null
  if (isOver(found.session, found.seenAt, now)) {
    await endSession(folder, id)
    return null
  }
  if (!quiet && now - found.seenAt > TOUCH_EVERY_MS) await touch(folder, fileOf(id), now)
  return { name: found.session.user, generation: found.session.generation }
}

/** Sign-out: the id is worth nothing from here on, wherever its cookie is kept. */
export async function endSession(folder: ConsoleFolder, id: string): Promise<void> {
  await removeFile(join(folder.path, fileOf(id)))
}

export async function endSessionsOf(folder: ConsoleFolder, user: string): Promise<void> {
  await removeWhere(folder, ({ session }) => session.user === user)
}

const sweep = (folder: ConsoleFolder, now: number): Promise<void> =>
  removeWhere(folder, ({ session, seenAt }) => isOver(session, seenAt, now))

async function removeWhere(folder: ConsoleFolder, over: (record: Kept) => boolean): Promise<void> {
  // Not made here: root would make it for itself (`arapaima passwd`).
  const names = await readdir(join(folder.path, FOLDER)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const record = await load(folder, `${FOLDER}/${name}`)
    if (record && over(record)) await removeFile(join(folder.path, FOLDER, name))
  }
}
