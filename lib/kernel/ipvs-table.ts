import { familyOf } from './endpoint'
import { fullPrefix, serverKey, serviceFamily, serviceKey } from './ipvs'
import { type IpvsCommand, parseIpvsLine } from './ipvs-parse'
import type { IpvsServer, IpvsService, IpvsTimeouts } from './state'

/** What `ipvsadm` said about one line: null, or the message and exit status of the real tool. */
export type IpvsFailure = { why: string; status: 2 | 255 }
export type IpvsTable = { services: Map<string, IpvsService>; timeouts: IpvsTimeouts }

/** Schedulers that ship with the kernel. */
export const KERNEL_SCHEDULERS: ReadonlySet<string> = new Set(
  'rr wrr lc wlc lblc lblcr dh sh sed nq mh fo ovf'.split(' '),
)

const kernel = (why: string): IpvsFailure => ({ why, status: 255 })

/**
 * Runs one ipvsadm command line on a table in memory, with the rules of the real tool and kernel (tried on 6.1): what exists
 * cannot be added, what does not exist cannot be edited or deleted, an edit replaces everything but the servers.
 */
export function runIpvsadm(table: IpvsTable, line: string): IpvsFailure | null {
  const read = parseIpvsLine(line)
  if (typeof read === 'string') return { why: read, status: 2 }
  return run(table, read)
}

function run(table: IpvsTable, c: IpvsCommand): IpvsFailure | null {
  if (c.command === 'timeouts') return setTimeouts(table, c.values)
  const key = serviceKey('service' in c ? c.service.id : c.id)
  const service = table.services.get(key)
  if (c.command === 'add') return service ? kernel('Service already exists') : putService(table, key, c.service, [])
  if (c.command === 'edit') {
    return service ? putService(table, key, c.service, service.servers) : kernel('No such service')
  }
  if (c.command === 'remove') return table.services.delete(key) ? null : kernel('No such service')
  return service ? runServer(table, key, service, c) : kernel('Service not defined')
}

function putService(table: IpvsTable, key: string, next: IpvsService, servers: IpvsServer[]): IpvsFailure | null {
  if (!KERNEL_SCHEDULERS.has(next.scheduler)) return kernel('Scheduler or persistence engine not found')
  if (next.engine && next.engine !== 'sip') return kernel('Scheduler or persistence engine not found')
  const persistPrefix = next.persistentSec > 0 ? next.persistPrefix : fullPrefix(next.id)
  table.services.set(key, { ...next, persistPrefix, servers })
  return null
}

function runServer(
  table: IpvsTable,
  key: string,
  service: IpvsService,
  c: Extract<IpvsCommand, { server: unknown }>,
): IpvsFailure | null {
  const found = service.servers.findIndex((server) => serverKey(server) === serverKey(c.server))
  if (c.command === 'removeServer') {
    if (found < 0) return kernel('No such destination')
    table.services.set(key, { ...service, servers: service.servers.filter((_, i) => i !== found) })
    return null
  }
  if (familyOf(c.server.address) !== serviceFamily(service.id) && c.server.forward !== 'tunnel')
    return { why: 'Different address family is allowed only for tunneling servers', status: 2 }
  if (c.command === 'addServer') {
    if (found >= 0) return kernel('Destination already exists')
    table.services.set(key, { ...service, servers: [...service.servers, c.server] })
    return null
  }
  if (found < 0) return kernel('No such destination')
  table.services.set(key, { ...service, servers: service.servers.map((s, i) => (i === found ? c.server : s)) })
  return null
}

/** ipvsadm --set: 0 keeps the value. */
function setTimeouts(table: IpvsTable, [tcp, fin, udp]: [number, number, number]): null {
  const now = table.timeouts
  table.timeouts = { tcpSec: tcp || now.tcpSec, tcpFinSec: fin || now.tcpFinSec, udpSec: udp || now.udpSec }
  return null
}

/**
 * `ipvsadm -R`: goes on after a refusal of the kernel, stops at a line that it cannot read, and exits with the status of the
 * last line it ran. So neither the status nor the absence of a message says that all was done.
 */
export function restoreIpvs(table: IpvsTable, text: string): { status: number; messages: string[] } {
  const messages: string[] = []
  let status = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const failure = runIpvsadm(table, line)
    status = failure?.status ?? 0
    if (failure) messages.push(failure.why)
    if (failure?.status === 2) break
  }
  return { status, messages }
}
