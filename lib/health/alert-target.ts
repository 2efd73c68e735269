import ipaddr from 'ipaddr.js'

/** Why no request may go to an address. */
export type RefusedTarget = 'loopback' | 'linkLocal' | 'multicast' | 'metadata' | 'unspecified' | 'unreadable'

/** Where clouds answer with the credentials of the machine, beside the link-local ones: AWS over IPv6, Alibaba, Azure, Oracle. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192']

type Range = ReturnType<ipaddr.IPv4['range']> | ReturnType<ipaddr.IPv6['range']>
const REFUSED: { [range in Range]?: RefusedTarget } = {
  loopback: 'loopback',
  linkLocal: 'linkLocal',
  multicast: 'multicast',
  unspecified: 'unspecified',
  broadcast: 'multicast',
}

/**
 * Whether alerts may be sent to this address: null, or why not. Refused: this machine itself, its link, groups, and the metadata service of a cloud,
 * in plain form or inside an IPv6 address that leads to an IPv4 one (mapped, NAT64, 6to4, compatible). Private networks are allowed.
 * @param address as getaddrinfo(3) gives it, a zone (`%eth0`) included
 */
export function refusedTarget(address: string): RefusedTarget | null {
  const plain = address.replace(/%.*$/, '')
  if (!ipaddr.IPv4.isValidFourPartDecimal(plain) && !ipaddr.IPv6.isValid(plain)) return 'unreadable'
  const parsed = ipaddr.parse(plain)
  const embedded = parsed.kind() === 'ipv6' ? embeddedIpv4(parsed as ipaddr.IPv6) : null
  if (embedded) return refusedTarget(embedded)
  if (METADATA.some((one) => ipaddr.parse(one).toNormalizedString() === parsed.toNormalizedString())) return 'metadata'
  return REFUSED[parsed.range() as Range] ?? null
}

/** The IPv4 address that an IPv6 one leads to, or null. RFC 4291, 6052, 8215, 3056 */
function embeddedIpv4(address: ipaddr.IPv6): string | null {
  const bytes = address.toByteArray()
  const startsWith = (...prefix: number[]) => prefix.every((byte, i) => bytes[i] === byte)
  const dotted = (from: number) => bytes.slice(from, from + 4).join('.')
  if (startsWith(0x20, 0x02)) return dotted(2)
  if (startsWith(0, 0x64, 0xff, 0x9b)) return dotted(12)
  const zeros = bytes.findIndex((byte) => byte !== 0)
  // ::ffff:a.b.c.d, ::ffff:0:a.b.c.d
  if (startsWith(0, 0, 0, 0, 0, 0, 0, 0) && /^(255,255,0,0|0,0,255,255)$/.test(bytes.slice(8, 12).join()))
    return dotted(12)
  // ::a.b.c.d, but not :: and ::1
  return zeros >= 12 && address.range() !== 'loopback' ? dotted(12) : null
}
