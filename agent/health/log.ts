import { appendFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod'
import { type HealthEntry, healthEntry, type healthLogQuery } from '@/lib/api/health'
import { readPlain } from '@/lib/store/disk'

export type NewHealthEntry = Omit<HealthEntry, 'seq'>
/** What happened to real servers, newest last; bounded in memory and on disk. Beside the journal: a storm here pushes nobody's deeds out of that. */
export type HealthLog = {
  add(entries: readonly NewHealthEntry[]): void
  /** newest first */
  read(query: z.output<typeof healthLogQuery>): HealthEntry[]
  /** resolves when all that was added stands on disk, or could not be written */
  written(): Promise<void>
}

const NAME = 'health.log'
const KEPT = 10_000
const FILE_BYTES = 2 * 1024 * 1024

/** Opens the log of STATE/agent; what cannot be read is left out. `failed` hears why a line could not be written, once. */
export async function openHealthLog(folder: string, failed: (error: unknown) => void): Promise<HealthLog> {
  const path = join(folder, NAME)
  const entries = [...(await linesOf(`${path}.1`)), ...(await linesOf(path))].slice(-KEPT)
  let seq = entries.at(-1)?.seq ?? 0
  let waiting = ''
  let writing = Promise.resolve()
  let complained = false
  const flush = async () => {
    const text = waiting
    waiting = ''
    if (text === '') return
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    )
    if (size > FILE_BYTES) await rename(path, `${path}.1`)
    await appendFile(path, text, { mode: 0o600 })
  }
  return {
    add: (added) => {
      for (const entry of added) {
        seq++
        entries.push({ seq, ...entry })
        waiting += `${JSON.stringify({ seq, ...entry })}\n`
      }
      if (entries.length > KEPT * 1.1) entries.splice(0, entries.length - KEPT)
      writing = writing.then(flush).catch((error: unknown) => {
        if (!complained) failed(error)
        complained = true
      })
    },
    read: (query) => {
      const found: HealthEntry[] = []
      for (let i = entries.length - 1; i >= 0 && found.length < query.limit; i--) {
        const entry = entries[i]
        if (entry && fits(entry, query)) found.push(entry)
      }
      return found
    },
    written: () => writing,
  }
}

function fits(entry: HealthEntry, query: z.output<typeof healthLogQuery>): boolean {
  const { virtual, server, what, to, before } = query
  if (before !== undefined && entry.seq >= before) return false
  const isOf = entry.service === virtual || entry.virtual.split(', ').includes(virtual ?? '')
  if (virtual !== undefined && !isOf) return false
  if (server !== undefined && entry.name !== server && entry.server !== server) return false
  return (what === undefined || entry.what === what) && (to === undefined || entry.to === to)
}

async function linesOf(path: string): Promise<HealthEntry[]> {
  const bytes = await readPlain(path, FILE_BYTES * 4).catch(() => null)
  return (bytes?.toString('utf8') ?? '').split('\n').flatMap((line) => {
    try {
      const entry = healthEntry.safeParse(JSON.parse(line))
      return entry.success ? [entry.data] : []
    } catch {
      return []
    }
  })
}
