import { randomUUID } from 'node:crypto'

/** A page's address with one more parameter. */
export function withQuery(to: string, name: string, value: string): string {
  return `${to}${to.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
}

/** A page's address with what a save did: the number of the revision, or (null) that nothing differed. */
export function withSaved(to: string, revision: number | null): string {
  // The address differs each time, so that the page is shown anew even when it is the one that was left.
  return withQuery(to, 'saved', revision === null ? `same-${randomUUID().slice(0, 8)}` : String(revision))
}
