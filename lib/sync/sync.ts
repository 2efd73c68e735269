import type { RevisionInfo } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { emptyFiles, FILE_NAMES, type Files, type SaveAnswer, type Saved } from '@/lib/store/files'
import type { Store } from '@/lib/store/store'
import { encodeBundle, filesOfAnswer, headerOf } from './bundle'
import type { PartnerLink } from './client'
import { type Comparison, compareFiles } from './compare'
import { SyncError } from './errors'
import { type AnswerTo, type Applied, asUser, type PushHeader, type StatusAnswer } from './protocol'
import { clockSecOf, clockWarning } from './steps'

/** What a sync works with: the files here, the way to the partner, and who asks. */
export type Pair = {
  store: Store
  link: PartnerLink
  /** name of the person who asks, and of this router */
  user: string
  host: string
}

/** What a sync is doing; `file`: one of the three is being sent (`same`: it is equal there already). */
export type Progress =
  | { step: 'connect' | 'push' | 'readBack' }
  | { step: 'file'; file: keyof Files; bytes: number; same: boolean }
export type OnProgress = (progress: Progress) => void

export type SyncOptions = {
  /** hash of what is saved there: it may be overwritten although the history here does not know it */
  overwrite?: string
  onProgress?: OnProgress
}
export type SyncResult = {
  /** false: everything was equal already, and nothing was written on either side */
  changed: boolean
  /** what is saved on both routers now, read back */
  hash: string
  /** number of the revision here, and there */
  number: number
  numberThere: number
  applied: Applied
}

/** How the partner stands to this router. */
export type PairStatus = {
  theirs: StatusAnswer
  mine: { hash: string; revision: RevisionInfo | null; handEdited: boolean }
  /** the files saved on both are the same */
  equal: boolean
  /** what is saved there came from here, or nothing was ever saved there: a sync loses nothing */
  known: boolean
  /** clock there minus clock here, s, as exact as the connection is quick */
  clockSec: number
  warnings: Saying[]
}

/** Asks the partner how it is. @throws SyncError when nothing is heard of it */
export async function pairStatus({ store, link }: Pick<Pair, 'store' | 'link'>, now = Date.now): Promise<PairStatus> {
  const asked = now()
  const theirs = await link.ask({ verb: 'status' })
  const clockSec = clockSecOf(theirs, asked, now())
  const { files: _, ...mine } = await store.read()
  const clock = clockWarning(clockSec)
  const warnings = clock ? [clock] : []
  const known = await isKnown(store, mine.hash, theirs)
  return { theirs, mine, equal: mine.hash === theirs.saved.hash, known, clockSec, warnings }
}

async function isKnown(store: Store, mine: string, { saved }: StatusAnswer): Promise<boolean> {
  if (saved.hash === mine || (saved.empty && saved.revision === null)) return true
  return (await store.history()).some((revision) => revision.hash === saved.hash)
}

/** The files of both, field by field. @throws SyncError */
export async function compareWithPartner({
  store,
  link,
}: Pick<Pair, 'store' | 'link'>): Promise<Comparison & { mine: Saved; theirs: { hash: string; files: Files } }> {
  const answer = await link.ask({ verb: 'compare' })
  const theirs = { hash: answer.hash, files: filesOfAnswer(answer) }
  const mine = await store.read()
  return { ...compareFiles(mine.files, theirs.files), mine, theirs }
}

/**
 * Makes the partner's files equal to those saved here, and reads back. What is saved there has to be in the history here (by its hash, never
 * by number or time), or be overwritten knowingly.
 * @throws SyncError: what is wrong; nothing is half written, and the same call works once the cause is gone
 */
export async function syncToPartner(pair: Pair, options: SyncOptions = {}): Promise<SyncResult> {
  const { link } = pair
  const tell = options.onProgress ?? (() => undefined)
  tell({ step: 'connect' })
  const theirs = await link.ask({ verb: 'status' })
  const mine = await savedHere(pair)
  await mayReplace(pair, mine, theirs, options.overwrite)
  if (theirs.saved.hash === mine.hash && !hasToApply(theirs, mine.hash)) return nothingToDo(mine, theirs)
  const answer = await push(pair, mine, theirs, tell).catch(async (error: unknown) => {
    // Somebody else's sync came between: what is there now is looked at once more.
    if (!(error instanceof SyncError) || error.code !== 'sync.changedThere') throw error
    const again = await link.ask({ verb: 'status' })
    await mayReplace(pair, mine, again, options.overwrite)
    return push(pair, mine, again, tell)
  })
  tell({ step: 'readBack' })
  const back = await link.ask({ verb: 'status' })
  if (answer.hash !== mine.hash || back.saved.hash !== mine.hash)
    throw new SyncError('sync.readBack', { mine: mine.hash.slice(0, 12), theirs: back.saved.hash.slice(0, 12) })
  const { number } = mine.revision
  return { changed: answer.changed, hash: mine.hash, number, numberThere: answer.number, applied: answer.applied }
}

type Mine = Saved & { revision: RevisionInfo }

