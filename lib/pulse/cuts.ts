import { type EffectiveGlobal, effectiveGlobal } from '../lvscf'
import type { LvsConfig } from '../lvscf/model'
import type { Saying } from '../plan/types'

/** What decides how the two routers hear each other: lvs.cf, and where the role comes from (a setting of each router). */
export type PairSettings = { file: LvsConfig; roleFrom?: 'pulse' | 'vrrp' }

const cut = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.cuts.${code}`, params })

/**
 * Of these the partner, or this router, may take over while only one of the two has the change. Port and times are bridged: a router that has them
 * keeps the former line until the other follows (bridge.ts).
 */
const CERTAIN = new Set(['disabled', 'role', 'address'].map((one) => cut(one).code))

/** True if a change that cutsHeartbeat found means a take-over, not only a channel that falls silent or times that differ. */
export const causesTakeover = (saying: Saying): boolean => CERTAIN.has(saying.code)

/**
 * What a change does to the heartbeats as long as only this router has it (operations.md 5): nothing for a router that had and has no partner.
 * The key is not among them, since two keys are valid while it is changed.
 * @returns the reasons in the order of their weight; empty = both routers go on hearing each other
 */
export function cutsHeartbeat(before: PairSettings, after: PairSettings): Saying[] {
  const [was, is] = [effectiveGlobal(before.file.global), effectiveGlobal(after.file.global)]
  if (!isPair(was)) return isPair(is) ? [cut('enabled', { partner: is.backup ?? '' })] : []
  if (!isPair(is)) return [cut('disabled', { partner: was.backup ?? '', deadtime: was.deadtime })]
  const found: Saying[] = []
  if (before.roleFrom !== after.roleFrom) found.push(cut('role', { after: after.roleFrom ?? 'pulse' }))
  for (const key of ['primary', 'backup'] as const)
    if (was[key] !== is[key])
      found.push(cut('address', { key, before: was[key] ?? '', after: is[key] ?? '', deadtime: was.deadtime }))
  if (was.heartbeat_port !== is.heartbeat_port)
    found.push(cut('port', { before: was.heartbeat_port, after: is.heartbeat_port, deadtime: was.deadtime }))
  found.push(...times(was, is))
  if (privateChannel(was) !== privateChannel(is)) found.push(cut('private'))
  return found
}

/** True if this file makes the two routers a pair that exchanges heartbeats. */
export function isPair({ backup_active, primary, backup }: EffectiveGlobal): boolean {
  return backup_active && primary !== undefined && backup !== undefined
}

/** Both ends of the private channel, as start.ts makes it; null = the public one is all there is. */
function privateChannel({ primary, backup, primary_private: from, backup_private: to }: EffectiveGlobal) {
  return from !== primary && to !== backup ? `${from} ${to}` : null
}

/** The partner keeps its own times until it has the change: heartbeats that come more seldom than its dead time are silence. */
function times(was: EffectiveGlobal, is: EffectiveGlobal): Saying[] {
  if (was.keepalive === is.keepalive && was.deadtime === is.deadtime) return []
  if (is.keepalive !== was.keepalive && is.keepalive >= was.deadtime)
    return [cut('keepalive', { keepalive: is.keepalive, deadtime: was.deadtime })]
  if (is.deadtime !== was.deadtime && is.deadtime <= was.keepalive)
    return [cut('deadtime', { deadtime: is.deadtime, keepalive: was.keepalive })]
  return [cut('times', { keepalive: is.keepalive, deadtime: is.deadtime })]
}
