import { join } from 'node:path'
import type { FileName } from '@/lib/api/types'
import { readPlain } from './disk'
import { FILE_NAMES, StoreError } from './files'
import { isRevisionName, type RevisionName } from './revisions'

/** What a save is about to do, so that whoever finds it half done can finish it or take it back. */
export type Intent = {
  to: RevisionName
  /** sha256 of each file before, null = it was not there */
  before: Record<FileName, string | null>
}

const SHA256 = /^[0-9a-f]{64}$/
/** Longer than any intent. */
const MAX_BYTES = 4096

export const intentPath = (place: { revisions: string }): string => join(place.revisions, 'intent')

/**
 * What a save has decided on. Others of the group can write here: only what has the form of an intent is one, and it names nothing but a revision.
 * @throws StoreError UNREADABLE when it is damaged, which only a hand can do
 */
export async function readIntent(place: { revisions: string }): Promise<Intent | null> {
  const bytes = await readPlain(intentPath(place), MAX_BYTES)
  if (bytes === null) return null
  const intent = intentIn(bytes.toString('utf8'))
  if (intent === null) throw new StoreError('UNREADABLE', intentPath(place), 'damaged')
  return intent
}

function intentIn(json: string): Intent | null {
  try {
    const { to, before } = JSON.parse(json) as { to: unknown; before: Record<string, unknown> }
    if (typeof to !== 'string' || !isRevisionName(to)) return null
    const hashes = FILE_NAMES.map((name) => [name, before[name]] as const)
    if (!hashes.every(([, hash]) => hash === null || (typeof hash === 'string' && SHA256.test(hash)))) return null
    return { to, before: Object.fromEntries(hashes) as Intent['before'] }
  } catch {
    return null
  }
}
