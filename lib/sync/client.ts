import type { ConsoleFolder } from '@/lib/store/private'
import { type Connection, openConnection, type RunOptions } from './connection'
import { isSyncCode, SyncError } from './errors'
import { readOwnKey } from './key'
import type { Target } from './partner'
import { ANSWERS, type AnswerTo, lineOf, PROTOCOL, type Request, refusalAnswer, type SyncVerb } from './protocol'
import { readKnownHosts } from './trust'

/** The partner's `arapaima receive` as a function over one SSH connection, which is opened when it is first needed. */
export type PartnerLink = {
  readonly target: Target
  /** @throws SyncError: what the partner refused, or why nothing was heard of it */
  ask<V extends SyncVerb>(request: Request & { verb: V }, input?: Buffer): Promise<AnswerTo<V>>
  close(): void
}

/** An apply takes as long as its operations; the rest is quick. */
const TIMES_MS: Record<SyncVerb, number> = {
  status: 30_000,
  compare: 60_000,
  plan: 60_000,
  push: 180_000,
  confirm: 180_000,
  transact: 180_000,
}
/** Three files of the largest size in base64, or the plan of ten thousand servers. */
const MAX_ANSWER_BYTES = 80 * 1024 * 1024

/** Keys and known hosts are read anew for each connection, so that what a person just confirmed counts at once. */
export function linkTo(folder: ConsoleFolder, target: Target, open = openConnection): PartnerLink {
  let opening: Promise<Connection> | null = null
  const connection = async (): Promise<Connection> => {
    const there = await opening?.catch(() => null)
    if (there?.alive()) return there
    opening = connectTo(folder, target, open)
    return opening
  }
  return {
    target,
    ask: async (request, input) => {
      const { verb } = request
      const options: RunOptions = { input, timeoutMs: TIMES_MS[verb], maxBytes: MAX_ANSWER_BYTES, stage: verb }
      const { code, stdout, stderr } = await (await connection()).run(lineOf(request), options)
      return answerOf(target, verb, { code, stdout, stderr })
    },
    close: () => {
      opening?.then(
        (one) => one.close(),
        () => undefined,
      )
      opening = null
    },
  }
}

/** A connection with this router's key to a host that is known. @throws SyncError sync.noKey, and those of openConnection */
export async function connectTo(folder: ConsoleFolder, target: Target, open = openConnection): Promise<Connection> {
  const key = await readOwnKey(folder)
  if (key === null) throw new SyncError('sync.noKey')
  return open(target, { known: await readKnownHosts(folder), privatePem: key.privatePem })
}

type Said = { code: number; stdout: Buffer; stderr: string }

function answerOf<V extends SyncVerb>(target: Target, verb: V, said: Said): AnswerTo<V> {
  const value = jsonOf(said.stdout)
  const { address } = target
  if (value === null || typeof value.arapaima !== 'number') {
    const why = said.stderr.trim().split('\n').at(-1)?.slice(0, 300) || `${said.code}`
    throw new SyncError('sync.notReceive', { address, status: said.code, why })
  }
  if (value.arapaima !== PROTOCOL) throw new SyncError('sync.protocol', { here: PROTOCOL, there: value.arapaima })
  if (value.ok === false) throw refusalOf(address, value)
  const read = ANSWERS[verb].safeParse(value)
  if (read.success) return read.data as AnswerTo<V>
  const [issue] = read.error.issues
  throw new SyncError('sync.badAnswer', { address, why: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` })
}

function refusalOf(address: string, value: object): SyncError {
  const read = refusalAnswer.safeParse(value)
  if (read.success && isSyncCode(read.data.code)) return new SyncError(read.data.code, read.data.params)
  return new SyncError('sync.badAnswer', { address, why: read.success ? read.data.code : 'refusal' })
}

function jsonOf(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
