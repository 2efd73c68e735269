import { randomUUID } from 'node:crypto'
import type { FileName } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import type { Applied, FallbackResult } from '@/lib/sync'

/** One sync, or one change over both routers, from the press of the button to what became of it; a page shows it at every step. */
export type Job = {
  id: string
  what: 'sync' | 'together'
  user: string
  /** epoch ms */
  startedAt: number
  address: string
  via: 'arapaima' | 'sftp'
  /** what it does now, and the files in the order in which they are sent */
  step: 'connect' | 'push' | 'readBack' | 'there' | 'here' | 'heard'
  files: { name: FileName; bytes: number | null; fate: 'same' | 'sent' }[]
  end: JobEnd | null
}
export type JobEnd =
  | { done: true; at: number; changed: boolean; hash: string; number: number; numberThere: number; applied: Applied }
  | { done: true; at: number; changed: boolean; hash: string; address: string; command: FallbackResult['command'] }
  /** both routers run it; `heard`: each hears the other as it shall from now on */
  | { done: true; at: number; hash: string; number: number; numberThere: number; heard: boolean }
  | { done: false; at: number; why: Saying }

export type JobStart = Pick<Job, 'what' | 'user' | 'startedAt' | 'address' | 'via'>
/** A job that was begun; `ended` is never refused. */
export type Begun = { job: Job; ended: Promise<JobEnd> }

const MOST = 20

/** The last jobs, in memory: the journal is the lasting record. */
export class Jobs {
  private readonly all = new Map<string, Job>()
  private under: Begun | null = null

  /** What is under way; two never change the partner at the same time. */
  now(): Begun | null {
    return this.under
  }

  /** Begins this, or gives what is under way. @param after before the end is told and another one may begin */
  begin(first: JobStart, run: (job: Job) => Promise<JobEnd>, after: () => Promise<void>): Begun {
    this.under ??= this.start(first, run, after)
    return this.under
  }

  private start(first: JobStart, run: (job: Job) => Promise<JobEnd>, after: () => Promise<void>): Begun {
    const job = this.keep(first)
    const ended = run(job).then(async (end) => {
      await after()
      job.end = end
      this.under = null
      return end
    })
    return { job, ended }
  }

  private keep(first: JobStart): Job {
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
  if ('heard' in end) return end.heard ? null : lateOf(end)
  const { command } = end
  if (!command || command.status === 0) return null
  return { code: 'sync.commandFailed', params: { command: command.line, address: end.address, status: command.status } }
}

const lateOf = ({ number, numberThere, hash }: { number: number; numberThere: number; hash: string }): Saying => ({
  code: 'sync.togetherLate',
  params: { number, there: numberThere, hash: hash.slice(0, 12) },
})
