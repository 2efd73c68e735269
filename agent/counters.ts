import type { Rates } from '@/lib/api/types'
import type { CountedTable, Counters } from '@/lib/kernel/state'
import type { Kernel } from './kernel/kernel'
import type { Clock } from './ports'

/** One reading of the table's numbers, with those of the reading before for the rates. */
export type Sample = {
  at: number
  counted: CountedTable
  text: string
  before: { at: number; counted: CountedTable } | null
}
export type Sampler = {
  /** The numbers, at most `maxAgeMs` old; however many ask at once, the kernel is read once. */
  sample(): Promise<Sample>
  /** The next one is read anew: the table was changed. */
  expire(): void
}

/** Rates over more than this say nothing about now. */
const MAX_SPAN_MS = 60_000

export function createSampler(kernel: Pick<Kernel, 'counters' | 'tableText'>, clock: Clock, maxAgeMs: number): Sampler {
  let last: Sample | null = null
  let reading: Promise<Sample> | null = null
  let expired = false
  const read = async (): Promise<Sample> => {
    const at = clock.now()
    expired = false
    const text = await kernel.tableText()
    const counted = await kernel.counters(text)
    const before = last && at - last.at <= MAX_SPAN_MS ? { at: last.at, counted: last.counted } : null
    last = { at, counted, text, before }
    return last
  }
  return {
    sample: () => {
      const age = last ? clock.now() - last.at : Number.POSITIVE_INFINITY
      if (last && !expired && age >= 0 && age <= maxAgeMs) return Promise.resolve(last)
      reading ??= read().finally(() => {
        reading = null
      })
      return reading
    },
    expire: () => {
      expired = true
    },
  }
}

/** Per second between two readings; null without an earlier one, or when the entry was made anew (its counters went back). */
export function ratesOf(now: Counters, before: Counters | undefined, spanMs: number): Rates | null {
  if (!before || spanMs <= 0) return null
  const per = (field: keyof Counters) => Math.round(((now[field] - before[field]) * 10_000) / spanMs) / 10
  const rates = {
    connections: per('connections'),
    inPackets: per('inPackets'),
    outPackets: per('outPackets'),
    inBytes: per('inBytes'),
    outBytes: per('outBytes'),
  }
  return Object.values(rates).some((rate) => rate < 0) ? null : rates
}
