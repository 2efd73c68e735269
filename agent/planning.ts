import { createHash } from 'node:crypto'
import type { Settings } from '@/lib/api/settings'
import { chainKey } from '@/lib/kernel/marks'
import type { CountedTable, KernelState } from '@/lib/kernel/state'
import {
  type Desired,
  type Drift,
  desired,
  diff,
  drift,
  type Foreign,
  foreignOf,
  type Missing,
  type Op,
  type Owned,
  type Role,
  retire,
  retiredKey,
  stillRetired,
  tableKeys,
  touched,
  type Wanted,
  withHeldChanges,
  withRetired,
} from '@/lib/plan'
import type { Configuration } from './configuration'

const known = new WeakMap<Configuration, Map<Role, Desired>>()

/** What the files want in a role: every server counts as up until health checks say otherwise. Worked out once per configuration. */
export function wantedOf(configuration: Configuration, role: Role): Desired {
  const roles = known.get(configuration) ?? new Map<Role, Desired>()
  known.set(configuration, roles)
  const { config, iptables, sysctl } = configuration
  const found = roles.get(role) ?? desired({ config, iptables, sysctl, role })
  roles.set(role, found)
  return found
}

export type Plan = {
  wanted: Wanted
  /** as it is now, with the entries that retire by this plan */
  owned: Owned
  ops: Op[]
  foreign: Foreign[]
}

/** The change from the running configuration to another one: everything the kernel differs in, hand changes included. */
export function planChange(input: {
  next: Configuration
  previous: Configuration | null
  role: Role
  actual: KernelState
  owned: Owned
  nowMs: number
}): Plan {
  const { next, previous, role, actual, nowMs } = input
  const retired = retire(previous?.config ?? null, next.config, input.owned, nowMs)
  const owned = { ...input.owned, retired }
  const wanted = withRetired(wantedOf(next, role).wanted, actual, retired)
  return { wanted, owned, ops: diff(actual, wanted, owned), foreign: foreignOf(actual, wanted, owned) }
}

/** Names a plan by what it does to what: another file, role, kernel or record gives another one, the time of day does not. */
export function planIdOf(hash: string, role: Role, ops: readonly Op[]): string {
  return createHash('sha256')
    .update(JSON.stringify([hash, role, ops]))
    .digest('hex')
}

export type Between = {
  /** what the files want, the hand changes not put in: drift is measured against it */
  plain: Wanted
  /** with the hand changes that are held put in */
  wanted: Wanted
  owned: Owned
  /** what is done now: put back, or at its end */
  ops: Op[]
  /** what else the kernel differs in; it waits for Repair or an apply */
  open: Op[]
  /** entries whose time to retire is over */
  ended: string[]
  drift: Drift[]
  foreign: Foreign[]
}

/** What the loop does between two applies (operations.md 1 and 2): missing things back at once, hand changes held, retired ends. */
export function planBetween(input: {
  running: Configuration
  role: Role
  actual: KernelState
  owned: Owned
  lastApplied: Wanted | null
  /** what happens to changes by hand */
  driftMode: Settings['drift']
  /** needed where something retires */
  counters: CountedTable
  nowMs: number
}): Between {
  const { running, role, actual, owned: before, counters, nowMs } = input
  const retired = stillRetired(before.retired, counters, nowMs)
  const owned = { ...before, retired }
  const own = wantedOf(running, role).wanted
  const plain = withRetired(own, actual, retired)
  const lastApplied = input.lastApplied ?? withRetired(own, actual, before.retired)
  const { held, missing } = drift({ lastApplied, actual, wanted: plain, role })
  const wanted = input.driftMode === 'repair' ? plain : withHeldChanges(plain, held, actual)
  const ended = before.retired.filter((entry) => !retired.includes(entry)).map(retiredKey)
  const byHand = input.driftMode === 'repair' ? new Set(held.map((entry) => entry.key)) : new Set<string>()
  const isNow = (op: Op) =>
    isMissing(op, missing) || isEnd(op, ended, wanted) || isForbidden(op, wanted) || byHand.has(driftKeyOf(op))
  const all = diff(actual, wanted, owned)
  return {
    plain,
    wanted,
    owned,
    ops: all.filter(isNow),
    open: all.filter((op) => !isNow(op)),
    ended,
    drift: held,
    foreign: foreignOf(actual, wanted, owned),
  }
}

/** What one entry is called when it is counted how often it was put back. */
export function groupOf(op: Op): string {
  if (op.do === 'marks.setChain' || op.do === 'marks.removeChain') return chainKey(op.chain)
  if (op.do === 'address.add' || op.do === 'address.remove') return op.address.address
  return tableKeys(op)?.service ?? touched(op)
}

function isMissing(op: Op, missing: readonly Missing[]): boolean {
  const group = groupOf(op)
  return missing.some(({ what, key }) => (what === 'address' ? key.split('/')[0] === group : key === group))
}

/** The key under which drift names what an operation changes. */
function driftKeyOf(op: Op): string {
  return op.do === 'marks.setChain' || op.do === 'marks.removeChain' ? chainKey(op.chain) : touched(op)
}

/** The end of a retired entry: its removal, and that of the address and mark rule that were kept for it. */
function isEnd(op: Op, ended: readonly string[], wanted: Wanted): boolean {
  if (ended.length === 0) return false
  const keys = tableKeys(op)
  if (keys) return ended.includes(keys.service) || ended.includes(`${keys.service} ${keys.server ?? ''}`)
  if (op.do === 'address.remove') return !wanted.addresses.some((a) => a.address === op.address.address)
  return op.do === 'marks.setChain' || op.do === 'marks.removeChain'
}

/** A virtual address on a standby: two routers would answer for it. */
function isForbidden(op: Op, wanted: Wanted): boolean {
  return op.do === 'address.remove' && (wanted.absent ?? []).includes(op.address.address)
}
