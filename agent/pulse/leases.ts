import { addressKey } from '@/lib/kernel/address'
import type { KernelState } from '@/lib/kernel/state'
import type { Op, Owned } from '@/lib/plan'
import type { LeasedAddress } from '@/lib/pulse/lease'
import type { Pulse } from './pulse'

/**
 * The list of addresses that the heartbeat process renews, kept equal to what of ours stands here. Whoever changes the kernel says so before and
 * after: renewing an address that was taken down would bring it back.
 */
export class Leases {
  private list: readonly LeasedAddress[] = []
  private text = ''

  constructor(private readonly pulse: () => Pulse | null) {}

  /** Before operations run: resolves when none of the addresses that they take down is renewed any more. */
  async release(ops: readonly Op[]): Promise<void> {
    const going = new Set(ops.flatMap((op) => (op.do === 'address.remove' ? [op.address.address] : [])))
    if (going.size > 0) await this.renew(this.list.filter(({ address }) => !going.has(address)))
  }

  /** After them, with what the kernel then holds. */
  take({ addresses }: Pick<KernelState, 'addresses'>, owned: Owned): void {
    const ours = new Set(owned.addresses.map(addressKey))
    const standing = addresses.filter((entry) => !entry.base && ours.has(addressKey(entry)))
    void this.renew(
      standing.map(({ device, address, prefix, label }) => ({ device, address, prefix, ...(label ? { label } : {}) })),
    )
  }

  private async renew(list: readonly LeasedAddress[]): Promise<void> {
    const pulse = this.pulse()
    const text = JSON.stringify(list)
    if (!pulse || text === this.text) return
    this.text = text
    this.list = list
    await pulse.lease(list)
  }
}
