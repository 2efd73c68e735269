import { type Family, familyOf, inetAton, ipv4Text, isDotted, parseIp } from './ip'
import { bad, good, type Parsed, unusual } from './result'

/** The longest prefix of a family: 32 or 128. */
export function fullPrefix(family: Family): 32 | 128 {
  return family === 6 ? 128 : 32
}

/** Prefix length of a netmask given as 32 bits; undefined when its ones are not contiguous. */
export function prefixOfBits(bits: number): number | undefined {
  const zeros = 0x1_0000_0000 - bits
  const power = Math.log2(zeros)
  return Number.isInteger(power) ? 32 - power : undefined
}

/** Dotted netmask of an IPv4 prefix length (0..32). */
export function dottedMask(prefix: number): string {
  return ipv4Text(0x1_0000_0000 - 2 ** (32 - prefix))
}

/**
 * A mask as prefix length. Taken are the dotted form (`255.255.255.0`), a prefix length (`24`, `64`; 0..128) and the odd spellings of
 * inet_aton(3) (`0xffffff00`, unusual). 0.0.0.0 and 0 are 0, which lvs.cf uses for "not set".
 * Codes: NOT_A_MASK, MASK_HOLES (ones after zeros), PREFIX_RANGE (129 and more).
 */
export function parseMask(text: string): Parsed<number> {
  if (/^(?:0|[1-9]\d{0,2})$/.test(text)) return Number(text) <= 128 ? good(Number(text)) : bad('PREFIX_RANGE')
  const bits = inetAton(text)
  if (bits === undefined) return bad('NOT_A_MASK')
  const prefix = prefixOfBits(bits)
  if (prefix === undefined) return bad('MASK_HOLES')
  return isDotted(text) ? good(prefix) : unusual(prefix)
}

/** `10.0.0.0/24` in two parts. Code: NOT_A_CIDR. */
export function parseCidr(text: string): Parsed<[string, number]> {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const ip = parseIp(address)
  if (!ip.ok || ip.unusual || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(prefix)) return bad('NOT_A_CIDR')
  if (Number(prefix) > fullPrefix(familyOf(ip.value))) return bad('NOT_A_CIDR')
  return good([ip.value, Number(prefix)])
}
