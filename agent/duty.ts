import type { KernelState } from '@/lib/kernel/state'
import { type Role, resetsDropped, type Wanted } from '@/lib/plan'
import type { Place } from '@/lib/pulse/start'
import { serves } from '@/lib/pulse/state'
import type { PulseWish, StateName } from '@/lib/pulse/types'

/** What this router's role asks of the kernel now, beside the files. */
export type Duty = Pick<PulseWish, 'role' | 'addresses' | 'dropResets'>

/** A role that is fixed by option, or that of a router without a partner. */
export const fixedDuty = (role: Role): Duty => ({
  role,
  addresses: role === 'active' ? 'hold' : 'withdraw',
  dropResets: false,
})

/** Nothing is decided yet, or nobody can say: the table as everywhere, the virtual addresses as they are (operations.md 3, "Start"). */
export const UNDECIDED: Duty = { role: 'active', addresses: 'leave', dropResets: false }

/** The virtual addresses that stand on this router, a base address apart: that one is the router's own. */
export function heldHere(
  wanted: Pick<Wanted, 'addresses'>,
  actual: Pick<KernelState, 'addresses'>,
): Wanted['addresses'] {
  const here = new Set(actual.addresses.filter((entry) => !entry.base).map((entry) => entry.address))
  return wanted.addresses.filter((entry) => here.has(entry.address))
}

/** What is wanted of the kernel under this duty: addresses that are to be left alone are wanted as far as they stand here. */
export function underDuty(wanted: Wanted, duty: Duty, actual: KernelState): Wanted {
  if (duty.dropResets) return underDuty(resetsDropped(wanted, actual.loopback), { ...duty, dropResets: false }, actual)
  if (duty.addresses !== 'leave') return wanted
  const here = new Set(actual.addresses.map((entry) => entry.address))
  return { ...wanted, addresses: wanted.addresses.filter((entry) => here.has(entry.address)), absent: [] }
}

/**
 * The duty that this router has once a configuration is running, for its plan. A role does not change by an apply, but for
 * a router that only then begins to take part, or that cannot any more (lib/pulse/state.ts, begun; lib/pulse/events.ts, configured).
 */
export function dutyAfter(
  { config }: Pick<Place, 'config'>,
  now: { state: StateName; byFault: boolean; duty: Duty } | null,
  holding: boolean,
): Duty {
  if (config.unable) {
    const keeps = now ? serves(now.state) || now.state === 'provisional' || now.duty.addresses === 'leave' : holding
    return keeps && holding ? UNDECIDED : fixedDuty('standby')
  }
  if (now && !(now.state === 'off' && now.byFault)) return now.duty
  if (!config.partner && config.roleFrom === 'pulse') return fixedDuty('active')
  return holding ? UNDECIDED : fixedDuty('standby')
}
