import { randomUUID } from 'node:crypto'
import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reply } from '@/lib/api/client'
import type { Actor } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { readPlain, removeFile, replace } from '@/lib/store/disk'
import { alone, type ConsoleFolder } from '@/lib/store/private'

/**
 * Entries for the agent's journal that wait in STATE/console while the agent is away (design.md 8, law 5): one line of JSON each, oldest
 * first. The console, `sync` and `receive` share the one queue; whoever finds the agent awake passes on what stands there.
 */
export type QueuedEntry = {
  at: number
  actor: Actor
  what: string
  saying: Saying
  /** `id` shows an entry that was sent twice after a crash */
  detail: Record<string, unknown> & { id: string }
}

const QUEUE = 'journal.queue'
/** About 20 000 entries: a stranger who is refused again and again must not fill the disk. */
const MAX_BYTES = 4 * 1024 * 1024

/** Adds an entry. @throws the file system's error, or that the queue is full */
export async function queueEntry(folder: ConsoleFolder, entry: Omit<QueuedEntry, 'detail'>): Promise<void> {
  const line = JSON.stringify({ ...entry, detail: { id: randomUUID() } } satisfies QueuedEntry)
  await alone(folder, async () => {
    const path = join(folder.path, QUEUE)
    const size = await stat(path).then(
      (s) => s.size,
      () => 0,
    )
    if (size > MAX_BYTES) throw new Error('the queue is full')
    await appendFile(path, `${line}\n`, { mode: folder.looks.mode })
  })
}

/** Hands one entry to the agent. */
export type Send = (entry: QueuedEntry) => Promise<Reply<unknown>>

/**
 * Sends what waits, oldest first, until the queue is empty or the agent is away. What a living agent refuses (another version) it would
 * refuse for ever: it goes, and is told to `onRefused`.
 */
export async function passOn(
  folder: ConsoleFolder,
  send: Send,
  onRefused: (line: string, code: string) => void = () => undefined,
): Promise<void> {
  const path = join(folder.path, QUEUE)
  for (;;) {
    const first = (await readPlain(path))?.toString('utf8').split('\n')[0]
    if (!first) return
    const answer = await send(JSON.parse(first) as QueuedEntry)
    if (!answer.ok && (answer.status === 0 || answer.status >= 500)) return
    if (!answer.ok) onRefused(first, answer.code)
    await alone(folder, async () => {
      const text = (await readPlain(path))?.toString('utf8') ?? ''
      // Another process may have sent the same entry meanwhile.
      if (!text.startsWith(`${first}\n`)) return
      const left = text.slice(first.length + 1)
      if (left === '') await removeFile(path)
      else await replace(path, left, folder.looks)
    })
  }
}
