import { formatEndpoint, maskOfPrefix } from './endpoint'
import { fullPrefix, serverKey, serviceFamily } from './ipvs'
import type { IpvsServer, IpvsService, IpvsTimeouts, ServiceId } from './state'

const PROTOCOL_OPTION = { tcp: '-t', udp: '-u', sctp: '--sctp-service' } as const
const FORWARD_OPTION = { nat: ['-m'], direct: ['-g'], tunnel: ['-i'], local: [] } as const
const CHECKSUM_OPTION = { nocsum: '--tun-nocsum', csum: '--tun-csum', remcsum: '--tun-remcsum' } as const

/** `-t 192.0.2.10:80` · `-f 80` · `-f 80 -6` (ipvsadm needs the -6: a mark has one service per family) */
export function serviceArgv(id: ServiceId): string[] {
  if (id.kind === 'mark') return ['-f', String(id.mark), ...(id.family === 6 ? ['-6'] : [])]
  return [PROTOCOL_OPTION[id.protocol], formatEndpoint(id.address, id.port)]
}

/** Scheduler, persistence, flags in the order of `ipvsadm -S`. */
export function serviceOptions(service: IpvsService): string[] {
  const argv = ['-s', service.scheduler]
  if (service.persistentSec > 0) {
    argv.push('-p', String(service.persistentSec))
    if (service.persistPrefix !== fullPrefix(service.id)) {
      const mask = serviceFamily(service.id) === 6 ? String(service.persistPrefix) : maskOfPrefix(service.persistPrefix)
      argv.push('-M', mask)
    }
  }
  if (service.engine) argv.push('--pe', service.engine)
  if (service.ops) argv.push('-o')
  if (service.flags.length > 0) argv.push('-b', service.flags.join(','))
  return argv
}

/**
 * `-m -w 3 -x 100 -y 50`. Weight always, because an edit without it would set 1; thresholds only when they are set, because
 * an edit without them sets none. ipvsadm(8)
 */
export function serverOptions(server: IpvsServer): string[] {
  const argv: string[] = [...FORWARD_OPTION[server.forward], '-w', String(server.weight)]
  if (server.forward === 'tunnel') argv.push(...tunnelOptions(server))
  if (server.upperThreshold > 0) argv.push('-x', String(server.upperThreshold))
  if (server.lowerThreshold > 0) argv.push('-y', String(server.lowerThreshold))
  return argv
}

function tunnelOptions(server: IpvsServer): string[] {
  const tunnel = server.tunnel
  if (!tunnel || tunnel.type === 'ipip') return ['--tun-type', 'ipip']
  const argv = ['--tun-type', tunnel.type]
  if (tunnel.type === 'gue') argv.push('--tun-port', String(tunnel.port ?? 0))
  argv.push(CHECKSUM_OPTION[tunnel.checksum ?? 'nocsum'])
  return argv
}

/** What stands after `ipvsadm` for each change of the table; also the lines of `ipvsadm -R`. */
export const ipvsArgv = {
  addService: (s: IpvsService) => ['-A', ...serviceArgv(s.id), ...serviceOptions(s)],
  editService: (s: IpvsService) => ['-E', ...serviceArgv(s.id), ...serviceOptions(s)],
  removeService: (id: ServiceId) => ['-D', ...serviceArgv(id)],
  addServer: (id: ServiceId, s: IpvsServer) => ['-a', ...serviceArgv(id), '-r', serverKey(s), ...serverOptions(s)],
  editServer: (id: ServiceId, s: IpvsServer) => ['-e', ...serviceArgv(id), '-r', serverKey(s), ...serverOptions(s)],
  removeServer: (id: ServiceId, s: { address: string; port: number }) => ['-d', ...serviceArgv(id), '-r', serverKey(s)],
  setTimeouts: (t: IpvsTimeouts) => ['--set', String(t.tcpSec), String(t.tcpFinSec), String(t.udpSec)],
}

/** The table as `ipvsadm -S -n` prints it (thresholds, which -S forgets, included when set). */
export function printSave(services: readonly IpvsService[]): string {
  const lines: string[] = []
  for (const service of services) {
    lines.push(ipvsArgv.addService(service).join(' '))
    for (const server of service.servers) lines.push(ipvsArgv.addServer(service.id, server).join(' '))
  }
  return lines.map((line) => `${line}\n`).join('')
}
