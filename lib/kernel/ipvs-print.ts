import { formatEndpoint, maskOfPrefix } from './endpoint'
import { fullPrefix, serverKey, serviceFamily, serviceKey } from './ipvs'
import type { CountedTable, IpvsService } from './state'

const FORWARD = { nat: 'Masq', direct: 'Route', tunnel: 'Tunnel', local: 'Local' } as const

function title({ id }: IpvsService): string {
  if (id.kind === 'mark') return `FWM  ${id.mark}${id.family === 6 ? ' IPv6' : ''}`
  return `${id.protocol.toUpperCase().padEnd(4)} ${formatEndpoint(id.address, id.port)}`
}

function options(service: IpvsService): string {
  const words = [service.scheduler]
  if (service.flags.length > 0) words.push(`(${service.flags.join(',')})`)
  if (service.persistentSec > 0) {
    words.push(`persistent ${service.persistentSec}`)
    if (service.persistPrefix !== fullPrefix(service.id)) {
      const six = serviceFamily(service.id) === 6
      words.push(`mask ${six ? service.persistPrefix : maskOfPrefix(service.persistPrefix)}`)
    }
  }
  if (service.ops) words.push('ops')
  if (service.engine) words.push(`pe ${service.engine}`)
  return words.join(' ')
}

/** The table as `ipvsadm -Ln` shows it, with the connections of now. */
export function printList(services: readonly IpvsService[], counters: CountedTable): string {
  const lines = [
    'IP Virtual Server version 1.2.1 (size=4096)',
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
  ]
  for (const service of services) {
    lines.push(`${title(service)} ${options(service)}`)
    const counted = counters[serviceKey(service.id)]?.servers ?? {}
    for (const server of service.servers) {
      const { active = 0, inactive = 0 } = counted[serverKey(server)] ?? {}
      const columns = [FORWARD[server.forward].padEnd(7), String(server.weight).padEnd(6), String(active).padEnd(10)]
      lines.push(`  -> ${serverKey(server).padEnd(28)} ${columns.join(' ')} ${String(inactive).padEnd(10)}`)
    }
  }
  return lines.map((line) => `${line}\n`).join('')
}
