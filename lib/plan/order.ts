import { familyOf } from '@/lib/kernel/endpoint'
import type { Op, Wanted } from './types'

/**
 * The order of operations.md 1: settings, chains, table, addresses, announcements; what is taken away from clients (an address)
 * goes before the table that served it. On a router that serves, no new connection falls between two operations: what is new
 * stands in the table before a chain that was there already changes, and only then what the packets came to before is set to rest
 * or goes. Settings that go back to their former value come last, so that secondaries are still promoted while addresses go.
 */
export function order(ops: readonly Op[], wanted: Pick<Wanted, 'sysctls' | 'addresses'>): Op[] {
  const moving = new Map(wanted.addresses.map((entry) => [entry.address, entry.device]))
  return ops
    .map((op, index) => ({ op, index, rank: rankOf(op, wanted, moving) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ op }) => op)
}

const RANKS = {
  'ipvs.setTimeouts': 3,
  'ipvs.addService': 4,
  'ipvs.editService': 5,
  'ipvs.addServer': 6,
  'marks.removeChain': 7,
  'ipvs.editServer': 8,
  'ipvs.removeServer': 9,
  'ipvs.removeService': 10,
  'address.add': 11,
  'address.announce': 13,
} as const

function rankOf(op: Op, wanted: Pick<Wanted, 'sysctls'>, moving: ReadonlyMap<string, string>): number {
  if (op.do === 'sysctl.set') return wanted.sysctls[op.key] === op.value ? 0 : 14
  if (op.do === 'address.remove') {
    const device = moving.get(op.address.address)
    if (device === undefined) return 1
    // A second prefix of one IPv6 address on one interface is refused by the kernel; elsewhere the new entry comes first.
    return familyOf(op.address.address) === 6 && device === op.address.device ? 1 : 12
  }
  // A new chain comes first: a mark without a service of its own changes nothing.
  if (op.do === 'marks.setChain') return op.before === null ? 2 : 7
  return RANKS[op.do]
}
