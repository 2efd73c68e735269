import type { PairView } from '@/lib/api/pair'
import type { Params, TextKey } from '@/lib/text'
import { partnerAddress, serves } from './pair-look'
import type { Code } from './words'

/** What somebody may ask of the pair. */
export const PAIR_ASKS = ['handover', 'take', 'start', 'stop', 'rehearse'] as const
export type PairAsk = (typeof PAIR_ASKS)[number]

/** `cannot`: why it cannot be done now; `force`: only with the addresses withdrawn. */
export type Ask = { what: PairAsk; cannot: PairView['can']['stop']; force: boolean }
type Sentence = { key: TextKey; params?: Params }

/** Refusals of a stop that withdrawing the addresses does not lift. */
const FINAL = new Set(['stopped', 'starting', 'under-way', 'heartbeat-gone'].map((code) => `pulse.cannot.${code}`))

/** The buttons that belong to the state, each with the reason why it cannot be pressed. */
export function asksOf(pair: PairView): Ask[] {
  const one = (what: 'handover' | 'take' | 'start'): Ask => ({ what, cannot: pair.can[what], force: false })
  if (pair.state === 'off') return [one('start')]
  const { stop } = pair.can
  const force = stop !== null && !FINAL.has(stop.code)
  const serving = serves(pair) || pair.state === 'provisional'
  return [one(serving ? 'handover' : 'take'), { what: 'stop', cannot: force ? null : stop, force }]
}

/** A rehearsal needs what a hand-over needs. @param cannot what the agent says of rehearsals */
export const rehearseAsk = (pair: PairView, cannot: Ask['cannot']): Ask => ({
  what: 'rehearse',
  cannot: cannot ?? pair.can.handover,
  force: false,
})

/** What a request does to traffic, in words, in the order in which it happens. */
export function effectsOf(what: PairAsk, pair: PairView, code: Code): Sentence[] {
  const partner = { partner: partnerAddress(pair) }
  const old: Sentence[] = pair.partner?.old ? [{ key: 'pair.effect.old' }] : []
  const moved = [...connections(pair), ...old, { key: 'pair.effect.returns' } as const]
  if (what === 'handover') return [{ key: 'pair.effect.gives', params: partner }, ...moved]
  if (what === 'rehearse')
    return [
      { key: 'pair.effect.gives', params: partner },
      ...connections(pair),
      ...old,
      { key: 'pair.effect.rehearse' },
    ]
  if (what === 'take') return [{ key: 'pair.effect.takes', params: partner }, ...connections(pair), ...old]
  if (what === 'start') return starting(pair)
  return [...stopping(pair, partner, code), { key: 'pair.effect.stopKept' }]
}

function starting(pair: PairView): Sentence[] {
  const held: Sentence[] = pair.holding ? [{ key: 'pair.effect.startHolding' }] : []
  return pair.paired ? [{ key: 'pair.effect.startListens' }, ...held] : [{ key: 'pair.effect.startAlone' }]
}

function stopping(pair: PairView, partner: Params, code: Code): Sentence[] {
  if (!serves(pair)) return [{ key: 'pair.effect.stopStandby' }]
  const { stop } = pair.can
  if (stop) return [{ key: 'pair.effect.stopRefused', params: { why: code(stop.code, stop.params) } }]
  return pair.partner?.alive
    ? [{ key: 'pair.effect.stopGives', params: partner }, ...connections(pair)]
    : [{ key: 'pair.effect.stopStays' }]
}

/** Whether established connections outlive a change of the active router. operations.md 4 */
function connections({ sync, readiness }: PairView): Sentence[] {
  const both = readiness.find(({ item }) => item === 'sync')?.state
  if (sync && both === 'ok') return [{ key: 'pair.effect.connectionsStay' }]
  if (sync && both === 'unknown' && sync.wanted !== null && sync.running === sync.wanted)
    return [{ key: 'pair.effect.connectionsUnknown' }]
  return [{ key: 'pair.effect.connectionsEnd', params: { used: sync ? 'yes' : 'no' } }]
}
