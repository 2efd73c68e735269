import { randomUUID } from 'node:crypto'
import type { FileName } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import type { Applied, FallbackResult } from '@/lib/sync'

/** One sync, from the press of the button to what became of it; a page shows it at every step. */
export type Job = {
  id: string
  user: string
  /** epoch ms */
  startedAt: number
  address: string
  via: 'arapaima' | 'sftp'
  /** what it does now, and the files in the order in which they are sent */
  step: 'connect' | 'push' | 'readBack'
  files: { name: FileName; bytes: number | null; fate: 'same' | 'sent' }[]
  end: JobEnd | null
}
export type JobEnd =
  | { done: true; at: number; changed: boolean; hash: string; number: number; numberThere: number; applied: Applied }
  | { done: true; at: number; changed: boolean; hash: string; address: string; command: FallbackResult['command'] }
  | { done: false; at: number; why: Saying }

const MOST = 20

/** The last syncs, in memory: the journal is the lasting record. */
export class Jobs {
  private readonly all = new Map<string, Job>()

  begin(first: Pick<Job, 'user' | 'startedAt' | 'address' | 'via'>): Job {
    const job: Job = { ...first, id: randomUUID(), step: 'connect', files: [], end: null }
    this.all.set(job.id, job)
    for (const id of this.all.keys()) {
      if (this.all.size <= MOST) break
      this.all.delete(id)
    }
    return job
  }

  find(id: string): Job | null {
    return this.all.get(id) ?? null
  }
}

/** What keeps the pair from being as it should after this; null: nothing. An active partner that waits for a person is no failure. */
export function failureOf(end: JobEnd): Saying | null {
  if (!end.done) return end.why
  if ('applied' in end)
    return end.applied.done === 'not' ? { code: end.applied.code, params: end.applied.params } : null
  const { command } = end
  if (!command || command.status === 0) return null
  return { code: 'sync.commandFailed', params: { command: command.line, address: end.address, status: command.status } }
}
