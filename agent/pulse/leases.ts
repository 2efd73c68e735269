import { addressKey } from '@/lib/kernel/address'
import type { KernelState } from '@/lib/kernel/state'
import type { Op, Owned } from '@/lib/plan'
import type { LeasedAddress } from '@/lib/pulse/lease'
import type { Ready } from './messages'
import type { Pulse } from './pulse'

/**
 * What the heartbeat process knows of the addresses, kept equal to what of ours stands here: it renews them, and moves them when the role turns.
 * Whoever changes the kernel says so before and after: renewing an address that was taken down would bring it back.
 */
export class Leases {
  private text = ''
  /** operations are under way: what anybody saw meanwhile may be about to go */
  private changing = false

  constructor(private readonly pulse: () => Pulse | null) {}

  /**
   * Before operations run: resolves when none of the addresses that they take down is renewed any more, and every wish that came
   * before is known here.
   */
  async release(ops: readonly Op[]): Promise<void> {
    this.changing = true
    if (!ops.some((op) => op.do === 'address.remove' || op.do === 'address.add')) return
    this.text = ''
    const going = ops.flatMap((op) => (op.do === 'address.remove' ? [op.address.address] : []))
    await this.pulse()?.release(going)
  }

  /** What a look saw of them; nothing is taken from it while operations are under way. */
  seen(...what: Parameters<Leases['take']>): void {
    if (!this.changing) this.take(...what)
  }

  /**
   * After operations, with what the kernel then holds.
   * @param ready what a role would bring up; null = the agent alone moves addresses
   */
  take({ addresses }: Pick<KernelState, 'addresses'>, owned: Owned, ready: Ready | null): void {
    this.changing = false
    const pulse = this.pulse()
    if (!pulse) return
    const ours = new Set(owned.addresses.map(addressKey))
    const standing = addresses.filter((entry) => !entry.base && ours.has(addressKey(entry))).map(leasedOf)
    const text = JSON.stringify([standing, ready, pulse.broughtWish, pulse.pid])
    if (text === this.text) return
    this.text = text
    pulse.lease(standing, ready)
  }
}

/** An address without what changes while it stands. */
export function leasedOf({ device, address, prefix, label }: LeasedAddress): LeasedAddress {
  return { device, address, prefix, ...(label ? { label } : {}) }
}
