import type { Actor } from '@/lib/api/types'
import { passOn as passOnFrom, queueEntry } from '@/lib/sync/journal-queue'
import { agentClient } from './agent'
import { folder, oncePerProcess } from './place'

/** What the console adds to the agent's journal, in the agent's own form. */
type What = 'login' | 'login-failed' | 'logout' | 'claim' | 'save' | 'sync'
type Saying = { code: string; params: Record<string, string | number> }

/** Notes what happened, and passes it on as soon as the agent takes it. Never fails the action that it reports. */
export async function audit(actor: Actor, what: What, saying: Saying): Promise<void> {
  try {
    await queueEntry(await folder(), { at: Date.now(), actor: clean(actor), what, saying })
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

/** Sends what is queued, oldest first, until the agent does not take one. One sender at a time. */
export function passOn(): Promise<void> {
  const state = oncePerProcess('audit', () => ({ last: Promise.resolve() }))
  state.last = state.last.then(drain)
  return state.last
}

async function drain(): Promise<void> {
  try {
    await passOnFrom(
      await folder(),
      (entry) => agentClient().record(entry),
      (line, code) => console.error(`journal: the agent refused ${line}: ${code}`),
    )
  } catch (error) {
    console.error(`journal: ${String(error)}`)
  }
}
