import { revalidatePath } from 'next/cache'
import type { Caller, Outcome } from '@/app/_server/action'
import { saveFiles } from '@/app/_server/save'
import { type Edit, edit } from '@/lib/lvscf'
import { systemWorld } from '@/lib/store/world'
import { configFile, textOf } from './file'
import { withQuery, withSaved } from './with-query'

/**
 * Saves edits that a single button stands for. The form carries the revision that the page showed: if the files are others by
 * now nothing is done, and the list is shown again as it is. A refusal names the wish, so that the page can say what is wrong with it.
 * @param to page to go to, with what happened in its query
 */
export async function saveEdits(caller: Caller, edits: readonly Edit[], note: string, to: string): Promise<Outcome> {
  const saved = await caller.store.read()
  if (caller.field('revision') !== saved.hash) return { to: withQuery(to, 'problem', 'CHANGED_MEANWHILE') }
  const { text } = configFile(textOf(saved.files), systemWorld())
  const edited = edit(text, edits, systemWorld())
  const refused = { to: withQuery(withQuery(to, 'problem', 'REFUSED'), 'wish', JSON.stringify(edits)) }
  if (edited.problems.some((one) => one.severity === 'error')) return refused
  const answer = await saveFiles(caller, {
    files: { 'lvs.cf': Buffer.from(edited.text, 'latin1') },
    ifMatch: saved.hash,
    note,
  })
  if (answer.ok) {
    // The strip is drawn anew with the page: it says what is saved.
    revalidatePath('/', 'layout')
    return { to: withSaved(to, answer.changed ? (answer.revision?.number ?? null) : null) }
  }
  if (answer.code === 'CHANGED') return { to: withQuery(to, 'problem', 'CHANGED_MEANWHILE') }
  if (answer.code === 'PROBLEMS') return refused
  return { to: withQuery(to, 'problem', 'NOT_WRITTEN') }
}
