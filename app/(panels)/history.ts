import { oncePerProcess } from '@/app/_server/place'
import type { Table } from '@/lib/api/types'

/** New connections per second of the last looks at the table, by row key. Kept by the console while somebody watches. */
export type History = { times: number[]; rows: Map<string, (number | null)[]> }

const MOST_LOOKS = 90
/** Rows whose past is kept; beyond that the virtual servers alone. */
const MOST_ROWS = 2000
/** After a pause this long the old values would stand beside the new ones as if nothing lay between. */
const LONGEST_GAP_MS = 5 * 60_000

/** Adds the look to the past; the same look again (fifty open consoles) adds nothing. Exported for its test. */
export function remember(past: History, table: Table): History {
  const last = past.times.at(-1)
  if (last !== undefined && table.at <= last) return past
  const kept: History = last !== undefined && table.at - last > LONGEST_GAP_MS ? { times: [], rows: new Map() } : past
  const looks = kept.times.length
  const rows = new Map<string, (number | null)[]>()
  for (const [key, perSec] of ratesOf(table)) {
    // A row that was not there yet has a gap, so that all rows stay of one length.
    const before = kept.rows.get(key) ?? new Array<null>(looks).fill(null)
    rows.set(key, [...before, perSec].slice(-MOST_LOOKS))
  }
  return { times: [...kept.times, table.at].slice(-MOST_LOOKS), rows }
}

function* ratesOf(table: Table): Iterable<[string, number | null]> {
  let rows = 0
  for (const service of table.services) {
    yield [service.key, service.rates?.connections ?? null]
    rows += service.servers.length + 1
    if (rows > MOST_ROWS) continue
    for (const server of service.servers) yield [`${service.key} ${server.key}`, server.rates?.connections ?? null]
  }
}

/** The past including this look. */
export function historyWith(table: Table): History {
  const kept = oncePerProcess<{ past: History }>('table.history', () => ({ past: { times: [], rows: new Map() } }))
  kept.past = remember(kept.past, table)
  return kept.past
}
