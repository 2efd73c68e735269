import { StoreError } from '@/lib/store/files'
import { SyncError } from '@/lib/sync/errors'
import { type LineFault, PROTOCOL, type Request, requestOf } from '@/lib/sync/protocol'
import { EXIT, line, speakCode } from '../io'
import { version } from '../version'
import { confirm } from './apply'
import { compare, status } from './facts'
import { push } from './push'
import { transact } from './transact'
import type { Receiver } from './world'

/**
 * One request of the partner, as sshd hands it over (SSH_ORIGINAL_COMMAND): one line of JSON as the answer. What is refused is said there, on
 * standard error, and in the journal.
 * @returns the exit status
 */
export async function serve(receiver: Receiver): Promise<number> {
  const { io } = receiver
  try {
    const request = requestOf(io.env.SSH_ORIGINAL_COMMAND)
    if ('fault' in request) throw faultOf(request, io.env.SSH_ORIGINAL_COMMAND ?? '')
    const answer = await answerTo(receiver, request)
    io.out(`${JSON.stringify({ arapaima: PROTOCOL, ok: true, version, ...answer })}\n`)
    await receiver.passOn()
    return EXIT.done
  } catch (error) {
    return refuse(receiver, error)
  }
}

function answerTo(receiver: Receiver, request: Request): Promise<object> {
  if (request.verb === 'confirm') {
    receiver.asker = request.user
    return confirm(receiver, request)
  }
  if (request.verb === 'push') return push(receiver)
  if (request.verb === 'transact') return transact(receiver)
  if (request.verb === 'compare') return compare(receiver)
  if (request.verb === 'status') return status(receiver)
  return planHere(receiver)
}

async function planHere({ agent }: Receiver): Promise<object> {
  const reply = await agent('plan')
  if (!reply.ok) throw new SyncError('sync.agentThere', { why: reply.code })
  return { plan: reply.value }
}

function faultOf(fault: LineFault, said: string): SyncError {
  if (fault.fault === 'protocol')
    return new SyncError('sync.protocol', { here: PROTOCOL, there: Number(fault.protocol) })
  if (fault.fault === 'nothing') return new SyncError('sync.noShell')
  return new SyncError('sync.command', { command: said.replace(/[^\x20-\x7e]/g, '?').slice(0, 200) })
}

async function refuse(receiver: Receiver, error: unknown): Promise<number> {
  const refusal = refusalOf(receiver, error)
  if (refusal === null) throw error
  const { io } = receiver
  const { code, params, exit } = refusal
  io.out(`${JSON.stringify({ arapaima: PROTOCOL, ok: false, version, code, params })}\n`)
  io.err(line(`arapaima: ${speakCode(io, code, params)}`))
  await receiver.note('receive-refused', { code, params })
  return exit
}

function refusalOf({ host }: Receiver, error: unknown): SyncError | null {
  if (error instanceof SyncError) return error
  if (error instanceof StoreError)
    return new SyncError('sync.cannotRead', { host, path: error.path, why: error.why, what: error.code })
  return null
}
