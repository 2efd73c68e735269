import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { PairAnswer } from '@/lib/api/pair'
import type { RehearsalsAnswer } from '@/lib/api/rehearsal'
import type { Actor } from '@/lib/api/types'
import type { Saying } from '@/lib/plan'
import { readPlain } from '@/lib/store/disk'
import { type Context, note } from '../context'
import { whyOf } from '../errors'
import { KeyRefused, type PulseStore } from './keys'
import type { Rehearsals } from './rehearsal'
import { openRehearsals } from './rehearse'

/** What people ask of the pair. Each request stands in the journal with who asked and what came of it. */
export type PairRequests = {
  start(actor: Actor): Promise<PairAnswer>
  stop(withdraw: boolean, actor: Actor): Promise<PairAnswer>
  /** gives the service away, or on a standby asks for it */
  handover(actor: Actor): Promise<PairAnswer>
  restart(actor: Actor): Promise<PairAnswer>
  key(actor: Actor): Promise<PairAnswer>
  rehearsals(): Promise<RehearsalsAnswer>
  /** begins a rehearsal of a hand-over; what comes of it stands in the list */
  rehearse(actor: Actor): Promise<PairAnswer>
  /** what a third host saw over the rehearsal that began then */
  seen(at: number, seenMs: number, actor: Actor): Promise<PairAnswer>
}

const refusal = (code: string, params: Saying['params'] = {}): PairAnswer => ({
  ok: false,
  why: { code: `pulse.cannot.${code}`, params },
})

export function pairRequests(context: Context): PairRequests {
  const { pair } = context
  const told = async (what: string, actor: Actor, answer: PairAnswer): Promise<PairAnswer> => {
    const saying = { code: `agent.pair.${what}${answer.ok ? '' : 'Refused'}`, params: {} }
    await note(context, { what: 'pair', actor, saying, detail: { why: answer.why } })
    return answer
  }
  const ask = async (what: 'start' | 'stop' | 'handover' | 'take', actor: Actor, withdraw = false) =>
    told(what, actor, pair ? await pair.request(what, actor.user, withdraw) : refusal('fixed-role'))
  let opened: Promise<Rehearsals> | null = null
  const rehearsals = () => {
    if (pair) opened ??= openRehearsals(context, pair)
    return opened
  }
  return {
    start: (actor) => ask('start', actor),
    stop: (withdraw, actor) => ask('stop', actor, withdraw),
    handover: (actor) => ask(pair?.stateName === 'standby' ? 'take' : 'handover', actor),
    restart: async (actor) => {
      const { restart } = context.ports
      if (!restart) return told('restart', actor, refusal('no-keeper'))
      const answer = await told('restart', actor, { ok: true, why: { code: 'pulse.restarting', params: {} } })
      setImmediate(restart)
      return answer
    },
    rehearsals: async () =>
      (await rehearsals())?.view() ?? { running: null, cannot: refusal('fixed-role').why, list: [] },
    rehearse: async (actor) => {
      const answer = (await rehearsals())?.start(actor.user) ?? refusal('fixed-role')
      const saying = { code: answer.ok ? 'agent.rehearsalBegun' : 'agent.rehearsalFailed', params: {} }
      await note(context, { what: 'pair', actor, saying, detail: { why: answer.why } })
      return answer
    },
    seen: async (at, seenMs, actor) => {
      const answer = (await rehearsals())?.seen(at, seenMs) ?? refusal('fixed-role')
      const saying = { code: 'agent.rehearsalSeen', params: { ms: seenMs } }
      if (answer.ok) await note(context, { what: 'pair', actor, saying, detail: { at } })
      return answer
    },
    key: async (actor) => told('key', actor, pair ? await doKey(context.folder, pair.store) : refusal('fixed-role')),
  }
}

export const KEY_REQUEST = 'key.request'
const keyRequest = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['make', 'rotate', 'unlatch']) }),
  z.strictObject({ do: z.literal('set'), key: z.string().max(200) }),
])
export type KeyRequest = z.infer<typeof keyRequest>

/** What stands in STATE/agent/key.request, where only root can write: the key itself never passes the socket. The file is gone afterwards. */
async function doKey(folder: string, store: PulseStore): Promise<PairAnswer> {
  const path = join(folder, KEY_REQUEST)
  try {
    const bytes = await readPlain(path)
    if (bytes === null) return { ok: false, why: { code: 'pulse.key.no-request', params: {} } }
    await unlink(path)
    const request = keyRequest.parse(JSON.parse(bytes.toString('utf8')))
    await changeKey(store, request)
    return { ok: true, why: { code: `pulse.key.done-${request.do}`, params: {} } }
  } catch (error) {
    if (error instanceof KeyRefused) return { ok: false, why: error.saying }
    return { ok: false, why: { code: 'pulse.key.failed', params: { why: whyOf(error) } } }
  }
}

/** @throws KeyRefused; the file system's error */
export function changeKey(store: PulseStore, request: KeyRequest): Promise<void> {
  if (request.do === 'set') return store.setKey(request.key)
  if (request.do === 'make') return store.makeKey()
  return request.do === 'rotate' ? store.rotateKey() : store.unlatch()
}
