import { hostname } from 'node:os'
import type { Call } from '@/lib/api/client'
import type { Actor } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { type Paths, pathsFrom } from '@/lib/store/paths'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { openStore, type Store } from '@/lib/store/store'
import { passOn, queueEntry, type Send } from '@/lib/sync/journal-queue'
import { whyOf } from '../../errors'
import { type Io, line } from '../io'
import { agentOf } from '../transport'

/** What the receiving end works with. */
export type Receiver = {
  io: Io
  paths: Paths
  store: Store
  agent: Call
  host: string
  /** epoch ms */
  now: () => number
  /** address of the one who asks, as sshd gives it */
  from: string | undefined
  /** who says that they ask; nobody known until a request names somebody */
  asker: string
  /** Notes in the journal of this router what was asked and what became of it. Never fails what it reports. */
  note: (what: 'receive' | 'receive-refused', saying: Saying) => Promise<void>
  /** Sends what still waits for the journal from the time when the agent was away. */
  passOn: () => Promise<void>
}

export function receiverOf(io: Io): Receiver {
  const paths = pathsFrom(io.env)
  const agent = agentOf(io)
  const send: Send = (entry) => agent('record', { body: entry })
  // sshd(8): client address, client port, server address, server port
  const from = io.env.SSH_CONNECTION?.split(' ')[0]?.slice(0, 64) || undefined
  const receiver: Receiver = {
    io,
    paths,
    store: openStore(paths),
    agent,
    host: hostname(),
    now: Date.now,
    from,
    asker: 'partner',
    note: (what, saying) =>
      quietly(async (folder) => {
        await queueEntry(folder, { at: Date.now(), actor: actorOf(receiver.asker, from), what, saying })
        await passOn(folder, send)
      }),
    passOn: () => quietly((folder) => passOn(folder, send)),
  }
  const quietly = async (work: (folder: ConsoleFolder) => Promise<void>): Promise<void> => {
    try {
      await work(await consoleFolder(paths))
    } catch (error) {
      io.err(line(`journal: ${whyOf(error)}`))
    }
  }
  return receiver
}

/** `user` is what the pusher says of itself: recorded, never trusted. */
export const actorOf = (user: string, from: string | undefined): Actor => ({
  user: user.slice(0, 64),
  via: 'receive',
  ...(from ? { from } : {}),
})
