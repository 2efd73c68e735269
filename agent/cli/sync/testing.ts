import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@/lib/api/client'
import { consoleFolder } from '@/lib/store/private'
import { openStore } from '@/lib/store/store'
import { type Connection, linkTo, type Pair, type SyncCode, SyncError } from '@/lib/sync'
import { ensureOwnKey } from '@/lib/sync/key'
import type { Bench } from '../../testing'
import { envOf, runCli } from '../testing'
import { socketTransport } from '../transport'

/** What may go wrong between the two, once each. */
export type Faults = {
  /** the part of the bundle, 0 to 1, that arrives before the connection is cut */
  cutInputAt?: number
  /** the connection is cut before the command starts, or after it ended but before its answer arrives */
  cut?: 'before' | 'after'
  /** something else happens on the other router just before this verb runs there */
  meanwhile?: { verb: string; work: () => Promise<unknown> }
  /** the answer is this instead of the receiver's */
  answer?: { code: number; stdout: string; stderr: string }
}
export type Heard = { verb: string; code: number; stderr: string }

/** The receiving end of a router in this process: what sshd would start, with the command as a client sent it. */
export const received = (b: Bench, command: string | undefined, stdin?: Buffer) =>
  runCli(['receive'], {
    env: {
      ...envOf(b),
      ARAPAIMA_GROUP: '0',
      SSH_CONNECTION: '192.0.2.11 40000 192.0.2.12 22',
      ...(command === undefined ? {} : { SSH_ORIGINAL_COMMAND: command }),
    },
    stdin,
  })

/** Router `a` and the way to router `b`, without SSH between them; `heard` is every command that b was given. */
export async function pairOf(a: Bench, b: Bench, faults: Faults = {}): Promise<{ pair: Pair; heard: Heard[] }> {
  const { paths } = a.options
  const folder = await consoleFolder(paths)
  await ensureOwnKey(folder, 'a')
  const heard: Heard[] = []
  const link = linkTo(folder, { address: '192.0.2.12', port: 22, user: 'arapaima' }, async () =>
    connectionTo(b, faults, heard),
  )
  return { pair: { store: openStore(paths), link, user: 'anna', host: 'router-a' }, heard }
}

function connectionTo(b: Bench, faults: Faults, heard: Heard[]): Connection {
  let open = true
  const cut = (stage: string): never => {
    open = false
    throw new SyncError('sync.cut', { stage, why: 'ECONNRESET' })
  }
  return {
    alive: () => open,
    close: () => {
      open = false
    },
    sftp: () => Promise.reject(new Error('no SFTP here')),
    run: async (command, { input, stage }) => {
      const { answer, meanwhile, cutInputAt } = faults
      if (faults.cut === 'before') {
        faults.cut = undefined
        return cut(stage)
      }
      if (meanwhile?.verb === stage) {
        faults.meanwhile = undefined
        await meanwhile.work()
      }
      if (answer) return { ...answer, stdout: Buffer.from(answer.stdout) }
      const part = input && cutInputAt !== undefined ? input.subarray(0, Math.floor(input.length * cutInputAt)) : input
      const { out, err, status } = await received(b, command, part)
      heard.push({ verb: stage, code: status, stderr: err })
      if (input && cutInputAt !== undefined) {
        faults.cutInputAt = undefined
        return cut(stage)
      }
      if (faults.cut === 'after' && input) {
        faults.cut = undefined
        return cut(stage)
      }
      return { code: status, stdout: Buffer.from(out), stderr: err }
    },
  }
}

/** The code of a refusal, or that there was none. */
export async function codeOf(work: Promise<unknown>): Promise<SyncCode | 'done'> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof SyncError) return error.code
    throw error
  }
}

export const storeOf = (b: Bench) => openStore(b.options.paths)
export const cfOf = (b: Bench) => readFileSync(join(b.options.paths.etc, 'lvs.cf'), 'utf8')

/** A save as bea makes it in the console of that router. */
export async function save(b: Bench, text: string, note = 'why'): Promise<void> {
  const { hash } = await storeOf(b).read()
  const files = { 'lvs.cf': Buffer.from(text) }
  const saved = await storeOf(b).save({ files, ifMatch: hash, author: 'bea', note })
  if (!saved.ok) throw new Error(JSON.stringify(saved))
}

/** What the agent of that router has written down. */
export async function journalOf(b: Bench) {
  const reply = await createClient(socketTransport(b.options.paths.socket))('journal', { query: { limit: 100 } })
  if (!reply.ok) throw new Error(reply.code)
  return reply.value
}
/** The same, each as `what: code`. */
export const linesOf = async (b: Bench) => (await journalOf(b)).map((entry) => `${entry.what}: ${entry.saying.code}`)
