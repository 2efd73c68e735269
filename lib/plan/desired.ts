import type { FileProblem } from '@/lib/api/types'
import { canonicalAddress } from '@/lib/kernel/endpoint'
import { readIptablesFile } from '@/lib/kernel/iptables-file'
import { fullPrefix, normalFlags, serverKey } from '@/lib/kernel/ipvs'
import type { IpvsServer, IpvsService, ServiceKey } from '@/lib/kernel/state'
import { readSysctlFile } from '@/lib/kernel/sysctl'
import { effectiveGlobal } from '@/lib/lvscf'
import type { LvsConfig } from '@/lib/lvscf/model'
import { wantedAddresses } from './addresses'
import { activeBlocks, type Block, type BlockServer, blockServers, fitsFamily } from './blocks'
import { wantedChains } from './chains'
import { loopingAddresses, loopWarnings } from './loops'
import { wantedSysctls } from './settings'
import type { Health, Origin, Overrides, Role, Saying, Wanted } from './types'

export type DesiredInput = {
  config: LvsConfig
  /** text of lvs.iptables; '' when the file is absent */
  iptables: string
  /** text of lvs.sysctl; '' when the file is absent */
  sysctl: string
  role: Role
  health?: Health
  overrides?: Overrides
  /** activeBlocks(config), from a caller that asks again for the same configuration */
  blocks?: readonly Block[]
  /** addresses on this router's own lo, 127.0.0.0/8 and ::1 apart */
  loopback?: readonly string[]
}
export type Desired = { wanted: Wanted; problems: FileProblem[]; warnings: Saying[] }

/**
 * What the kernel shall hold of ours: the files, the role, the health of the servers and what an operator said over them, as
 * one wanted state. Active and standby hold the same table, chains and settings; addresses stand on the active router alone
 * (operations.md 3), and a standby leaves out what would loop (loops.ts). `problems` are those of lvs.iptables and lvs.sysctl, and those that only show when the files are seen
 * together; lvs.cf's own are the reader's. With an error among them the plan is shown but not applied.
 */
export function desired(input: DesiredInput): Desired {
  const { config } = input
  const blocks = input.blocks ?? activeBlocks(config)
  const iptables = readIptablesFile(input.iptables)
  const sysctl = readSysctlFile(input.sysctl)
  const { syncdaemon: sync, backup, backup_active } = effectiveGlobal(config.global)
  const paired = backup_active && backup !== undefined
  const looping = loopingAddresses(blocks, { role: input.role, sync, loopback: input.loopback ?? [] })
  const chains = wantedChains(blocks, iptables.rules, looping)
  const settings = wantedSysctls(blocks, chains.chains, sysctl.values, { sync, role: input.role, paired })
  const addresses = wantedAddresses(config, blocks, input.role)
  const quiescent = settings.sysctls['net.ipv4.vs.expire_quiescent_template'] === '1'
  const carried = blocks.filter((block) => block.mark > 0 || !looping.has(block.vip.address))
  const table = wantedTable(carried, { ...input, quiescent })
  const wanted: Wanted = {
    services: table.services,
    timeouts: timeoutsOf(config),
    chains: chains.chains,
    sysctls: settings.sysctls,
    addresses: addresses.addresses,
    absent: addresses.absent,
    origins: table.origins,
  }
  const problems = [...iptables.problems, ...sysctl.problems, ...chains.problems, ...addresses.problems]
  return { wanted, problems, warnings: [...settings.warnings, ...loopWarnings(blocks, looping)] }
}

/** 0 or unset keeps the kernel's value. ipvsadm(8), --set */
function timeoutsOf({ global }: LvsConfig): Wanted['timeouts'] {
  return {
    ...(global.tcp_timeout ? { tcpSec: global.tcp_timeout } : {}),
    ...(global.tcpfin_timeout ? { tcpFinSec: global.tcpfin_timeout } : {}),
    ...(global.udp_timeout ? { udpSec: global.udp_timeout } : {}),
  }
}

