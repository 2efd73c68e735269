import ipaddr from 'ipaddr.js'
import type { Family } from './state'

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/

/** What could be IPv6 at all: two colons at least, no zone. The exact reader is slow, and most texts are IPv4 with a port. */
const IPV6 = /^[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*$/

/** True for four decimal parts without leading zeros: the only IPv4 spelling that the tools print. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text)
}

/** Canonical text of an address (IPv4 dotted, IPv6 as RFC 5952 has it, without zone), or null when it is none. */
export function canonicalAddress(text: string): string | null {
  if (isIpv4(text)) return text
  if (!IPV6.test(text) || !ipaddr.IPv6.isValid(text)) return null
  return ipaddr.IPv6.parse(text).toRFC5952String()
}

/** 4 or 6 of an address in canonical text. */
export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4
}

/** `192.0.2.1:80` · `[2001:db8::1]:80` */
export function formatEndpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** Reads what formatEndpoint writes, also a bare address (port 0); null when it is neither. */
export function parseEndpoint(text: string): { address: string; port: number } | null {
  const bracket = text.startsWith('[') ? /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) : null
  const plain = bracket ? null : /^([^:]+)(?::(\d{1,5}))?$/.exec(text)
  const found = bracket ?? plain
  const address = canonicalAddress(found ? (found[1] ?? '') : text)
  if (address === null || (plain && familyOf(address) === 6)) return null
  const port = Number(found?.[2] ?? 0)
  return port <= 65535 ? { address, port } : null
}

/** Prefix length of a dotted mask, or null when it is not contiguous. */
export function prefixOfMask(mask: string): number | null {
  if (!isIpv4(mask)) return null
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  return /^1*0*$/.test(bits) ? bits.replace(/0+$/, '').length : null
}

/** Dotted mask of an IPv4 prefix length (0..32). */
export function maskOfPrefix(prefix: number): string {
  const part = (index: number) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - index * 8)))
  return [0, 1, 2, 3].map(part).join('.')
}
