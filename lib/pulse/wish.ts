import { agentAnswers, heardPartner, serves } from './state'
import type { Lease, PulseConfig, PulseState, PulseWish } from './types'

/** What the agent is to bring about in this state. Pure: the shell compares it with the last one. */
export function wishOf(state: PulseState, config: PulseConfig): PulseWish {
  const { name } = state
  const active = serves(name) || name === 'provisional'
  return {
    role: active || state.off?.keep ? 'active' : 'standby',
    addresses: addressesOf(state),
    lease: leaseOf(state, config),
    sync: config.sync && name !== 'off' ? syncOf(state) : null,
    dropResets: dropsResets(state, config),
    checks: name !== 'off',
  }
}

function addressesOf({ name, off }: PulseState): PulseWish['addresses'] {
  if (serves(name)) return 'hold'
  if (name === 'provisional' || off?.keep) return 'leave'
  return 'withdraw'
}

/**
 * While connections of the other side still arrive (operations.md 4); and on a standby always, so that the chain stands before the addresses come: a
 * router without them sends none.
 */
function dropsResets({ name, shift }: PulseState, { sync }: PulseConfig): boolean {
  return shift ? shift.side === 'took' : sync && name === 'standby'
}

/**
 * Around a hand-over the giver stays master for three seconds and the taker becomes it only then (operations.md 4). A backup daemon runs on the active router too:
 * only beside one the kernel heeds backup_only, and what comes to a router that just gave its addresses away would be sent to and fro until it had
 * started one (tried). While the router serves, backup_only is 0.
 */
function syncOf({ name, shift }: PulseState): 'backup' | 'both' {
  if (shift) return shift.side === 'gave' ? 'both' : 'backup'
  return serves(name) || name === 'provisional' || name === 'leaving' ? 'both' : 'backup'
}

/**
 * The VIP lease: as long as the partner is there to take over the addresses run out by themselves after deadtime, so that a hung
 * router does not answer beside it. Nobody there: for ever. A lease that is not above keepalive could not be renewed in time.
 */
export function leaseOf(state: PulseState, config: PulseConfig): Lease {
  if (!serves(state.name) || !agentAnswers(state, config)) return { kind: 'none' }
  if (!leasePossible(config)) return { kind: 'forever' }
  // Of more than two routers the others cannot be heard: one of them may be there.
  if (!heardPartner(state, config) && !config.more) return { kind: 'forever' }
  return { kind: 'seconds', sec: Math.ceil(config.deadtimeMs / 1000) }
}

/** False: the panel says that a hung router goes on answering. */
export function leasePossible(config: PulseConfig): boolean {
  return config.deadtimeMs > config.keepaliveMs
}