type TableInput = { health?: Health; overrides?: Overrides; quiescent: boolean }
type Table = {
  services: IpvsService[]
  origins: Wanted['origins']
}

/** One IPVS service per address, protocol and port, and one per mark and family whatever the number of its blocks. */
function wantedTable(blocks: readonly Block[], input: TableInput): Table {
  const groups = new Map<ServiceKey, Block[]>()
  for (const block of blocks) {
    const group = groups.get(block.key)
    if (group) group.push(block)
    else groups.set(block.key, [block])
  }
  const table: Table = { services: [], origins: {} }
  for (const [key, members] of groups) {
    const [first] = members
    if (!first) continue
    table.origins[key] = members.map((block): Origin => ({ virtual: block.name }))
    const servers = serversOf(table, members, first, input)
    table.services.push({ ...serviceOf(first), servers })
  }
  return table
}

function serviceOf({ id, values }: Block): IpvsService {
  const { scheduler, persistent, persistPrefix, protocol } = values
  const full = fullPrefix(id)
  return {
    id,
    scheduler: scheduler.name,
    flags: normalFlags(scheduler.name, scheduler.flags),
    ops: protocol.ops,
    persistentSec: persistent,
    persistPrefix: persistent > 0 ? Math.min(full, persistPrefix) : full,
    servers: [],
  }
}

function serversOf(table: Table, members: readonly Block[], first: Block, input: TableInput): IpvsServer[] {
  const found = new Map<string, IpvsServer>()
  for (const block of members) {
    for (const server of blockServers(block)) {
      // What IPVS cannot take is an error of lvs.cf (FAMILY_MIXED); in a mark of both families it belongs to the other one.
      if (!fitsFamily(block.id, block.forward, server.address)) continue
      note(table, block, server)
      if (found.has(server.key)) continue
      const weight = weightOf(block, server, input)
      if (weight !== null) found.set(server.key, serverOf(block, server.address, server.port, weight))
    }
  }
  // Whatever the reason (failed, not checked yet, draining): nobody takes new connections.
  if (![...found.values()].some((server) => server.weight > 0)) addSorryServer(found, first)
  return [...found.values()]
}

function note(table: Table, block: Block, server: BlockServer): void {
  const key = `${block.key} ${server.key}`
  const origin = { virtual: block.name, server: server.name }
  const others = table.origins[key]
  if (others) others.push(origin)
  else table.origins[key] = [origin]
}

/**
 * The weight to write, null when the server shall not stand in the table. A failed server is removed, or kept at 0 under
 * quiesce_server; under quiesce with persistence it is removed all the same unless expire_quiescent_template is on, because
 * persistent clients would go on being sent to it (operations.md 8).
 */
function weightOf(block: Block, server: BlockServer, input: TableInput): number | null {
  const over = input.overrides?.[block.key]?.[server.key]
  const state = input.health?.[block.key]?.[server.key]
  if (over?.remove) return null
  const { quiesce_server: quiesce, persistent } = block.values
  if (state?.up === false) return quiesce && (!persistent || input.quiescent) ? 0 : null
  const weight = over?.weight ?? state?.weight ?? server.weight
  return Math.min(65535, Math.max(0, Math.round(weight)))
}

function serverOf({ values }: Block, address: string, port: number, weight: number): IpvsServer {
  const { forward } = values
  const server: IpvsServer = { address, port, forward, weight, upperThreshold: 0, lowerThreshold: 0 }
  if (forward === 'tunnel') server.tunnel = { type: 'ipip' }
  return server
}

/** Stands in when no real server takes new connections: weight 1, the block's method, the service's port. */
function addSorryServer(found: Map<string, IpvsServer>, block: Block): void {
  const address = canonicalAddress(block.values.sorry_server ?? '')
  if (address === null || !fitsFamily(block.id, block.forward, address)) return
  const sorry = serverOf(block, address, block.id.kind === 'mark' ? 0 : block.port, 1)
  found.set(serverKey(sorry), sorry)
}
