import { parseEndpoint } from './endpoint'
import { serverKey, serviceKey } from './ipvs'
import type {
  CountedTable,
  Counters,
  Forwarding,
  IpvsProtocol,
  IpvsServer,
  IpvsService,
  IpvsTimeouts,
  ServerKey,
  ServiceId,
  ServiceKey,
  TemplateTable,
} from './state'

/** A line of one of `ipvsadm -Ln`'s tables: which service or server it is about, and the columns after it. */
type Row = { service: ServiceKey; server?: ServerKey; columns: string[] }

const PROTOCOLS: Readonly<Record<string, IpvsProtocol>> = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' }

function serviceOfRow(words: readonly string[]): { id: ServiceId; rest: string[] } | null {
  const protocol = PROTOCOLS[words[0] ?? '']
  if (protocol) {
    const endpoint = parseEndpoint(words[1] ?? '')
    return endpoint && { id: { kind: 'address', protocol, ...endpoint }, rest: words.slice(2) }
  }
  if (words[0] !== 'FWM' || !/^\d+$/.test(words[1] ?? '')) return null
  const six = words[2] === 'IPv6'
  return { id: { kind: 'mark', mark: Number(words[1]), family: six ? 6 : 4 }, rest: words.slice(six ? 3 : 2) }
}

/** Rows of any `ipvsadm -Ln` table; headings and lines that are no rows are left out. */
function* rows(text: string): Generator<Row> {
  let service: ServiceKey | undefined
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/)
    if (words[0] === '->') {
      const endpoint = parseEndpoint(words[1] ?? '')
      if (service && endpoint) yield { service, server: serverKey(endpoint), columns: words.slice(2) }
      continue
    }
    const found = serviceOfRow(words)
    if (!found) continue
    service = serviceKey(found.id)
    yield { service, columns: found.rest }
  }
}

const numbers = (columns: readonly string[]) => columns.map((word) => (/^\d+$/.test(word) ? Number(word) : 0))

/**
 * The table of `ipvsadm -S -n` with the thresholds of `ipvsadm -Ln --thresholds` put in: -S forgets them.
 */
export function withThresholds(services: readonly IpvsService[], thresholds: string): IpvsService[] {
  const found = new Map<string, [number, number]>()
  for (const row of rows(thresholds)) {
    const [upper = 0, lower = 0] = numbers(row.columns)
    if (row.server && (upper > 0 || lower > 0)) found.set(`${row.service} ${row.server}`, [upper, lower])
  }
  if (found.size === 0) return [...services]
  return services.map((service) => {
    const key = serviceKey(service.id)
    const servers = service.servers.map((server) => {
      const [upperThreshold, lowerThreshold] = found.get(`${key} ${serverKey(server)}`) ?? [0, 0]
      return { ...server, upperThreshold, lowerThreshold }
    })
    return { ...service, servers }
  })
}

const FORWARDS: Readonly<Record<string, Forwarding>> = {
  Masq: 'nat',
  Route: 'direct',
  Tunnel: 'tunnel',
  Local: 'local',
}

/**
 * The servers of the one service that `ipvsadm -Ln -t SERVICE` lists. What that does not show (thresholds, a tunnel's kind) is taken from `before`.
 * Null when the text is something else.
 */
export function parseServers(text: string, before: readonly IpvsServer[]): IpvsServer[] | null {
  const known = new Map(before.map((server) => [serverKey(server), server]))
  const servers: IpvsServer[] = []
  let services = 0
  for (const { server: key, columns } of rows(text)) {
    if (key === undefined) {
      services++
      continue
    }
    const forward = FORWARDS[columns[0] ?? '']
    const endpoint = parseEndpoint(key)
    if (!forward || !endpoint || !/^\d+$/.test(columns[1] ?? '')) return null
    const { tunnel, upperThreshold = 0, lowerThreshold = 0 } = known.get(key) ?? {}
    const server = { ...endpoint, forward, weight: Number(columns[1]), upperThreshold, lowerThreshold }
    servers.push(forward === 'tunnel' && tunnel ? { ...server, tunnel } : server)
  }
  return services === 1 ? servers : null
}

function countersOf(columns: readonly string[]): Counters {
  const [connections = 0, inPackets = 0, outPackets = 0, inBytes = 0, outBytes = 0] = numbers(columns)
  return { connections, inPackets, outPackets, inBytes, outBytes }
}

/**
 * Counters since each entry was made (`ipvsadm -Ln --stats --exact`) with the connections of now (`ipvsadm -Ln`: its last two
 * columns, active and inactive).
 */
export function parseCounters(stats: string, list: string): CountedTable {
  const table: CountedTable = {}
  for (const row of rows(stats)) {
    if (!row.server) table[row.service] = { total: countersOf(row.columns), servers: {} }
    else {
      const servers = table[row.service]?.servers
      if (servers) servers[row.server] = { ...countersOf(row.columns), active: 0, inactive: 0 }
    }
  }
  for (const row of rows(list)) {
    const server = row.server && table[row.service]?.servers[row.server]
    const [active, inactive] = numbers(row.columns.slice(-2))
    if (server) Object.assign(server, { active: active ?? 0, inactive: inactive ?? 0 })
  }
  return table
}

/** Persistence entries of each server (`ipvsadm -Ln --persistent-conn`: the second of its four columns). */
export function parseTemplates(text: string): TemplateTable {
  const table: TemplateTable = {}
  for (const row of rows(text)) {
    if (!row.server) continue
    const servers = table[row.service] ?? {}
    table[row.service] = servers
    servers[row.server] = numbers(row.columns)[1] ?? 0
  }
  return table
}

/** `Timeout (tcp tcpfin udp): 900 120 300`, or null when the text is something else. */
export function parseTimeouts(text: string): IpvsTimeouts | null {
  const found = /Timeout \(tcp tcpfin udp\): (\d+) (\d+) (\d+)/.exec(text)
  return found && { tcpSec: Number(found[1]), tcpFinSec: Number(found[2]), udpSec: Number(found[3]) }
}

export type SyncDaemon = { state: 'master' | 'backup'; device: string; id: number }

/** Sync daemons that run (`ipvsadm -Ln --daemon`, which prints nothing when there is none). */
export function parseDaemons(text: string): SyncDaemon[] {
  const found = text.matchAll(/^(master|backup) sync daemon \(mcast=([^,)]+), syncid=(\d+)/gm)
  return [...found].map(([, state, device, id]) => ({
    state: state === 'backup' ? 'backup' : 'master',
    device: device ?? '',
    id: Number(id),
  }))
}
