import type { FileProblem } from '@/lib/api/types'
import type { Files } from './files'

/** All findings about the three files; the store is given this, so that it need not know their grammar. */
export type Judge = (files: Files) => FileProblem[]

/** What makes two findings the same one although lines have moved. */
const fingerprint = (p: FileProblem): string => JSON.stringify([p.file, p.code, p.path, p.got ?? null])

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

/** Errors of `after` that `before` did not have: a save is refused only for what it changes (contract.md, "Severity"). */
export function newErrors(judge: Judge, before: Files, after: Files): FileProblem[] {
  const errors = (files: Files) => judge(files).filter((p) => p.severity === 'error' && !BETWEEN_PLACES.has(p.code))
  const wrong = errors(after)
  if (wrong.length === 0) return []
  const known = new Map<string, number>()
  for (const p of errors(before)) known.set(fingerprint(p), (known.get(fingerprint(p)) ?? 0) + 1)
  return wrong.filter((p) => {
    const left = known.get(fingerprint(p)) ?? 0
    known.set(fingerprint(p), left - 1)
    return left <= 0
  })
}
