import type { Settings } from '@/lib/api/settings'
import type { Wishes } from '@/lib/health/wanted'
import { chainKey } from '@/lib/kernel/marks'
import type { CountedTable, KernelState } from '@/lib/kernel/state'
import {
  type Drift,
  diff,
  drift,
  type Foreign,
  foreignOf,
  type Health,
  isBackupOnlyOp,
  isLoopOp,
  type Missing,
  type Op,
  type Owned,
  retiredKey,
  stillRetired,
  tableKeys,
  touched,
  type Wanted,
  withHeldChanges,
  withRetired,
} from '@/lib/plan'
import type { Configuration } from './configuration'
import { type Duty, underDuty } from './duty'
import { wantedOf } from './planning'

export type Between = {
  /** what the files want, the hand changes not put in: drift is measured against it */
  plain: Wanted
  /** with the hand changes that are held put in */
  wanted: Wanted
  owned: Owned
  /** what is done now: put back, or at its end */
  ops: Op[]
  /** those of `ops` that bring what health or an operator wants */
  healthOps: ReadonlySet<Op>
  /** the pending keys that were given, and whether the kernel has yet to get what they are about */
  pending: Map<string, { version: number; open: boolean }>
  /** what else the kernel differs in; it waits for Repair or an apply */
  open: Op[]
  /** both, in the order in which they are to run */
  all: Op[]
  /** entries whose time to retire is over */
  ended: string[]
  drift: Drift[]
  foreign: Foreign[]
}

/**
 * What the loop does between two applies (operations.md 1 and 2): missing things back at once, what health wants at once, hand changes held, retired
 * ends. A health event changes only entries whose wanted value changed.
 */
export function planBetween(input: {
  running: Configuration
  duty: Duty
  wishes: Wishes
  /** `SERVICE SERVER` and `SERVICE` where health wants something else since it was last seen done */
  pending: ReadonlyMap<string, number>
  actual: KernelState
  owned: Owned
  lastApplied: Wanted | null
  /** what happens to changes by hand */
  driftMode: Settings['drift']
  /** needed where something retires */
  counters: CountedTable
  nowMs: number
}): Between {
  const { running, duty, wishes, pending, actual, owned: before, counters, nowMs } = input
  const retired = stillRetired(before.retired, counters, nowMs)
  const owned = { ...before, retired }
  const own = underDuty(wantedOf(running, duty.role, wishes, actual.loopback).wanted, duty, actual)
  const plain = withRetired(own, actual, retired)
  const lastApplied = input.lastApplied ?? withRetired(own, actual, before.retired)
  const { held, missing } = drift({ lastApplied, actual, wanted: plain, role: duty.role, health: wishes.health })
  const wanted = input.driftMode === 'repair' ? plain : withHeldChanges(plain, held, actual)
  const ended = before.retired.filter((entry) => !retired.includes(entry)).map(retiredKey)
  const byHand = input.driftMode === 'repair' ? new Set(held.map((entry) => entry.key)) : new Set<string>()
  const all = diff(actual, wanted, owned)
  const healthOps = new Set(all.filter((op) => isHealth(op, pending, wishes.health)))
  const isNow = (op: Op) =>
    healthOps.has(op) ||
    isMissing(op, missing) ||
    isEnd(op, ended, wanted) ||
    isForbidden(op, wanted) ||
    isLoopOp(op, actual.loopback ?? []) ||
    isBackupOnlyOp(op) ||
    byHand.has(driftKeyOf(op))
  return {
    plain,
    wanted,
    owned,
    ops: all.filter(isNow),
    healthOps,
    pending: pendingAfter(pending, healthOps, wishes.health),
    open: all.filter((op) => !isNow(op)),
    all,
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

/**
 * An operation that health or an operator is the reason of: on a server that they want otherwise since it was last seen done, on a sorry server beside
 * such a one, and whatever takes a server that is down from above weight 0 (operations.md 2: no hand keeps it there).
 */
function isHealth(op: Op, pending: ReadonlyMap<string, number>, health: Health): boolean {
  const keys = tableKeys(op)
  if (!keys?.server) return false
  const known = health[keys.service]?.[keys.server]
  if (known === undefined) return pending.has(keys.service) && health[keys.service] !== undefined
  return pending.has(`${keys.service} ${keys.server}`) || (!known.up && isFromAbove(op))
}

function isFromAbove(op: Op): boolean {
  if (op.do === 'ipvs.removeServer') return op.server.weight > 0
  return op.do === 'ipvs.editServer' && op.before.weight > 0 && op.server.weight === 0
}

function pendingAfter(pending: ReadonlyMap<string, number>, ops: ReadonlySet<Op>, health: Health): Between['pending'] {
  const open = new Set<string>()
  for (const op of ops) {
    const keys = tableKeys(op)
    if (!keys?.server) continue
    // A sorry server is no server of the pool: its service stands for it.
    const isSorry = health[keys.service]?.[keys.server] === undefined
    open.add(isSorry ? keys.service : `${keys.service} ${keys.server}`)
  }
  return new Map([...pending].map(([key, version]) => [key, { version, open: open.has(key) }]))
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
