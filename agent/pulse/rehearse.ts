import { join } from 'node:path'
import * as z from 'zod'
import { type Rehearsal, rehearsal } from '@/lib/api/rehearsal'
import { effectiveGlobal } from '@/lib/lvscf'
import type { Saying } from '@/lib/plan'
import { type Context, ITSELF, note } from '../context'
import { wantedOf } from '../planning'
import { firstArpAnswer } from './arp-question'
import { KeptList, type ListFile } from './kept-list'
import type { Pair } from './pair'
import { Rehearsals } from './rehearsal'

/** STATE/agent/rehearsals.json: the last rehearsals of this router. @param folder STATE/agent */
export const rehearsalsFile = (folder: string): ListFile<Rehearsal> => ({
  path: join(folder, 'rehearsals.json'),
  shape: z.array(rehearsal),
  kept: 50,
})

/** Rehearsals of this router's pair: what they ask of it, of the network and of the journal. */
export async function openRehearsals(context: Context, pair: Pair): Promise<Rehearsals> {
  const { ports, folder } = context
  const history = await KeptList.open(rehearsalsFile(folder), ports.log)
  return new Rehearsals(
    {
      request: (what, by) => pair.request(what, by),
      state: () => pair.stateName,
      addresses: () => vipsOf(context),
      gone: () => pair.departures.next(),
      firstAnswer: (place, signal) => firstArpAnswer(place, { signal }),
      now: () => ports.clock.now(),
      note: async (one) => {
        const done = one.there.ok && one.back?.ok
        const saying: Saying = done
          ? { code: 'agent.rehearsal', params: { gap: Math.round(one.gapMs ?? -1) } }
          : { code: 'agent.rehearsalFailed', params: {} }
        await note(context, { what: 'pair', actor: ITSELF, saying, detail: { ...one } })
      },
    },
    history,
  )
}

/**
 * The virtual addresses, as an active router has them, whatever the last look saw: a lease may just have run out. The gateway of NAT servers comes
 * last: it is asked for only where there is no other.
 */
function vipsOf({ state }: Context): { device: string; address: string }[] {
  const { configuration } = state
  if (!configuration) return []
  const gateway = effectiveGlobal(configuration.config.global).nat_router?.address
  const { addresses } = wantedOf(configuration, 'active').wanted
  return [...addresses.filter((p) => p.address !== gateway), ...addresses.filter((p) => p.address === gateway)]
}
