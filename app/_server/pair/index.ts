import { hostname } from 'node:os'
import type { Actor } from '@/lib/api/types'
import { openPair } from '@/lib/sync'
import { agentClient, callOf } from '../agent'
import { audit } from '../audit'
import { oncePerProcess, paths } from '../place'
import { storeFor } from '../save'
import { version } from '../version'
import { PairDesk } from './desk'

export type { Answer } from './answer'
export type { PairView } from './desk'

/** What stands for "no time chosen": the partner's settings cannot be read, or there is no partner yet. */
const USUAL_SEC = 30

/** The desk of this console. */
export const pairDesk = (): PairDesk =>
  oncePerProcess(
    'pair',
    () =>
      new PairDesk({
        open: async (actor: Actor) => {
          const pair = await openPair(paths(), { user: actor.user, host: hostname() })
          return { ...pair, store: storeFor(actor) }
        },
        agent: async () => {
          const status = await agentClient().status()
          if (!status.ok) return null
          const { pulse, running } = status.value
          return { role: pulse.role, runningHash: running?.hash ?? null }
        },
        call: callOf(agentClient()),
        note: (actor, saying) => audit(actor, 'sync', saying),
        now: Date.now,
        version,
      }),
  )

type Watch = { timer?: NodeJS.Timeout; turn?: Promise<void> }
const watch = () => oncePerProcess<Watch>('pair.watch', () => ({}))

/** Looks at the partner now and then every `everySec` of the settings, for as long as the console lives. Begun once, by the console's entry. */
export function watchPartner(): void {
  const state = watch()
  clearTimeout(state.timer)
  state.turn = (state.turn ?? Promise.resolve())
    .then(() => pairDesk().turn())
    .catch((error: unknown) => console.error(`partner: ${String(error)}`))
    .finally(() => {
      const seconds = pairDesk().shown().settings?.everySec ?? USUAL_SEC
      clearTimeout(state.timer)
      state.timer = setTimeout(watchPartner, seconds * 1000)
      state.timer.unref()
    })
}

/** Something changed here that the partner may have to follow: the watcher's turn comes now. Without a watcher nothing happens. */
export function nudgePartner(): void {
  if (watch().timer) watchPartner()
}
