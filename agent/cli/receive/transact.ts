import { SyncError } from '@/lib/sync/errors'
import { type AnswerTo, transactHeader } from '@/lib/sync/protocol'
import { applyIfStandby } from './apply'
import { bundleOf, save } from './push'
import { actorOf, type Receiver } from './world'

/**
 * This router's half of a change over both (lib/sync/together.ts): saves and applies while it is standby and hears the pusher. Its heartbeats then go
 * over the new line and the former one, so that the pusher is heard whether it follows or not.
 * @throws SyncError: what it runs is what it ran
 */
export async function transact(
  receiver: Receiver,
): Promise<Pick<AnswerTo<'transact'>, 'hash' | 'number' | 'operations'>> {
  const { agent } = receiver
  const { header, files } = await bundleOf(receiver, transactHeader)
  receiver.asker = header.user
  await refuseUnlessReady(receiver)
  const { now, note } = await save(receiver, header, files)
  const applied = await applyIfStandby(receiver, now.hash, note)
  if (applied.done !== 'applied')
    throw new SyncError('sync.togetherNotThere', {
      why: applied.done === 'not' ? applied.code : 'sync.togetherBothActive',
    })
  if (header.role) {
    const body = { settings: { role: header.role }, actor: actorOf(header.user, receiver.from) }
    const reply = await agent('changeSettings', { body })
    if (!reply.ok) throw new SyncError('sync.togetherNotThere', { why: reply.code })
  }
  return { hash: now.hash, number: now.number, operations: applied.operations }
}

async function refuseUnlessReady({ agent }: Receiver): Promise<void> {
  const status = await agent('status')
  if (!status.ok) throw new SyncError('sync.agentThere', { why: status.code })
  const { pair, pulse } = status.value
  if (pulse.role !== 'standby') throw new SyncError('sync.togetherBothActive')
  if (!pair?.partner?.alive) throw new SyncError('sync.togetherUnheard')
}
