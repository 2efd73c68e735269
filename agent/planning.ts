import { createHash } from 'node:crypto'
import type { Wishes } from '@/lib/health/wanted'
import type { KernelState } from '@/lib/kernel/state'
import {
  argvOf,
  type Desired,
  desired,
  diff,
  type Foreign,
  foreignOf,
  inputOf,
  type Op,
  type Owned,
  type Role,
  retire,
  type Wanted,
  withRetired,
} from '@/lib/plan'
import { activeBlocks, type Block } from '@/lib/plan/blocks'
import type { Configuration } from './configuration'
import { type Duty, underDuty } from './duty'

/** What the files want in each role and with what stands on lo, by the wishes of health and operators that were put in. */
type Known = Map<string, WeakMap<Wishes, Desired>>
const known = new WeakMap<Configuration, Known>()
const knownBlocks = new WeakMap<Configuration, readonly Block[]>()
/** Every server counts as up. */
const NOBODY: Wishes = { health: {}, overrides: {} }

/** What the files want in a role, with what health and operators want. Worked out once for each object `wishes`. */
export function wantedOf(
  configuration: Configuration,
  role: Role,
  wishes: Wishes = NOBODY,
  loopback: readonly string[] = [],
): Desired {
  const cases: Known = known.get(configuration) ?? new Map()
  known.set(configuration, cases)
  const name = [role, ...loopback].join(' ')
  const worked = cases.get(name) ?? new WeakMap<Wishes, Desired>()
  cases.set(name, worked)
  const { config, iptables, sysctl } = configuration
  const { health, overrides } = wishes
  const blocks = blocksOf(configuration)
  const found = worked.get(wishes) ?? desired({ config, iptables, sysctl, role, health, overrides, loopback, blocks })
  worked.set(wishes, found)
  return found
}

/** A verdict changes weights, not the blocks. */
function blocksOf(configuration: Configuration): readonly Block[] {
  const found = knownBlocks.get(configuration) ?? activeBlocks(configuration.config)
  knownBlocks.set(configuration, found)
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
  duty: Duty
  /** of health and operators under the next configuration */
  wishes: Wishes
  actual: KernelState
  owned: Owned
  nowMs: number
}): Plan {
  const { next, previous, duty, wishes, actual, nowMs } = input
  const retired = retire(previous?.config ?? null, next.config, input.owned, nowMs)
  const owned = { ...input.owned, retired }
  const own = underDuty(wantedOf(next, duty.role, wishes, actual.loopback).wanted, duty, actual)
  const wanted = withRetired(own, actual, retired)
  return { wanted, owned, ops: diff(actual, wanted, owned), foreign: foreignOf(actual, wanted, owned) }
}

/**
 * Names a plan by what it does: another file or role, or other commands, give another one. What stood there before does not: a server that warms up
 * meanwhile shall not make every plan stale.
 */
export function planIdOf(hash: string, role: Role, ops: readonly Op[]): string {
  return createHash('sha256')
    .update(JSON.stringify([hash, role, ops.map((op) => [argvOf(op), inputOf(op)])]))
    .digest('hex')
}