/** What is saved here, as a revision: files that were edited by hand enter the history first. */
export async function savedHere({ store, user, host }: Pair): Promise<Mine> {
  const saved = await store.read()
  if (saved.revision && !saved.handEdited) return { ...saved, revision: saved.revision }
  const answer = await store.save({ files: {}, ifMatch: saved.hash, author: user, note: '' })
  if (answer.ok) return { ...saved, hash: answer.hash, revision: answer.revision ?? nothing(answer.hash) }
  throw refusalOf(answer, 'sync.changedHere', host)
}

/** An empty configuration that nobody ever saved. */
const nothing = (hash: string): RevisionInfo => ({ number: 0, hash, author: 'nobody', at: 0, note: '' })

export async function mayReplace(
  { store }: Pick<Pair, 'store'>,
  mine: Mine,
  theirs: StatusAnswer,
  overwrite?: string,
): Promise<void> {
  if (theirs.saved.hash === overwrite || (await isKnown(store, mine.hash, theirs))) return
  if (overwrite !== undefined) throw new SyncError('sync.changedThere', { theirs: theirs.saved.hash })
  const handEdited = theirs.saved.handEdited ? 1 : 0
  throw new SyncError('sync.theirsUnknown', { mine: mine.hash, theirs: theirs.saved.hash, handEdited })
}

/** A standby router whose agent runs something else than what is saved there. */
function hasToApply({ agent }: StatusAnswer, hash: string): boolean {
  return agent.up && agent.role === 'standby' && agent.running?.hash !== hash
}

function nothingToDo({ hash, revision }: Mine, { saved, agent }: StatusAnswer): SyncResult {
  const numberThere = saved.revision?.number ?? 0
  return { changed: false, hash, number: revision.number, numberThere, applied: asItIs(agent, hash) }
}

function asItIs(agent: StatusAnswer['agent'], hash: string): Applied {
  if (!agent.up) return { done: 'not', code: agent.code, params: agent.params }
  return agent.running?.hash === hash ? { done: 'applied', operations: 0 } : { done: 'confirm' }
}

async function push(pair: Pair, mine: Mine, theirs: StatusAnswer, tell: OnProgress): Promise<AnswerTo<'push'>> {
  const header = headerFor(pair, mine, theirs)
  // What stands there, as far as it is known here; nothing was ever saved there: three empty files.
  const before = theirs.saved.empty ? emptyFiles() : (await pair.store.revision(theirs.saved.hash))?.files
  for (const file of FILE_NAMES) {
    const bytes = mine.files[file].length
    tell({ step: 'file', file, bytes, same: before?.[file].equals(mine.files[file]) === true })
  }
  tell({ step: 'push' })
  return pair.link.ask({ verb: 'push' }, encodeBundle(header, mine.files))
}

/** The header of a bundle with what is saved here, for a partner that was seen like this. */
export function headerFor({ user, host }: Pick<Pair, 'user' | 'host'>, mine: Mine, theirs: StatusAnswer): PushHeader {
  const { number, author, at, note } = mine.revision
  return {
    ...headerOf(mine.files),
    expect: theirs.saved.hash,
    revision: { number, author: oneLine(author), at, note: note.slice(0, 1000) },
    user: asUser(user),
    host: oneLine(host),
  }
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 64) || '?'

/** Takes the partner's files over, as they are; they become a revision here. `expect`: their hash as it was shown. @throws SyncError */
export async function takeTheirs(pair: Pair, expect: string, note: string): Promise<SaveAnswer & { ok: true }> {
  const { store, user, host } = pair
  const { mine, theirs } = await compareWithPartner(pair)
  if (theirs.hash !== expect) throw new SyncError('sync.changedThere', { theirs: theirs.hash })
  const answer = await store.save({ files: theirs.files, ifMatch: mine.hash, author: user, note, keepSerial: true })
  if (answer.ok) return answer
  throw refusalOf(answer, 'sync.changedHere', host)
}

/** What an apply would do on the partner; for an active one somebody looks at it and confirms. @throws SyncError */
export async function partnerPlan({ link }: Pick<Pair, 'link'>): Promise<AnswerTo<'plan'>['plan']> {
  return (await link.ask({ verb: 'plan' })).plan
}

/** Applies on the partner what was pushed, by the plan that was shown. @throws SyncError sync.planChanged when it is no longer the plan */
export async function confirmThere(
  { link, user }: Pick<Pair, 'link' | 'user'>,
  plan: { hash: string; planId: string },
): Promise<Applied> {
  const request = { verb: 'confirm', hash: plan.hash, planId: plan.planId, user } as const
  return (await link.ask(request)).applied
}

/** An answer of the store that is no success, as a refusal. `host`: the router whose store it is. */
export function refusalOf(
  answer: SaveAnswer & { ok: false },
  changed: 'sync.changedHere' | 'sync.changedThere',
  host: string,
) {
  if (answer.code === 'CHANGED') return new SyncError(changed, { theirs: answer.now.hash })
  if (answer.code === 'PROBLEMS') {
    const [first] = answer.problems
    const where = first ? `${first.file}:${first.line}:${first.column} ${first.code}` : ''
    return new SyncError('sync.problems', { host, count: answer.problems.length, first: where })
  }
  const reading = answer.code === 'UNREADABLE' || answer.code === 'SYMLINK'
  const params = { host, path: answer.path, why: answer.why.slice(0, 300), what: answer.code }
  return new SyncError(reading ? 'sync.cannotRead' : 'sync.cannotWrite', params)
}
