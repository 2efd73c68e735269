import type { RowState, Table, TableServer, TableService } from '@/lib/api/types'
import { rowStateOf } from '@/lib/health/row'
import { formatEndpoint } from '@/lib/kernel/endpoint'
import { serverKey, serviceKey, sortTable } from '@/lib/kernel/ipvs'
import type { Counters, IpvsServer, IpvsService, ServerCounters } from '@/lib/kernel/state'
import { type Drift, retiredKey } from '@/lib/plan'
import { activeBlocks, blockServers } from '@/lib/plan/blocks'
import type { Context } from './context'
import { ratesOf, type Sample } from './counters'
import type { Pools } from './monitors/nanny'

const NOTHING: Counters = { connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 }
const NO_SERVER: ServerCounters = { ...NOTHING, active: 0, inactive: 0 }

/** Looked up for each row: a list searched each time would take a large table with many entries of one kind seconds. */
type Names = {
  virtuals: Map<string, string[]>
  servers: Map<string, string>
  members: Map<string, string[]>
  pools: Pools
  retired: ReadonlySet<string>
  foreign: ReadonlySet<string>
  drift: ReadonlyMap<string, Drift>
}

/** The table as the panels show it: what the kernel held at the last look, with the numbers of `sample`. */
export function tableOf(context: Context, sample: Sample): Table {
  const { state } = context
  const names = namesOf(context)
  const standing = sortTable(state.seen?.actual.services ?? [])
  const services = standing.map((service) => serviceRow(service, names, sample))
  const keys = new Set(standing.map((service) => serviceKey(service.id)))
  const blocks = state.configuration ? activeBlocks(state.configuration.config) : []
  const taking = new Set(blocks.map((block) => block.virtual))
  const idle = (state.configuration?.config.virtuals ?? []).filter((virtual) => !taking.has(virtual))
  const waiting = state.duty.role === 'standby' ? blocks.filter((block) => !keys.has(block.key)) : []
  const absent: Table['absent'] = [
    ...idle.map(({ name }) => ({ name, reason: 'inactive' as const })),
    ...waiting.map(({ name }) => ({ name, reason: 'standby' as const })),
  ]
  return { at: sample.at, services, absent, text: sample.text }
}

function namesOf({ state, health }: Context): Names {
  const pools = health.nanny?.save() ?? {}
  const retired = new Set(state.owned.retired.map(retiredKey))
  const foreign = new Set(state.seen?.foreign.map((entry) => entry.key))
  // Of several for one entry the first is shown.
  const drift = new Map([...(state.seen?.drift ?? [])].reverse().map((entry) => [entry.key, entry]))
  const names: Names = { virtuals: new Map(), servers: new Map(), members: new Map(), pools, retired, foreign, drift }
  for (const block of state.configuration ? activeBlocks(state.configuration.config) : []) {
    const { key, name, vip, port, protocol } = block
    names.virtuals.set(key, [...(names.virtuals.get(key) ?? []), name])
    if (block.mark > 0)
      names.members.set(key, [...(names.members.get(key) ?? []), `${protocol} ${formatEndpoint(vip.address, port)}`])
    for (const server of blockServers(block)) names.servers.set(`${key} ${server.key}`, server.name)
  }
  for (const entry of state.owned.retired) {
    const key = retiredKey(entry)
    if (entry.server !== undefined) names.servers.set(key, entry.origin.server ?? '')
    else if (!names.virtuals.has(key)) names.virtuals.set(key, [entry.origin.virtual])
  }
  return names
}

function serviceRow(service: IpvsService, names: Names, sample: Sample): TableService {
  const key = serviceKey(service.id)
  const { servers, ...alone } = service
  const counters = sample.counted[key]?.total ?? NOTHING
  const rows = servers.map((server) => serverRow(key, server, names, sample))
  const sum = (field: 'active' | 'inactive') => rows.reduce((total, row) => total + row.counters[field], 0)
  return {
    key,
    names: names.virtuals.get(key) ?? [],
    service: alone,
    members: names.members.get(key) ?? [],
    state: serviceState(names, key, rows),
    active: sum('active'),
    inactive: sum('inactive'),
    counters,
    rates: rates(counters, sample, sample.before?.counted[key]?.total),
    servers: rows,
  }
}

const rates = (now: Counters, { at, before }: Sample, then: Counters | undefined) =>
  ratesOf(now, then, before ? at - before.at : 0)

function serviceState({ foreign, retired, drift }: Names, key: string, servers: readonly TableServer[]): RowState {
  if (foreign.has(key)) return 'foreign'
  if (retired.has(key)) return 'retired'
  if (drift.has(key)) return 'drift'
  return servers.some((server) => server.weight > 0) ? 'up' : 'down'
}

function serverRow(service: string, server: IpvsServer, names: Names, sample: Sample): TableServer {
  const key = serverKey(server)
  const full = `${service} ${key}`
  const counters = sample.counted[service]?.servers[key] ?? NO_SERVER
  const drift = names.drift.get(full)
  return {
    key,
    name: names.servers.get(full) ?? null,
    address: server.address,
    port: server.port,
    forward: server.forward,
    weight: server.weight,
    state: serverState(names, full, { service, key, weight: server.weight }),
    counters,
    rates: rates(counters, sample, sample.before?.counted[service]?.servers[key]),
    ...(drift ? { drift } : {}),
  }
}

type Place = { service: string; key: string; weight: number }

function serverState(names: Names, full: string, { service, key, weight }: Place): RowState {
  if (names.foreign.has(service)) return 'foreign'
  if (names.retired.has(service) || names.retired.has(full)) return 'retired'
  if (names.drift.has(full)) return 'drift'
  const own = names.pools[service]?.servers[key]
  if (own) return rowStateOf(own.name)
  return weight > 0 ? 'up' : 'draining'
}
