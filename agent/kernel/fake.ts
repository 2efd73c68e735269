import { serverKey, serviceKey, sortTable } from '@/lib/kernel/ipvs'
import { printSave } from '@/lib/kernel/ipvs-argv'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { printList } from '@/lib/kernel/ipvs-print'
import { restoreIpvs } from '@/lib/kernel/ipvs-table'
import type { Address, CountedTable, KernelState, TemplateTable } from '@/lib/kernel/state'
import { type Machine, machineOf, runOp, stateOf } from '@/lib/plan/machine'
import type { Op } from '@/lib/plan/types'
import { type FakeSync, fakeSync } from './fake-sync'
import type { Executed, Kernel } from './kernel'

export type FakeStart = {
  /** interface → its addresses as `ADDRESS/PREFIX`, the first of each family being its base */
  links?: Record<string, string[]>
  /** addresses on lo beside its own */
  loopback?: string[]
  /** `ipvsadm -S -n` text */
  table?: string
  /** beside those that every kernel with IPVS has */
  sysctls?: Record<string, string>
}

/** A fake with what a test may do behind the agent's back. */
export type FakeKernel = Kernel & {
  /** the state as it is, without going through a tool */
  state(): KernelState
  /** what a person types: lines of `ipvsadm` commands; gives the messages of the tool */
  ipvsadm(lines: string): string[]
  /** changes the state at will: an address taken away, a setting changed */
  change(edit: (state: KernelState) => KernelState): void
  /** connections to report for a server of a service */
  setConnections(service: string, server: string, active: number, inactive?: number): void
  /** persistence entries to report for a server of a service */
  setTemplates(service: string, server: string, count: number): void
  /** every operation that was done, oldest first */
  readonly ran: readonly Op[]
  readonly sync: FakeSync
}

const SYSCTLS = {
  'net.ipv4.ip_forward': '0',
  'net.ipv6.conf.all.forwarding': '0',
  'net.ipv4.conf.all.promote_secondaries': '0',
  'net.ipv4.vs.expire_nodest_conn': '0',
  'net.ipv4.vs.expire_quiescent_template': '0',
  'net.ipv4.vs.conn_reuse_mode': '1',
  'net.ipv4.vs.conntrack': '0',
  'net.ipv4.vs.backup_only': '0',
  'net.ipv4.vs.sync_threshold': '3 50',
}

const TOOLS = { ipvsadm: '1.31', iptables: 'nft', ip6tables: 'nft', ip: '6.1.0', arping: 'iputils', ndptool: 'libndp' }

function addressesOf(device: string, entries: readonly string[]): Address[] {
  const based = new Set<boolean>()
  return entries.map((entry) => {
    const [address = '', prefix = ''] = entry.split('/')
    const six = address.includes(':')
    const base = !based.has(six)
    based.add(six)
    return { device, address, prefix: Number(prefix), base }
  })
}

function startState(start: FakeStart): KernelState {
  const links = start.links ?? { eth0: ['192.0.2.1/24', '2001:db8::1/64'], eth1: ['10.0.0.1/24'] }
  return {
    services: parseSave(start.table ?? '').services,
    timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
    chains: [],
    sysctls: { ...SYSCTLS, ...start.sysctls },
    addresses: Object.entries(links).flatMap(([device, entries]) => addressesOf(device, entries)),
    links: Object.fromEntries(Object.keys(links).map((device) => [device, { up: true }])),
    loopback: start.loopback ?? [],
  }
}

/**
 * A kernel in memory with the rules of the real one, for tests: both pass the same contract suite (contract.ts). What it tells
 * of the table goes through `ipvsadm -S -n` text, as with the real tool.
 */
export function fakeKernel(start: FakeStart = {}): FakeKernel {
  let machine = machineOf(startState(start))
  const connections = new Map<string, { active: number; inactive: number }>()
  const templates: TemplateTable = {}
  const ran: Op[] = []
  const table = () => sortTable(stateOf(machine).services)
  return {
    ran,
    state: () => structuredClone(stateOf(machine)),
    observe: async ({ sysctls }) => {
      const state = stateOf(machine)
      const asked = Object.entries(state.sysctls).filter(([key]) => sysctls.includes(key))
      const services = parseSave(printSave(table())).services
      return structuredClone({ ...state, services, sysctls: Object.fromEntries(asked) })
    },
    observeTable: async () => {
      const { timeouts } = stateOf(machine)
      return structuredClone({ services: parseSave(printSave(table())).services, timeouts })
    },
    observeNet: async () => {
      const { addresses, links, loopback } = stateOf(machine)
      return structuredClone({ addresses, links, loopback })
    },
    execute: async (ops, told) => executeAll(machine, ops, ran, told),
    templates: async () => structuredClone(templates),
    counters: async () => countersOf(table(), connections),
    tableText: async () => printList(table(), countersOf(table(), connections)),
    tools: async () => ({ ...TOOLS }),
    sync: fakeSync(() => machine.links),
    ipvsadm: (lines) => restoreIpvs(machine.table, lines).messages,
    change: (edit) => {
      machine = machineOf(edit(structuredClone(stateOf(machine))))
    },
    setConnections: (service, server, active, inactive = 0) => {
      connections.set(`${service} ${server}`, { active, inactive })
    },
    setTemplates: (service, server, count) => {
      templates[service] = { ...templates[service], [server]: count }
    },
  }
}

/** Table operations that follow one another are lines of one `ipvsadm -R`, which goes on after a refusal; the rest stops there. */
function executeAll(machine: Machine, ops: readonly Op[], ran: Op[], told?: (done: number) => void): Executed {
  let failed: Executed['failed']
  for (const [index, op] of ops.entries()) {
    if (failed && !op.do.startsWith('ipvs.')) break
    const why = runOp(machine, op)
    if (why === null) ran.push(op)
    else failed ??= { index, why }
    if (!failed) told?.(index + 1)
  }
  return failed ? { done: failed.index, failed } : { done: ops.length }
}

function countersOf(
  services: KernelState['services'],
  connections: ReadonlyMap<string, { active: number; inactive: number }>,
): CountedTable {
  const none = { connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 }
  const table: CountedTable = {}
  for (const service of services) {
    const key = serviceKey(service.id)
    const servers = service.servers.map((server) => {
      const now = connections.get(`${key} ${serverKey(server)}`) ?? { active: 0, inactive: 0 }
      return [serverKey(server), { ...none, ...now }] as const
    })
    table[key] = { total: { ...none }, servers: Object.fromEntries(servers) }
  }
  return table
}
