import { cache } from 'react'
import { agentClient } from '@/app/_server/agent'
import { store } from '@/app/_server/place'
import type { SavedState } from '@/lib/api/types'
import { emptyFiles, hashOf } from '@/lib/store'
import { judge } from '@/lib/store/judge'

/** The agent's state, asked once per request; strip and panel show the same answer. */
export const loadStatus = cache(() => agentClient().status())

/** What is saved. The agent says it; while the agent is away the console reads the files itself. Null = nothing was ever saved. */
export const loadSaved = cache(async (): Promise<SavedState | null> => {
  const status = await loadStatus()
  const saved = status.ok ? status.value.saved : await readSaved()
  return isNothing(saved) ? null : saved
})

async function readSaved(): Promise<SavedState> {
  const { files, hash, revision, handEdited } = await store().read()
  return { hash, revision: handEdited ? null : revision, problems: judge(files) }
}

function isNothing(saved: SavedState): boolean {
  return saved.revision === null && saved.hash === hashOf(emptyFiles())
}
