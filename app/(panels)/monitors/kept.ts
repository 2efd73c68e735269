import { randomUUID } from 'node:crypto'
import { oncePerProcess } from '@/app/_server/place'
import type { HealthServer, Tried } from '@/lib/api/health'

/** What a button on a monitor came to, kept for the page after it: a form's answer is a redirect. */
export type Kept =
  | { kind: 'tried'; tried: Tried }
  | { kind: 'wished'; server: Pick<HealthServer, 'name' | 'state'> }
  | { kind: 'refused'; code: string; params: Record<string, string | number> }

const MOST = 50
const all = () => oncePerProcess('monitors.kept', () => new Map<string, Kept>())

/** Keeps it, and gives the word that finds it. */
export function keep(kept: Kept): string {
  const id = randomUUID()
  all().set(id, kept)
  for (const oldest of all().keys()) {
    if (all().size <= MOST) break
    all().delete(oldest)
  }
  return id
}

export function keptAt(id: string): Kept | null {
  return all().get(id) ?? null
}
