import ipaddr from 'ipaddr.js'
import { familyOf } from '../kernel/endpoint'
import type { Address } from '../kernel/state'

/**
 * The address that a check of `server` is sent from: never a VIP, since a direct-routing server has the VIP on lo and would answer itself. One in
 * the server's own subnet; where only a VIP is in that subnet, any other address of this router. undefined = the kernel's choice is safe.
 * @param addresses every address of the router but those on lo
 * @param vips every virtual address and NAT gateway, canonical
 */
export function sourceFor(
  server: string,
  addresses: readonly Address[],
  vips: ReadonlySet<string>,
): string | undefined {
  const family = familyOf(server)
  const usable = addresses.filter((a) => familyOf(a.address) === family && !a.address.startsWith('fe80:'))
  const near = usable.filter((a) => ipaddr.parse(server).match(ipaddr.parseCIDR(`${a.address}/${a.prefix}`)))
  const own = near.find((a) => !vips.has(a.address))
  if (own) return own.address
  if (near.length === 0) return undefined
  const others = usable.filter((a) => !vips.has(a.address))
  return (others.find((a) => a.base) ?? others[0])?.address
}
