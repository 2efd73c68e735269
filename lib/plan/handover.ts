import { CHAINS } from '@/lib/kernel/marks'
import { resetRule } from '@/lib/kernel/rule'
import { familyOf } from '../kernel/endpoint'
import type { Op, Wanted } from './types'

const NAME = 'LVS_HANDOVER'

/**
 * The same with this router's own TCP resets from the virtual addresses dropped: for the first seconds after it took them over, while
 * connections of the router before are still being synchronised. A packet of one that is not known here yet would otherwise be answered
 * with a reset; so it is sent again, and found. operations.md 4
 * @param loopback what stands on lo: a standby that is a real server too answers for it
 */
export function resetsDropped(wanted: Wanted, loopback: readonly string[] = []): Wanted {
  const absent = (wanted.absent ?? []).filter((address) => !loopback.includes(address))
  const addresses = [...wanted.addresses.map(({ address }) => address), ...absent]
  const chains = wanted.chains.filter(({ name }) => name !== NAME)
  for (const family of [4, 6] as const) {
    const rules = [...new Set(addresses)].filter((address) => familyOf(address) === family).map(resetRule)
    if (rules.length > 0) chains.push({ family, table: CHAINS[NAME].table, name: NAME, rules })
  }
  return { ...wanted, chains }
}

/** Makes or takes away the chain of a hand-over. */
export function isHandoverOp(op: Op): boolean {
  return (op.do === 'marks.setChain' || op.do === 'marks.removeChain') && op.chain.name === NAME
}
