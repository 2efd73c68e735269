import type { FileProblem, RevisionInfo } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import type { Files } from '@/lib/store'
import { systemWorld } from '@/lib/store/world'
import { type MergeRow, mergeFiles, mergeRows, type OpenPair, type Side, SyncError } from '@/lib/sync'
import { filesOfAnswer } from '@/lib/sync/bundle'

/** What a person decides on: every part that differs, and which side changed it. */
export type MergeSheet = {
  rows: MergeRow[]
  /** the newest revision that both histories have; null: there is none */
  base: RevisionInfo | null
  mine: { hash: string; revision: RevisionInfo | null }
  theirs: { hash: string; revision: RevisionInfo | null; host: string }
}
/** A side for each row of the sheet, which was made of these two. */
export type MergeWish = { mine: string; theirs: string; sides: (Side | null)[] }

type Whole = MergeSheet & { files: { mine: Files; theirs: Files } }

/** @throws SyncError */
export async function mergeSheet(pair: OpenPair): Promise<MergeSheet> {
  const { files: _, ...sheet } = await whole(pair)
  return sheet
}

async function whole({ store, link }: OpenPair): Promise<Whole> {
  const status = await link.ask({ verb: 'status' })
  const answer = await link.ask({ verb: 'compare' })
  const [saved, history] = [await store.read(), await store.history()]
  const theirs = filesOfAnswer(answer)
  // Newest first there; by hash, since numbers and times mean nothing between two routers.
  const common = status.history.find((hash) => history.some((one) => one.hash === hash))
  const base = common === undefined ? null : await store.revision(common)
  return {
    rows: mergeRows(base?.files ?? null, saved.files, theirs),
    base: base?.info ?? null,
    mine: { hash: saved.hash, revision: saved.revision },
    theirs: { hash: answer.hash, revision: status.saved.revision, host: status.host },
    files: { mine: saved.files, theirs },
  }
}

export type Merged =
  | { ok: true; value: { number: number; hash: string } }
  | { ok: false; why: Saying; problems?: FileProblem[]; open?: { row: number; part: string }[] }

/** Saves the merge as a revision here, with both parents in its note. @throws SyncError, StoreError */
export async function saveMerge(pair: OpenPair, wish: MergeWish): Promise<Merged> {
  const { rows, base, mine, theirs, files } = await whole(pair)
  if (mine.hash !== wish.mine) throw new SyncError('sync.changedHere', { theirs: mine.hash })
  if (theirs.hash !== wish.theirs) throw new SyncError('sync.changedThere', { theirs: theirs.hash })
  const open = rows.flatMap(({ path, file }, row) => (wish.sides[row] ? [] : [{ row, part: path || file }]))
  if (open.length > 0) return { ok: false, why: { code: 'partner.merge.open', params: { count: open.length } }, open }
  const merged = mergeFiles(rows, wish.sides as Side[], files, systemWorld())
  const refused = (problems: FileProblem[]): Merged => ({
    ok: false,
    why: { code: 'partner.merge.problems', params: { count: problems.length } },
    problems,
  })
  if (!merged.ok) return refused(merged.problems.map((problem) => ({ ...problem, file: 'lvs.cf' as const })))
  const note = noteOf({ mine, theirs, base })
  const saved = await pair.store.save({ files: merged.files, ifMatch: mine.hash, author: pair.user, note })
  if (saved.ok) return { ok: true, value: { number: saved.revision?.number ?? 0, hash: saved.hash } }
  if (saved.code === 'PROBLEMS') return refused(saved.problems)
  if (saved.code === 'CHANGED') throw new SyncError('sync.changedHere', { theirs: saved.now.hash })
  return { ok: false, why: { code: 'login.storeError', params: { path: saved.path, why: saved.why } } }
}

/** Both parents by number and hash, for whoever reads the history; like all notes in one language. */
function noteOf({ mine, theirs, base }: Pick<MergeSheet, 'mine' | 'theirs' | 'base'>): string {
  const name = (revision: RevisionInfo | null, hash: string) =>
    `${revision ? `r${revision.number} ` : ''}${hash.slice(0, 12)}`
  const from = base ? `, since ${name(base, base.hash)}` : ''
  return `merge: ${name(mine.revision, mine.hash)} and ${theirs.host} ${name(theirs.revision, theirs.hash)}${from}`
}
