import type { Saying } from '@/lib/plan/types'
import { systemWorld } from '@/lib/store/world'
import { type OpenPair, SyncError, syncBySftp, syncToPartner } from '@/lib/sync'
import { changeTogether, type Together, type TogetherOptions } from '@/lib/sync/together'
import { whyOf } from './answer'
import type { Job, JobEnd } from './jobs'

export type JobPorts = { note: (saying: Saying) => Promise<void>; now: () => number }
type Options = { overwrite?: string }

/** Does the sync of this job; how far it is stands in the job at every moment. */
export function runSync(job: Job, pair: OpenPair, options: Options, ports: JobPorts): Promise<JobEnd> {
  return ended(ports, () =>
    job.via === 'sftp' ? byFiles(job, pair, options, ports) : byReceive(job, pair, options, ports),
  )
}

/** The change over both routers of this job. */
export function runTogether(
  job: Job,
  pair: OpenPair,
  { agent, actor }: Pick<Together, 'agent' | 'actor'>,
  ports: JobPorts,
): Promise<JobEnd> {
  return ended(ports, async () => {
    if (job.via === 'sftp') throw new SyncError('sync.togetherFiles')
    const onProgress: TogetherOptions['onProgress'] = ({ step }) => {
      if (step !== 'file') job.step = step
    }
    const result = await changeTogether({ ...pair, agent, actor }, { onProgress })
    await noteSent(pair, result, ports)
    return { done: true, at: ports.now(), ...result }
  })
}

/** Never throws: why not is the job's end. */
async function ended(ports: JobPorts, work: () => Promise<JobEnd>): Promise<JobEnd> {
  try {
    return await work()
  } catch (error) {
    return { done: false, at: ports.now(), why: whyOr(error) }
  }
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

async function byReceive(job: Job, pair: OpenPair, { overwrite }: Options, ports: JobPorts): Promise<JobEnd> {
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

async function byFiles(job: Job, pair: OpenPair, { overwrite }: Options, ports: JobPorts): Promise<JobEnd> {
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

function noteSent(
  { user, target }: OpenPair,
  sent: { number: number; hash: string },
  { note }: JobPorts,
): Promise<void> {
  const params = { user, address: target.address, number: sent.number, hash: sent.hash.slice(0, 12) }
  return note({ code: 'sync.journalSent', params })
}
