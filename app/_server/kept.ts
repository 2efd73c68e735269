import { randomUUID } from 'node:crypto'
import { oncePerProcess } from './place'

const MOST = 50

/** What buttons came to, kept for the page after them: a form's answer is a redirect. The newest few, in memory. */
export function keeper<T>(name: string) {
  const all = () => oncePerProcess(`${name}.kept`, () => new Map<string, T>())
  return {
    /** Keeps it, and gives the word that finds it. */
    keep(kept: T): string {
      const id = randomUUID()
      all().set(id, kept)
      for (const oldest of all().keys()) {
        if (all().size <= MOST) break
        all().delete(oldest)
      }
      return id
    },
    find: (id: string): T | null => all().get(id) ?? null,
  }
}
