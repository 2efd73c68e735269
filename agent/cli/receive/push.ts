import type * as z from 'zod'
import type { Files } from '@/lib/store/files'
import { BundleError, readBundle } from '@/lib/sync/bundle'
import { SyncError } from '@/lib/sync/errors'
import { type AnswerTo, type PushHeader, pushHeader } from '@/lib/sync/protocol'
import { refusalOf } from '@/lib/sync/sync'
import { applyIfStandby } from './apply'
import type { Receiver } from './world'

/** So long a bundle may take to arrive. */
const INPUT_MS = 120_000

type Pushed = Pick<AnswerTo<'push'>, 'hash' | 'changed' | 'number' | 'applied'>

/**
 * Takes a bundle from standard input, saves it with history if what is saved here is what the pusher saw, and applies it where this
 * router is standby. Files that are here already change nothing, however often they come.
 * @throws SyncError, with nothing written
 */
export async function push(receiver: Receiver): Promise<Pushed> {
  const { header, files } = await bundleOf(receiver, pushHeader)
  const { now, note } = await save(receiver, header, files)
  const { hash, changed, number } = now
  return { hash, changed, number, applied: await applyIfStandby(receiver, hash, note) }
}

/** Saves a bundle with its history. @throws SyncError, with nothing written */
export async function save(
  receiver: Receiver,
  header: PushHeader,
  files: Files,
): Promise<{ now: Omit<Pushed, 'applied'>; note: string }> {
  const { store, host } = receiver
  const { expect, revision, user } = header
  receiver.asker = user
  const before = await store.read()
  const ifMatch = before.hash === header.hash ? before.hash : expect
  const note = noteOf(header)
  const answer = await store.save({ files, ifMatch, author: revision.author, note, keepSerial: true })
  if (!answer.ok) {
    // A second push of the same files was quicker: they are here.
    const here = answer.code === 'CHANGED' && answer.now.hash === header.hash
    if (!here) throw refusalOf(answer, 'sync.changedThere', host)
  }
  const now = answer.ok
    ? answer
    : { hash: header.hash, changed: false, revision: answer.code === 'CHANGED' ? answer.now.revision : null }
  const number = now.revision?.number ?? 0
  if (now.changed) {
    const params = { user, host: header.host, number, hash: now.hash.slice(0, 12) }
    await receiver.note('receive', { code: 'sync.journalReceived', params })
  }
  return { now: { hash: now.hash, changed: now.changed, number }, note }
}

/** The revision's own note, and where it comes from. */
function noteOf({ revision, host }: PushHeader): string {
  const source = `${host} r${revision.number}`
  return (revision.note === '' ? source : `${revision.note} (${source})`).slice(0, 1000)
}

export async function bundleOf<H extends PushHeader>(
  { io }: Receiver,
  schema: z.ZodType<H>,
): Promise<{ header: H; files: Files }> {
  try {
    return await readBundle(io.input?.(INPUT_MS) ?? [await io.stdin()], schema)
  } catch (error) {
    if (error instanceof BundleError)
      throw new SyncError('sync.bundle', { fault: error.fault, why: error.why }, { cause: error })
    throw new SyncError('sync.bundle', { fault: 'SHORT', why: String((error as Error).message) }, { cause: error })
  }
}
