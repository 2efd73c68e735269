import ipaddr from 'ipaddr.js'
import { familyOf } from '../kernel/endpoint'
import type { Address } from '../kernel/state'

type Own = Address & { family: 4 | 6 }
type Subnet = { own: Own; range: [ipaddr.IPv4 | ipaddr.IPv6, number] }

/** The addresses of a router, read once for any number of servers. */
export type Sources = {
  /** the router's entry in whose subnet a server is, base addresses and such that are no VIP first; undefined = behind a gateway */
  near(server: string): Address | undefined
  /**
   * The address that a check of `server` is sent from: never a VIP, since a direct-routing server has the VIP on lo and would answer itself. One in
   * the server's own subnet; where only a VIP is in that subnet, any other address of this router. undefined = the kernel's choice is safe.
   */
  sourceFor(server: string): string | undefined
}

/**
 * @param addresses every address of the router but those on lo
 * @param vips every virtual address and NAT gateway, canonical
 */
export function sourcesOf(addresses: readonly Address[], vips: ReadonlySet<string>): Sources {
  const usable = addresses
    .filter((a) => !a.address.startsWith('fe80:'))
    .map((a): Own => ({ ...a, family: familyOf(a.address) }))
  // An address alone in its subnet (/32, /128: most VIPs) is near to nobody but itself.
  const alone = new Map(usable.filter(isAlone).map((own) => [own.address, own]))
  const subnets = usable
    .filter((own) => !isAlone(own))
    .sort((a, b) => Number(vips.has(a.address)) - Number(vips.has(b.address)))
    .map((own): Subnet => ({ own, range: ipaddr.parseCIDR(`${own.address}/${own.prefix}`) }))
  const others = usable.filter((own) => !vips.has(own.address))
  const nearOf = (server: string): Own | undefined => {
    const family = familyOf(server)
    const parsed = ipaddr.parse(server)
    const found = subnets.find(({ own, range }) => own.family === family && parsed.match(range))?.own
    return found && !vips.has(found.address) ? found : (alone.get(server) ?? found)
  }
  return {
    near: nearOf,
    sourceFor: (server) => {
      const near = nearOf(server)
      if (!near) return undefined
      if (!vips.has(near.address)) return near.address
      const same = others.filter((own) => own.family === near.family)
      return (same.find((own) => own.base) ?? same[0])?.address
    },
  }
}

const isAlone = (own: Own): boolean => own.prefix === (own.family === 6 ? 128 : 32)
