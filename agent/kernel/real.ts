import type { Op } from '@/lib/plan'
import type { Paths } from '@/lib/store/paths'
import { findTool } from '../run'
import { Announcer } from './arp'
import { type AddressOp, changeAddresses } from './ip'
import { IpSession } from './ip-session'
import { Iptables } from './iptables'
import { ipvsSync } from './ipvs-sync'
import { Ipvsadm } from './ipvsadm'
import type { Executed, Kernel, SyncPart } from './kernel'
import { Modules } from './modules'
import { Reader } from './reader'
import { Sysctl } from './sysctl'
import { versionOf } from './version'

export type RealOptions = Pick<Paths, 'run' | 'iptables'> & {
  /** where lib/modules stands when it is not / (ARAPAIMA_MODULES_DIR) */
  modulesDir?: string
  /** one line for the service's log */
  log?: (line: string) => void
}

const IP_TIMEOUT_MS = 20_000

type Group = { kind: 'ipvs' | 'marks' | 'sysctl' | 'address' | 'announce'; from: number; ops: Op[] }
/** Position of the refusal within a group, and the tool's text. */
type Refused = { index: number; why: string } | null

/** The IPVS table of a kernel. Another one than ipvsadm's stands here where the rest is tried on a machine without IPVS. */
export type TablePart = Pick<Ipvsadm, 'list' | 'counters' | 'templates' | 'text' | 'restore' | 'version'> &
  Partial<Pick<Ipvsadm, 'sign' | 'listSince'>> & { sync?: SyncPart }

/** The kernel of the network namespace that this process runs in. */
export function realKernel(options: RealOptions, table?: TablePart): Kernel {
  const modules = new Modules(options.modulesDir)
  const ipvsadm: TablePart = table ?? new Ipvsadm(modules)
  const tables = { 4: new Iptables(4, options, modules), 6: new Iptables(6, options, modules) }
  const sysctl = new Sysctl()
  const announcer = new Announcer(options.log ?? (() => {}))
  const parts: Parts = { modules, ipvsadm, tables, sysctl, announcer }
  const addresses = new IpSession(IP_TIMEOUT_MS)
  const net = async () => (await addresses.run([])).net
  const reader = new Reader({
    table: () => ipvsadm.list(),
    tableSince: (since) => ipvsadm.listSince?.(since) ?? ipvsadm.list(),
    tableSign: async () => (await ipvsadm.sign?.()) ?? null,
    chains: { 4: () => tables[4].chains(), 6: () => tables[6].chains() },
    net,
    sysctls: (names) => sysctl.read(names),
  })
  return {
    observe: (look) => reader.observe(look),
    observeTable: (since) => (since ? reader.tableSince(since) : ipvsadm.list()),
    observeNet: net,
    execute: (ops, told) => reader.during(ops, () => executeAll(parts, ops, told)),
    counters: (list) => ipvsadm.counters(list),
    templates: () => ipvsadm.templates(),
    tableText: () => ipvsadm.text(),
    tools: () => toolsHere(ipvsadm, tables),
    sync: ipvsadm.sync ?? ipvsSync(modules),
  }
}

type Parts = {
  modules: Modules
  ipvsadm: TablePart
  tables: { 4: Iptables; 6: Iptables }
  sysctl: Sysctl
  announcer: Announcer
}

async function executeAll(parts: Parts, ops: readonly Op[], told?: (done: number) => void): Promise<Executed> {
  for (const group of groupsOf(ops)) {
    const refused = await executeGroup(parts, group, (done) => told?.(group.from + done))
    if (refused) {
      const index = group.from + refused.index
      return { done: index, failed: { index, why: refused.why } }
    }
    told?.(group.from + group.ops.length)
  }
  return { done: ops.length }
}

const KINDS = { ipvs: 'ipvs', marks: 'marks', sysctl: 'sysctl', address: 'address' } as const

/** Operations that follow one another and go through one tool. */
function groupsOf(ops: readonly Op[]): Group[] {
  const groups: Group[] = []
  for (const [index, op] of ops.entries()) {
    const area = op.do.split('.')[0] as keyof typeof KINDS
    const kind = op.do === 'address.announce' ? 'announce' : KINDS[area]
    const last = groups.at(-1)
    if (last && last.kind === kind) last.ops.push(op)
    else groups.push({ kind, from: index, ops: [op] })
  }
  return groups
}

async function executeGroup(parts: Parts, { kind, ops }: Group, told: (done: number) => void): Promise<Refused> {
  if (kind === 'ipvs') return parts.ipvsadm.restore(ops)
  if (kind === 'address') {
    for (const op of ops) if (op.do === 'address.remove') parts.announcer.withdraw(op.address.address)
    return changeAddresses(ops.filter((op): op is AddressOp => op.do === 'address.add' || op.do === 'address.remove'))
  }
  for (const [index, op] of ops.entries()) {
    const why = await executeOne(parts, op)
    if (why !== null) return { index, why }
    told(index + 1)
  }
  return null
}

async function executeOne(parts: Parts, op: Op): Promise<string | null> {
  if (op.do === 'marks.setChain' || op.do === 'marks.removeChain') return parts.tables[op.chain.family].execute(op)
  if (op.do === 'address.announce') parts.announcer.announce(op)
  if (op.do !== 'sysctl.set') return null
  if (op.key.startsWith('net.ipv4.vs.')) await parts.modules.ensure(['ip_vs'])
  return parts.sysctl.write(op.key, op.value)
}

async function toolsHere(ipvsadm: TablePart, tables: Parts['tables']): Promise<Record<string, string>> {
  const tools: Record<string, string> = {}
  const note = (name: string, version: string | null | undefined) => {
    if (version) tools[name] = version
  }
  note('ipvsadm', await ipvsadm.version())
  note('ip', await versionOf(['ip', '-V'], /iproute2-(\S+?),?(?:\s|$)/))
  note('arping', await versionOf(['arping', '-V'], /(\d{4,}|\d+\.\d+\S*)/))
  note('ndptool', findTool('ndptool') && 'found')
  note('modprobe', findTool('modprobe') && 'found')
  note('iptables', await tables[4].backend())
  note('ip6tables', await tables[6].backend())
  return tools
}
