import type { Lease } from './types'

/** A virtual address as its lease is renewed: what the agent brought up. */
export type LeasedAddress = { device: string; address: string; prefix: number; label?: string }

/**
 * What stands after `ip` to renew a lease; null when there is nothing to renew. ip-address(8): an address that is gone would be added
 * again by this, so nobody may take one down while it is on the list.
 */
export function leaseArgv({ device, address, prefix, label }: LeasedAddress, lease: Lease): string[] | null {
  if (lease.kind === 'none') return null
  const time = lease.kind === 'forever' ? 'forever' : String(lease.sec)
  const named = label ? ['label', label] : []
  return [
    'address',
    'change',
    `${address}/${prefix}`,
    'dev',
    device,
    ...named,
    'valid_lft',
    time,
    'preferred_lft',
    time,
  ]
}
