import type { FileProblem } from '@/lib/api/types'
import { FILE_NAMES, type Files } from './files'

/** All findings about the three files; the store is given this, so that it need not know their grammar. */
export type Judge = (files: Files) => FileProblem[]

/**
 * Errors that lie between two places, neither of which is wrong by itself. The scheduler of two virtual servers with one mark is changed in
 * two saves; the apply refuses what is half done.
 */
const BETWEEN_PLACES: ReadonlySet<string> = new Set([
  'MARK_UNEQUAL',
  'MARK_COVERS',
  'VIP_TWO_DEVICES',
  'VIP_TWO_MASKS',
  'FAMILY_MIXED',
  'PORT_ZERO',
  'plan.MARK_COVERS',
  'plan.SERVER_FAMILY',
])

/** An error and the text of its line, blanks at its ends and how many are between words aside. */
type Placed = { problem: FileProblem; text: string }

/** What makes two errors the same one, from the surest sign on. */
const SAME: readonly ((error: Placed) => unknown[])[] = [
  ({ problem: { file, code, got }, text }) => [file, code, got, text],
  ({ problem: { file, code, got, path } }) => [file, code, got, path],
  // About the whole file: its path may hold a name that was changed.
  ({ problem: { file, code, got, path, line, column } }) => [file, code, got, line === 1 && column === 1 ? null : path],
]

/**
 * Errors of `after` that `before` did not have: a save is refused only for what it changes (contract.md, "Severity"). An error is the same one
 * if its line says the same, wherever that stands now: in a block that was renamed or moved, or whose namesake was removed, it has another path.
 * In a line that was written anew it is the same if path and value are. Each error of before counts once.
 */
export function newErrors(judge: Judge, before: Files, after: Files): FileProblem[] {
  const wrong = errorsIn(judge, after)
  if (wrong.length === 0) return []
  const known = new Set(errorsIn(judge, before))
  // Of a report that was cut short nobody knows what else was there: what was not written anew is not held against this save.
  const cut = [...known].some(({ problem }) => problem.code === 'MORE_PROBLEMS')
  const left = SAME.reduce((rest, sign) => without(rest, known, sign), wrong)
  return (cut ? inNewLines(left, before, after) : left).map(({ problem }) => problem)
}

const linesOf = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n').map(plain)
const plain = (line: string): string => line.trim().replace(/\s+/g, ' ')

function errorsIn(judge: Judge, files: Files): Placed[] {
  const errors = judge(files).filter((p) => p.severity === 'error' && !BETWEEN_PLACES.has(p.code))
  const lines = new Map([...new Set(errors.map((p) => p.file))].map((file) => [file, linesOf(files[file])]))
  return errors.map((problem) => ({ problem, text: lines.get(problem.file)?.[problem.line - 1] ?? '' }))
}

/** Those of `wrong` that no known error is the same as; a known one that is found is known no longer. */
function without(wrong: readonly Placed[], known: Set<Placed>, sign: (error: Placed) => unknown[]): Placed[] {
  const bySign = new Map<string, Placed[]>()
  for (const error of known) {
    const key = JSON.stringify(sign(error))
    const same = bySign.get(key)
    if (same) same.push(error)
    else bySign.set(key, [error])
  }
  return wrong.filter((error) => {
    const found = bySign.get(JSON.stringify(sign(error)))?.shift()
    return found === undefined || !known.delete(found)
  })
}

/** Those whose line there are more of than before. */
function inNewLines(wrong: readonly Placed[], before: Files, after: Files): Placed[] {
  const more = new Map<string, number>()
  const count = (files: Files, by: number) => {
    for (const file of FILE_NAMES)
      for (const text of linesOf(files[file])) more.set(`${file} ${text}`, (more.get(`${file} ${text}`) ?? 0) + by)
  }
  count(after, 1)
  count(before, -1)
  return wrong.filter(({ problem, text }) => (more.get(`${problem.file} ${text}`) ?? 0) > 0)
}
