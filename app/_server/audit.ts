import { randomUUID } from 'node:crypto'
import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '@/lib/api/types'
import { readPlain, removeFile, replace } from '@/lib/store/disk'
import { alone, type ConsoleFolder } from '@/lib/store/private'
import { agentClient } from './agent'
import { folder, oncePerProcess } from './place'

/** What the console adds to the agent's journal, in the agent's own form. `detail.id` shows an entry that was sent twice after a crash. */
export type Audit = {
  at: number
  actor: Actor
  what: 'login' | 'login-failed' | 'logout' | 'claim' | 'save'
  saying: { code: string; params: Record<string, string | number> }
  detail: { id: string }
}

/** Entries wait here while the agent is away. */
const QUEUE = 'journal.queue'
/** About 20 000 entries: a flood of failed log-ins must not fill the disk. */
const MAX_BYTES = 4 * 1024 * 1024

/** Notes what happened, and passes it on as soon as the agent takes it. Never fails the action that it reports. */
export async function audit(actor: Actor, what: Audit['what'], saying: Audit['saying']): Promise<void> {
  const entry: Audit = { at: Date.now(), actor: clean(actor), what, saying, detail: { id: randomUUID() } }
  try {
    const where = await folder()
    await alone(where, () => append(where, entry))
    void passOn()
  } catch (error) {
    console.error(`journal: ${what} by ${actor.user} could not be queued: ${String(error)}`)
  }
}

/** A failed log-in may come under any name; the journal takes one line of 64 characters. */
function clean(actor: Actor): Actor {
  const user = actor.user.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?').slice(0, 64)
  return { ...actor, user: user === '' ? '-' : user }
}

async function append(where: ConsoleFolder, entry: Audit): Promise<void> {
  const path = join(where.path, QUEUE)
  const size = await stat(path).then(
    (s) => s.size,
    () => 0,
  )
  if (size > MAX_BYTES) throw new Error('the queue is full')
  await appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
}

/** Sends what is queued, oldest first; stops at the first entry that the agent does not take. One sender at a time. */
export function passOn(): Promise<void> {
  const state = oncePerProcess('audit', () => ({ last: Promise.resolve() }))
  state.last = state.last.then(drain)
  return state.last
}

async function drain(): Promise<void> {
  try {
    while (await sendOne()) {
      // until the queue is empty or the agent is away
    }
  } catch (error) {
    console.error(`journal: ${String(error)}`)
  }
}

async function sendOne(): Promise<boolean> {
  const where = await folder()
  const path = join(where.path, QUEUE)
  const first = (await readPlain(path))?.toString('utf8').split('\n')[0]
  if (!first) return false
  const answer = await agentClient().record(JSON.parse(first) as Audit)
  if (!answer.ok && (answer.status === 0 || answer.status >= 500)) return false
  // Refused by a living agent (another version): kept, it would block all later ones.
  if (!answer.ok) console.error(`journal: the agent refused ${first}: ${answer.code}`)
  await alone(where, async () => {
    const left = (await readPlain(path))?.toString('utf8').slice(first.length + 1) ?? ''
    if (left === '') await removeFile(path)
    else await replace(path, left, where.looks)
  })
  return true
}
