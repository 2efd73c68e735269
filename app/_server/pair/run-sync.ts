import type { Saying } from '@/lib/plan/types'
import { systemWorld } from '@/lib/store/world'
import { type OpenPair, syncBySftp, syncToPartner } from '@/lib/sync'
import { whyOf } from './answer'
import type { Job, JobEnd } from './jobs'

type Ports = { note: (saying: Saying) => Promise<void>; now: () => number }
type Options = { overwrite?: string }

/** Does the sync of this job; how far it is stands in the job at every moment. Never throws for the partner's sake: why not is its end. */
export async function runSync(job: Job, pair: OpenPair, options: Options, ports: Ports): Promise<JobEnd> {
  try {
    job.end = await (job.via === 'sftp' ? byFiles(job, pair, options, ports) : byReceive(job, pair, options, ports))
  } catch (error) {
    job.end = { done: false, at: ports.now(), why: whyOr(error) }
  }
  return job.end
}

/** A bug of ours must not leave a job that never ends. */
function whyOr(error: unknown): Saying {
  try {
    return whyOf(error)
  } catch {
    console.error(error)
    return { code: 'sync.cut', params: { stage: 'sync', why: error instanceof Error ? error.message : String(error) } }
  }
}

async function byReceive(job: Job, pair: OpenPair, { overwrite }: Options, ports: Ports): Promise<JobEnd> {
  const result = await syncToPartner(pair, {
    overwrite,
    onProgress: (progress) => {
      if (progress.step !== 'file') job.step = progress.step
      else {
        const { file: name, bytes, same } = progress
        const others = job.files.filter((one) => one.name !== name)
        job.files = [...others, { name, bytes, fate: same ? 'same' : 'sent' }]
      }
    },
  })
  const { changed, hash, number, numberThere, applied } = result
  if (changed) await noteSent(pair, { number, hash }, ports)
  return { done: true, at: ports.now(), changed, hash, number, numberThere, applied }
}

async function byFiles(job: Job, pair: OpenPair, { overwrite }: Options, ports: Ports): Promise<JobEnd> {
  job.step = 'push'
  const { changed, hash, command } = await syncBySftp(
    { ...pair, world: systemWorld() },
    {
      overwrite,
      onFile: (name, fate) => {
        job.files = [...job.files, { name, bytes: null, fate: fate === 'written' ? 'sent' : 'same' }]
      },
    },
  )
  const number = (await pair.store.read()).revision?.number ?? 0
  if (changed) await noteSent(pair, { number, hash }, ports)
  return { done: true, at: ports.now(), changed, hash, address: pair.target.address, command }
}

function noteSent({ user, target }: OpenPair, sent: { number: number; hash: string }, { note }: Ports): Promise<void> {
  const params = { user, address: target.address, number: sent.number, hash: sent.hash.slice(0, 12) }
  return note({ code: 'sync.journalSent', params })
}
