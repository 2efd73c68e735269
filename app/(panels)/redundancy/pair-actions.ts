'use server'

import { revalidatePath } from 'next/cache'
import { buttonAction, type Caller, type Outcome } from '@/app/_server/action'
import type { Reply } from '@/app/_server/agent'
import type { PairAsk } from '@/components/lvs/pair-asks'
import type { PairAnswer } from '@/lib/api/pair'
import { keepResult } from '../results'
import { askOf, backOf } from './asks'

/** Start, stop, hand over, take over, rehearse. Fields: `do`, `withdraw` (of stop), `back`. What it came to is said on the page that it leads to. */
export const askPair = buttonAction(async (caller): Promise<Outcome> => {
  const what = askOf(caller.field('do'))
  const back = backOf(caller.field('back'))
  if (!what) return { to: `${back}?problem=NOT_DONE` }
  const reply = await ask(what, caller)
  revalidatePath('/', 'layout')
  const said = reply.ok ? reply.value : { ok: false, why: { code: reply.code, params: reply.params } }
  return { to: `${back}?done=${keepResult({ kind: 'pair', what, ...said })}` }
})

/** Puts what a third host saw beside a rehearsal. Fields: `at` (names it), `seenMs`. */
export const keepSeen = buttonAction(async (caller): Promise<Outcome> => {
  const [at, seenMs] = [wholeOf(caller.field('at'), 16), wholeOf(caller.field('seenMs'), 6)]
  if (at === null || seenMs === null || seenMs > MOST_MS)
    return told('seen', { ok: false, why: { code: 'pair.rehearsal.badMs', params: {} } })
  const reply = await caller.agent.seen({ at, seenMs, actor: caller.actor })
  return told('seen', reply.ok ? reply.value : { ok: false, why: { code: reply.code, params: reply.params } })
})

/** As the agent's API has it: ten minutes. */
const MOST_MS = 600_000

const wholeOf = (text: string, digits: number): number | null =>
  /^\d+$/.test(text.trim()) && text.trim().length <= digits ? Number(text) : null

function told(what: 'seen', answer: PairAnswer): Outcome {
  revalidatePath('/', 'layout')
  return { to: `/redundancy?done=${keepResult({ kind: 'pair', what, ...answer })}` }
}

function ask(what: PairAsk, { agent, actor, field }: Caller): Promise<Reply<PairAnswer>> {
  if (what === 'rehearse') return agent.rehearse({ actor })
  if (what === 'start') return agent.start({ actor })
  if (what === 'stop') return agent.stop({ withdraw: field('withdraw') === '1', actor })
  // One route for both: the agent knows whether it gives or takes.
  return agent.handover({ actor })
}
