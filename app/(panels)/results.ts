import { randomUUID } from 'node:crypto'
import { oncePerProcess } from '@/app/_server/place'
import type { PairAsk } from '@/components/lvs/pair-asks'
import type { PairAnswer } from '@/lib/api/pair'
import type { ApplyAnswer } from '@/lib/api/types'

/** What a button came to, kept for the page after it: a form's answer is a redirect. */
export type Result =
  | { kind: 'apply' | 'repair' | 'cut' | 'adopt'; answer: ApplyAnswer; at: number; user: string; steps: number }
  | ({ kind: 'pair'; what: PairAsk | 'seen' } & PairAnswer)
  | { kind: 'refused'; code: string; params: Record<string, string | number> }

const MOST = 100
const kept = () => oncePerProcess('apply.results', () => new Map<string, Result>())

/** Keeps it, and gives the word that finds it. The journal of the agent is the lasting record. */
export function keepResult(result: Result): string {
  const all = kept()
  const id = randomUUID()
  all.set(id, result)
  for (const oldest of all.keys()) {
    if (all.size <= MOST) break
    all.delete(oldest)
  }
  return id
}

export function resultOf(id: string | undefined): Result | null {
  return kept().get(id ?? '') ?? null
}
