'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { buttonAction, type Caller } from '@/app/_server/action'
import type { Reply } from '@/app/_server/agent'
import type { ApplyAnswer } from '@/lib/api/types'
import { stepsOf } from './answers'
import { INTERVAL_COOKIE, printInterval, readInterval } from './interval'
import { keepResult } from './results'

const YEAR_SEC = 31_536_000

/** Remembers in this browser how often the Control panel renews itself. */
export const setUpdating = buttonAction(async (caller) => {
  const typed = caller.field('interval').trim()
  const wanted = readInterval(typed)
  if (!wanted) return { to: `/?typed=${encodeURIComponent(typed.slice(0, 20))}` }
  const value = printInterval({ auto: caller.field('auto') === '1', seconds: wanted.seconds })
  const options = { path: '/', maxAge: YEAR_SEC, sameSite: 'lax', httpOnly: true } as const
  ;(await cookies()).set(INTERVAL_COOKIE, value, options)
  return { to: '/' }
})

/** Puts back what was applied where the kernel was changed by hand. */
export const repair = buttonAction(async (caller) =>
  told(caller, 'repair', await caller.agent.repair({ actor: caller.actor })),
)

/** Removes a retired entry now, with the connections that it still has. */
export const cut = buttonAction(async (caller) =>
  told(caller, 'cut', await caller.agent.cut({ key: caller.field('key'), actor: caller.actor })),
)

/** Takes over an entry that nobody here made, and removes it with its connections. */
export const adopt = buttonAction(async (caller) =>
  told(caller, 'adopt', await caller.agent.adopt({ keys: [caller.field('key')], actor: caller.actor })),
)

/** To the page that says what it came to; what was refused or did not finish is said there, too. */
function told(caller: Caller, kind: 'repair' | 'cut' | 'adopt', reply: Reply<ApplyAnswer>): { to: string } {
  revalidatePath('/', 'layout')
  if (!reply.ok) return { to: `/?done=${keepResult({ kind: 'refused', code: reply.code, params: reply.params })}` }
  const answer = reply.value
  const id = keepResult({ kind, answer, at: Date.now(), user: caller.user.name, steps: stepsOf(answer) })
  return { to: answer.ok ? `/?done=${id}` : `/review/result/${id}` }
}
