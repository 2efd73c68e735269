import { type Edit, edit, read, type World } from '@/lib/lvscf'
import type { Problem } from '@/lib/lvscf/model'

const fingerprint = (one: Problem) => JSON.stringify([one.code, one.path, one.got ?? null])

/** Errors that the file would have with these edits and does not have now: why a save of them is refused. */
export function refusals(text: string, edits: readonly Edit[], world: World): Problem[] {
  const edited = edit(text, edits, world)
  const errors = (list: readonly Problem[]) => list.filter((one) => one.severity === 'error')
  const own = errors(edited.problems)
  if (own.length > 0) return own
  const known = new Set(errors(read(text, world).problems).map(fingerprint))
  return errors(read(edited.text, world).problems).filter((one) => !known.has(fingerprint(one)))
}
