import ipaddr from 'ipaddr.js'
import { canonicalAddress, familyOf, prefixOfMask } from './endpoint'

/** Readers of iptables option values: each gives the text that iptables-save prints, or null when it cannot be right. */
export type ValueReader = (text: string) => string | null

const PROTOCOLS: Readonly<Record<string, string>> = {
  '6': 'tcp',
  '17': 'udp',
  '132': 'sctp',
  '1': 'icmp',
  '58': 'ipv6-icmp',
}

export const readProtocol: ValueReader = (text) => {
  if (text === 'all' || text === '0') return 'all'
  const name = PROTOCOLS[text] ?? text
  return Object.values(PROTOCOLS).includes(name) ? name : null
}

/** `192.0.2.10` → `192.0.2.10/32`; host bits are masked away; a dotted mask becomes a length. Host names are refused. */
export const readNetwork: ValueReader = (text) => {
  const [host = '', mask, extra] = text.split('/')
  const address = canonicalAddress(host)
  if (address === null || extra !== undefined) return null
  const full = familyOf(address) === 6 ? 128 : 32
  const prefix = mask === undefined ? full : /^\d{1,3}$/.test(mask) ? Number(mask) : prefixOfMask(mask)
  if (prefix === null || prefix > full) return null
  if (prefix === full) return `${address}/${full}`
  if (full === 128) return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`).toRFC5952String()}/${prefix}`
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString()}/${prefix}`
}

/** A single address, as `--vaddr` prints it. */
export const readAddress: ValueReader = (text) => {
  const network = readNetwork(text)
  if (network === null) return null
  const full = network.includes(':') ? '/128' : '/32'
  return network.endsWith(full) ? network.slice(0, -full.length) : network
}

export const readInterface: ValueReader = (text) =>
  /^[A-Za-z0-9_.@:+-]{1,15}$/.test(text) && !text.startsWith('-') ? text : null

/** `80` · `1000:2000` · `:1024` → `0:1024` */
export const readPorts: ValueReader = (text) => {
  const found = /^(\d{1,5})?(:)?(\d{1,5})?$/.exec(text)
  if (!found || text === '' || text === ':') return null
  const first = Number(found[1] ?? 0)
  const last = found[2] ? Number(found[3] ?? 65535) : first
  if (!found[2] && found[3] !== undefined) return null
  if (first > last || last > 65535) return null
  return first === last ? String(first) : `${first}:${last}`
}

/** Up to 15 ports, a range counting twice. iptables-extensions(8), multiport */
export const readPortList: ValueReader = (text) => {
  const parts = text.split(',').map(readPorts)
  const weight = parts.reduce((sum, part) => sum + (part?.includes(':') ? 2 : 1), 0)
  return parts.includes(null) || weight > 15 ? null : parts.join(',')
}

const u32 = (text: string): number | null => {
  if (!/^(0[xX][0-9a-fA-F]{1,8}|\d{1,10})$/.test(text)) return null
  const value = Number(text)
  return value <= 0xffffffff ? value : null
}
const hex = (value: number) => `0x${(value >>> 0).toString(16)}`

/** Value and mask of `--mark` or one of MARK's options, mask all ones when none is given. */
export function readMark(text: string): { value: number; mask: number } | null {
  const [left = '', right, extra] = text.split('/')
  const value = u32(left)
  const mask = right === undefined ? 0xffffffff : u32(right)
  return value === null || mask === null || extra !== undefined ? null : { value, mask }
}

/** `--mark 3` → `0x3`; `3/0xff` → `0x3/0xff` */
export const readMarkMatch: ValueReader = (text) => {
  const found = readMark(text)
  if (!found) return null
  return found.mask === 0xffffffff ? hex(found.value) : `${hex(found.value)}/${hex(found.mask)}`
}

/**
 * Every way to say a mark as the `--set-xmark VALUE/MASK` that iptables prints back. iptables-extensions(8), MARK:
 * set-mark v/m = xmark v/(m|v) · or v = v/v · and v = 0/~v · xor v = v/0
 */
export function xmark(option: string, text: string): { value: number; mask: number } | null {
  const found = readMark(text)
  if (!found) return null
  const { value, mask } = found
  if (option === '--set-xmark') return found
  if (option === '--set-mark') return { value, mask: (mask | value) >>> 0 }
  if (text.includes('/')) return null
  if (option === '--or-mark') return { value, mask: value }
  if (option === '--and-mark') return { value: 0, mask: ~value >>> 0 }
  return option === '--xor-mark' ? { value, mask: 0 } : null
}

export const printMark = (mark: { value: number; mask: number }) => `${hex(mark.value)}/${hex(mark.mask)}`

const STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT']
export const readStates: ValueReader = (text) => {
  const asked = text.split(',')
  if (!asked.every((state) => STATES.includes(state))) return null
  return STATES.filter((state) => asked.includes(state)).join(',')
}

/** Source of SNAT: `ADDR`, `ADDR-ADDR` or with `:PORT-PORT` (IPv6 in brackets then). */
export const readToSource: ValueReader = (text) => {
  const found = /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:.]+?)(?:-([0-9.]+))?(?::(\d{1,5})(?:-(\d{1,5}))?)?$/.exec(text)
  const plain = canonicalAddress(text)
  if (plain) return plain
  const address = canonicalAddress((found?.[1] ?? '').replace(/^\[|\]$/g, ''))
  if (!found || address === null) return null
  const last = found[2] === undefined ? '' : canonicalAddress(found[2])
  if (last === null || Number(found[3] ?? 0) > 65535 || Number(found[4] ?? 0) > 65535) return null
  const ports = found[3] ? `:${found[3]}${found[4] ? `-${found[4]}` : ''}` : ''
  const shown = address.includes(':') && ports ? `[${address}]` : address
  return `${shown}${last ? `-${last}` : ''}${ports}`
}

/** Printable text without control characters, at most 255 bytes. */
export const readComment: ValueReader = (text) => (/^[^\u0000-\u001f\u007f]{0,255}$/.test(text) ? text : null)
