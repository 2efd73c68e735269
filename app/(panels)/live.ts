import { cache } from 'react'
import { agentClient } from '@/app/_server/agent'
import { savedState } from '@/app/_server/saved'
import type { SavedState } from '@/lib/api/types'
import { emptyFiles, hashOf } from '@/lib/store'

/** The agent's state, asked once per request; strip and panel show the same answer. */
export const loadStatus = cache(() => agentClient().status())

/**
 * What is saved, as the files have it now: the agent looks at them only at its own interval, and a page that comes right after an accept must
 * not show the state before it. Null = nothing was ever saved.
 */
export const loadSaved = cache(async (): Promise<SavedState | null> => {
  const saved = await savedState()
  return isNothing(saved) ? null : saved
})

function isNothing(saved: SavedState): boolean {
  return saved.revision === null && saved.hash === hashOf(emptyFiles())
}
