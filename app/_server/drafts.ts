import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import type { FormState } from '@/components/form/state'
import { VISITOR_COOKIE } from './gate'
import { localPath } from './local-path'
import { oncePerProcess } from './place'

/** What somebody had typed into the form of a page when the session was over. `path`: the page's own address, its query included. */
export type Draft = { path: string; visitor: string; state: FormState }

const MOST = 50
const LONGEST_MS = 30 * 60_000
/** Of everything typed, in characters: a script may be long, a flood is not kept. */
const MOST_CHARS = 64 * 1024

/** Drafts in memory: a few, for the time of a log-in, given only to the browser that sent them. Exported for its test. */
export function makeDrafts(now: () => number) {
  const kept = new Map<string, Draft & { at: number }>()
  const forget = () => {
    for (const [id, { at }] of kept) if (kept.size > MOST || now() - at > LONGEST_MS) kept.delete(id)
  }
  return {
    /** The word that finds it; null if it is not kept. */
    keep(draft: Draft): string | null {
      if (draft.visitor === '' || JSON.stringify(draft.state).length > MOST_CHARS) return null
      const id = randomUUID()
      kept.set(id, { ...draft, at: now() })
      forget()
      return id
    },
    find(id: string, path: string, visitor: string): FormState | null {
      forget()
      const draft = kept.get(id)
      return draft && draft.path === path && draft.visitor === visitor ? draft.state : null
    },
  }
}

const drafts = () => oncePerProcess('drafts', () => makeDrafts(Date.now))
const visitor = async (): Promise<string> => (await cookies()).get(VISITOR_COOKIE)?.value ?? ''

/** What a page's address says of an attempt before; it names no page. */
const PASSING = ['draft', 'saved', 'problem', 'done']

/** The page to come back to after the log-in, with what was typed there. */
export async function withDraft(back: string, state: FormState): Promise<string> {
  const url = new URL(localPath(back), 'http://console.invalid')
  for (const name of PASSING) url.searchParams.delete(name)
  const id = drafts().keep({ path: url.pathname + url.search, visitor: await visitor(), state })
  if (id === null) return back
  url.searchParams.set('draft', id)
  return url.pathname + url.search
}

/** What was typed on the page at `path` (with the query that names what it shows) before the log-in that led to it (`?draft=`). */
export async function draftOf(id: string | string[] | undefined, path: string): Promise<FormState | null> {
  return typeof id === 'string' ? drafts().find(id, path, await visitor()) : null
}
