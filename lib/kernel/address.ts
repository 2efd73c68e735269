import { canonicalAddress, familyOf } from './endpoint'
import type { Address, KernelState } from './state'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
export type Net = Pick<KernelState, 'addresses' | 'links'> & { loopback: string[] }
/** What the kernel reports for "does not run out". ip-address(8) */
const FOREVER = 4294967295

/**
 * `ip -j addr` as data; of lo only what somebody put there (`loopback`). An interface's base address is its first one that is neither a secondary nor carries an
 * alias label (IPv4), or its first one beyond link-local (IPv6): the router's own, which nothing here ever removes.
 * @throws SyntaxError when the text is no JSON
 */
export function parseAddresses(json: string): Net {
  const addresses: Address[] = []
  const loopback: string[] = []
  const links: KernelState['links'] = {}
  for (const link of objects(json.trim() === '' ? [] : JSON.parse(json))) {
    const device = String(link.ifname ?? '')
    if (device === 'lo') loopback.push(...putOnLo(objects(link.addr_info)))
    if (device === '' || device === 'lo') continue
    const flags = Array.isArray(link.flags) ? link.flags : []
    const mac = link.link_type === 'ether' && typeof link.address === 'string' ? { mac: link.address } : {}
    const cable = flags.includes('NO-CARRIER') ? { carrier: false as const } : {}
    links[device] = { up: flags.includes('UP'), ...cable, ...mac }
    addresses.push(...ofDevice(device, objects(link.addr_info)))
  }
  return { addresses, links, loopback }
}

function putOnLo(infos: readonly Json[]): string[] {
  const all = infos.map((info) => canonicalAddress(String(info.local ?? '')))
  return all.filter((address) => address !== null && address !== '::1' && !address.startsWith('127.')) as string[]
}

function ofDevice(device: string, infos: readonly Json[]): Address[] {
  const found: Address[] = []
  const based = new Set<number>()
  for (const info of infos) {
    const address = canonicalAddress(String(info.local ?? ''))
    if (address === null) continue
    const label = typeof info.label === 'string' && info.label !== device ? { label: info.label } : {}
    const valid = Number(info.valid_life_time ?? FOREVER)
    const family = familyOf(address)
    const base = !based.has(family) && info.secondary !== true && !('label' in label) && info.scope !== 'link'
    if (base) based.add(family)
    found.push({
      device,
      address,
      prefix: Number(info.prefixlen),
      ...label,
      ...(valid < FOREVER ? { validSec: valid } : {}),
      base,
    })
  }
  return found
}

/** `192.0.2.10/24 dev eth0`: one entry, the thing that is added and removed. */
export function addressKey(entry: { device: string; address: string; prefix: number }): string {
  return `${entry.address}/${entry.prefix} dev ${entry.device}`
}

/** What stands after `ip` to add a virtual address. IPv6 without duplicate detection: it must answer at once (tried). */
export function addAddressArgv(entry: { device: string; address: string; prefix: number; label?: string }): string[] {
  const label = entry.label ? ['label', entry.label] : []
  const nodad = familyOf(entry.address) === 6 ? ['nodad'] : []
  return ['address', 'add', `${entry.address}/${entry.prefix}`, 'dev', entry.device, ...label, ...nodad]
}

/** What stands after `ip` to remove one entry. */
export function removeAddressArgv(entry: { device: string; address: string; prefix: number }): string[] {
  return ['address', 'del', `${entry.address}/${entry.prefix}`, 'dev', entry.device]
}

/** How often an address is announced after it came up, a second apart. operations.md 7 */
export const ANNOUNCE_ROUNDS = 5

/** Tells the neighbours where the address is now: `arping -U` (the agent sends `-A` beside it), `ndptool` for IPv6. */
export function announceArgv(device: string, address: string, rounds = ANNOUNCE_ROUNDS): string[] {
  if (familyOf(address) === 6) return ['ndptool', '-t', 'na', '-U', '-i', device, '-T', address, 'send']
  return ['arping', '-U', '-c', String(rounds), '-I', device, '-s', address, address]
}

/**
 * Asks once a second whether another machine has this IPv4 address (duplicate address detection), for at most so many seconds: status 1 as
 * soon as one says so, asked or announcing it by itself; 0 when none did. arping(8) of iputils
 */
export function askArgv(device: string, address: string, seconds: number): string[] {
  return ['arping', '-D', '-q', '-w', String(seconds), '-I', device, address]
}

/** The device under an alias: `eth0:1` → `eth0`. */
export function baseDevice(device: string): string {
  return device.split(':')[0] ?? device
}

/** True for a name that Linux takes for an interface or an alias of one: 1 to 15 characters. */
export function isDeviceName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,14}$/.test(name)
}
