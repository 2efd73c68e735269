import { familyOf, formatEndpoint } from './endpoint'
import type { Family, IpvsServer, IpvsService, ServerKey, ServiceId, ServiceKey } from './state'

/** Largest weight we write. The kernel takes more, but the tools and load feedback do not agree beyond it. */
export const MAX_WEIGHT = 65535
/** Longest persistence in seconds that ipvsadm takes (a year, exclusive). */
export const MAX_PERSISTENT_SEC = 31535999
/** Largest firewall mark. */
export const MAX_MARK = 0xffffffff

/** The schedulers that have flags of their own, in the kernel's bit order: flag-1, flag-2. ipvsadm(8), -b */
const FLAG_NAMES: Readonly<Record<string, readonly string[]>> = {
  sh: ['sh-fallback', 'sh-port'],
  mh: ['mh-fallback', 'mh-port'],
}

/** `tcp 192.0.2.10:80` · `udp [2001:db8::1]:53` · `mark 80` · `mark6 80` */
export function serviceKey(id: ServiceId): ServiceKey {
  if (id.kind === 'mark') return `${id.family === 6 ? 'mark6' : 'mark'} ${id.mark}`
  return `${id.protocol} ${formatEndpoint(id.address, id.port)}`
}

/** `192.168.7.2:80` · `[2001:db8::2]:80` */
export function serverKey(server: { address: string; port: number }): ServerKey {
  return formatEndpoint(server.address, server.port)
}

/** The address family that a service takes packets of. */
export function serviceFamily(id: ServiceId): Family {
  return id.kind === 'mark' ? id.family : familyOf(id.address)
}

/** 32 or 128: the mask under which every client counts alone. */
export function fullPrefix(id: ServiceId): number {
  return serviceFamily(id) === 6 ? 128 : 32
}

/** Scheduler flags by the names that ipvsadm prints, sorted and once each (`flag-2` of mh is `mh-port`). */
export function normalFlags(scheduler: string, flags: readonly string[]): string[] {
  const names = FLAG_NAMES[scheduler]
  const named = flags.map((flag) => {
    const bit = /^flag-([123])$/.exec(flag)
    return (bit && names?.[Number(bit[1]) - 1]) || flag
  })
  return [...new Set(named)].sort()
}

/** Fields of a service that `ipvsadm -E` can change, in which the two differ. */
export function serviceDifferences(a: IpvsService, b: IpvsService): string[] {
  const fields: string[] = []
  if (a.scheduler !== b.scheduler) fields.push('scheduler')
  if (a.flags.join() !== b.flags.join()) fields.push('flags')
  if (a.ops !== b.ops) fields.push('ops')
  if (a.persistentSec !== b.persistentSec) fields.push('persistentSec')
  if (a.persistPrefix !== b.persistPrefix) fields.push('persistPrefix')
  if ((a.engine ?? '') !== (b.engine ?? '')) fields.push('engine')
  return fields
}

/** `ipip`, `gue:5555:nocsum`, ...; '' when the server is not tunnelled. */
export function tunnelText(server: IpvsServer): string {
  if (server.forward !== 'tunnel') return ''
  const { type, port, checksum } = server.tunnel ?? { type: 'ipip' }
  if (type === 'ipip') return 'ipip'
  return [type, ...(type === 'gue' ? [String(port ?? 0)] : []), checksum ?? 'nocsum'].join(':')
}

/**
 * Fields of a server that `ipvsadm -e` can change, in which the two differ. A kernel that reports `local` (before 2.6.37, a
 * server that is the router itself) decided so by itself, whatever method was asked for: no difference.
 */
export function serverDifferences(a: IpvsServer, b: IpvsServer): string[] {
  const fields: string[] = []
  const local = a.forward === 'local' || b.forward === 'local'
  if (a.weight !== b.weight) fields.push('weight')
  if (!local && a.forward !== b.forward) fields.push('forward')
  if (!local && a.forward === b.forward && tunnelText(a) !== tunnelText(b)) fields.push('tunnel')
  if (a.upperThreshold !== b.upperThreshold) fields.push('upperThreshold')
  if (a.lowerThreshold !== b.lowerThreshold) fields.push('lowerThreshold')
  return fields
}

/** The value of one of the fields above as a person reads it. */
export function fieldText(entry: IpvsService | IpvsServer, field: string): string {
  if (field === 'tunnel') return 'forward' in entry ? tunnelText(entry) : ''
  if (field === 'flags') return 'flags' in entry ? entry.flags.join(',') : ''
  const value = Object.entries(entry).find(([name]) => name === field)?.[1]
  return value === undefined ? '' : String(value)
}

const rank = (id: ServiceId) => (id.kind === 'mark' ? 3 : { tcp: 0, udp: 1, sctp: 2 }[id.protocol])

/** Services and their servers in one fixed order (protocol, then key), so that two tables can be compared as values. */
export function sortTable(services: readonly IpvsService[]): IpvsService[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return services
    .map((service) => ({
      ...service,
      servers: [...service.servers].sort((a, b) => order(serverKey(a), serverKey(b))),
    }))
    .sort((a, b) => rank(a.id) - rank(b.id) || order(serviceKey(a.id), serviceKey(b.id)))
}
