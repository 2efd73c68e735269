import ipaddr from 'ipaddr.js'
import { bad, good, type Parsed, unusual } from './result'

export type Family = 4 | 6

const DOTTED = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/
const ATON_PART = /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/

/** True for plain dotted IPv4: four decimal numbers without leading zeros. */
export function isDotted(text: string): boolean {
  return text.length <= 15 && DOTTED.test(text)
}

/** The 32 bits of a plain dotted IPv4 address as an unsigned number. */
export function ipv4Number(dotted: string): number {
  let value = 0
  for (const part of dotted.split('.')) value = value * 256 + Number(part)
  return value
}

/** Dotted text of 32 bits (an unsigned number). */
export function ipv4Text(value: number): string {
  return `${Math.floor(value / 0x1000000) % 256}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`
}

/** The 32 bits that inet_aton(3) reads, with its short, hexadecimal and octal forms (`10.1`, `0x0a.1`, `012.0.0.1`); undefined where it reads none. */
export function inetAton(text: string): number | undefined {
  if (text.length > 60) return undefined
  const parts = text.split('.')
  if (parts.length > 4 || !parts.every((part) => ATON_PART.test(part))) return undefined
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)))
  const last = numbers.pop() ?? 0
  if (numbers.some((n) => n > 255) || last >= 256 ** (4 - numbers.length)) return undefined
  return numbers.reduce((sum, n, i) => sum + n * 256 ** (3 - i), last)
}

function canonicalIpv6(text: string): string | undefined {
  if (!text.includes(':') || text.includes('%') || text.length > 45 || !ipaddr.IPv6.isValid(text)) return undefined
  return ipaddr.IPv6.parse(text).toRFC5952String()
}

/**
 * An address in canonical text: IPv4 dotted, IPv6 as RFC 5952 writes it (without zone). The other spellings of inet_aton(3) are
 * taken too and marked unusual: `10.1` is 10.0.0.1, `010.0.0.1` is 8.0.0.1.
 * Code: NOT_AN_ADDRESS.
 */
export function parseIp(text: string): Parsed<string> {
  if (isDotted(text)) return good(text)
  const six = canonicalIpv6(text)
  if (six !== undefined) return good(six)
  const four = inetAton(text)
  return four === undefined ? bad('NOT_AN_ADDRESS') : unusual(ipv4Text(four))
}

/** 4 or 6, of canonical text. */
export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4
}

/** True for 0.0.0.0 and ::, which lvs.cf uses for "not set". */
export function isUnspecified(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

/** True if `address` lies in the subnet of `network`/`prefix` (both canonical text); false for two families. */
export function inSubnet(address: string, network: string, prefix: number): boolean {
  const a = ipaddr.parse(address)
  const b = ipaddr.parse(network)
  return a.kind() === b.kind() && a.match(b, prefix)
}

/** Order for sorting: IPv4 before IPv6, then by number. */
export function compareIp(a: string, b: string): number {
  const [x, y] = [ipaddr.parse(a).toByteArray(), ipaddr.parse(b).toByteArray()]
  if (x.length !== y.length) return x.length - y.length
  for (let i = 0; i < x.length; i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
