import { regexProblem } from '../health/regex'
import { effectiveGlobal, effectiveServer, effectiveVirtual } from './defaults'
import { findSetting } from './locate'
import { checkMarks } from './marks'
import { gotOf, legible, type Member, other, tell } from './places'
import { type Params, type ProblemCode, shownGot } from './problems'
import type { Reading, ReadServer, ReadVirtual, Report } from './read'
import { checkVips } from './vips'

/** Everything about an lvs.cf that shows only when several of its places are seen together. */
export function crossCheck(reading: Reading): void {
  const { config, report, virtuals } = reading
  const members = virtuals.map((at): Member => {
    const v = effectiveVirtual(at.virtual, config.global)
    return { at, v, servers: at.servers.map((server) => ({ at: server, s: effectiveServer(server.server, v) })) }
  })
  const active = members.filter(({ v }) => v.active)
  const located = active.filter(({ at }) => legible(at, 'address', 'protocol', 'port', 'fwmark'))
  if (active.length === 0) report.whole('NO_ACTIVE_VIRTUAL')
  checkGlobal(reading, active)
  for (const member of members) checkVirtual(member, report)
  for (const member of active) checkActive(member, report)
  checkServices(located, report)
  checkVips(active, report)
  checkMarks(located, report)
}

function checkGlobal({ config, tree, report }: Reading, active: readonly Member[]): void {
  const g = effectiveGlobal(config.global)
  const say = (code: ProblemCode, path: string, keys: readonly string[], params?: Params) => {
    const setting = keys.map((key) => findSetting(tree.children, key)).find((found) => found !== undefined)
    if (setting) report.add(code, setting.line, setting.valueAt, path, gotOf(setting), params)
    else report.list.add({ code, severity: 'warning', line: 1, column: 1, path, params })
  }
  const nat = config.global.network === 'nat' || active.some(({ v }) => v.forward === 'nat')
  if (nat && !g.nat_router) say('NAT_NO_ROUTER', 'nat_router', ['nat_router', 'network'])
  if (g.backup_active && !g.backup) say('BACKUP_MISSING', 'backup', ['backup', 'backup_active'])
  if (g.deadtime <= g.keepalive)
    say('DEADTIME_SHORT', 'deadtime', ['deadtime', 'keepalive'], { deadtime: g.deadtime, keepalive: g.keepalive })
  if (config.global.service === 'fos') say('SERVICE_FOS', 'service', ['service'])
  const natMask = config.global.nat_nmask ?? 0
  const setting = findSetting(tree.children, 'nat_nmask')
  if (setting && natMask > 32 && g.nat_router && !g.nat_router.address.includes(':'))
    report.add('OUT_OF_RANGE', setting.line, setting.valueAt, 'nat_nmask', String(natMask), {
      key: 'nat_nmask',
      min: 0,
      max: 32,
    })
}

/** Remarks that are worth making about a block that is not active, too. */
function checkVirtual(member: Member, report: Report): void {
  const { at, v, servers } = member
  const { values } = at.virtual
  if (v.fwmark > 0 && v.persistent === 0)
    tell(report, 'MARK_NO_PERSISTENCE', at, ['persistent', 'fwmark'], { mark: v.fwmark })
  if (v.send_program && !v.expect) tell(report, 'EXPECT_MISSING', at, ['send_program'])
  checkRegex(member, report)
  if (values.address && !values.address.address.includes(':'))
    for (const key of ['vip_nmask', 'pmask'] as const)
      if ((values[key] ?? 0) > 32) tell(report, 'OUT_OF_RANGE', at, [key], { key, min: 0, max: 32 })
  for (const { at: server, s } of servers) {
    if (server.server.values.port === undefined || s.port === v.port) continue
    const ports = { port: s.port, virtualPort: v.port }
    if (v.fwmark > 0) tell(report, 'MARK_SERVER_PORT', server, ['port'], { ...ports, mark: v.fwmark })
    else if (v.forward !== 'nat')
      tell(report, 'SERVER_PORT_IGNORED', server, ['port'], { ...ports, forward: v.forward })
  }
  checkPortOrder(at, report, v.port)
}

/** An expression that the checks cannot use would take every server of the block out (lib/health/README.md says what the syntax is). */
function checkRegex({ at, v }: Member, report: Report): void {
  if (!v.use_regex || v.expect === undefined || !legible(at, 'use_regex', 'expect')) return
  const wrong = regexProblem(v.expect)
  if (wrong) tell(report, 'NOT_A_REGEX', at, ['expect'], { kind: wrong.code, detail: shownGot(wrong.detail) })
}

/** Piranha gives a server without a port the one that the block had so far (reference 1.2). */
function checkPortOrder(at: ReadVirtual, report: Report, port: number): void {
  const setting = findSetting(at.node.children, 'port')
  if (!setting) return
  for (const { node, path, server } of at.servers) {
    if (node.open.number > setting.line.number) return
    if (server.values.port === undefined)
      report.add('SERVER_BEFORE_PORT', node.open, node.nameAt, path(), server.name, { port })
  }
}

function checkActive({ at, v, servers }: Member, report: Report): void {
  if (!v.address && legible(at, 'address')) tell(report, 'VIP_MISSING', at, ['address'])
  const portZero = v.port === 0 && v.fwmark === 0 && v.persistent === 0
  if (portZero && legible(at, 'port', 'fwmark', 'persistent')) tell(report, 'PORT_ZERO', at, ['port'])
  const six = v.address?.address.includes(':')
  const mixed = (address: string | undefined) =>
    v.address !== undefined &&
    address !== undefined &&
    address.includes(':') !== six &&
    v.forward !== 'tunnel' &&
    legible(at, 'forward')
  if (mixed(v.sorry_server)) tell(report, 'FAMILY_MIXED', at, ['sorry_server'])
  const seen = new Map<string, ReadServer>()
  for (const { at: server, s } of servers) {
    if (!s.active) continue
    if (!s.address) {
      if (legible(server, 'address')) tell(report, 'SERVER_ADDRESS_MISSING', server, ['address'])
      continue
    }
    if (mixed(s.address)) tell(report, 'FAMILY_MIXED', server, ['address'])
    const byPort = v.forward === 'nat' && v.fwmark === 0
    const ownPort = server.server.values.port !== undefined
    if (byPort && !(legible(server, 'port') && (ownPort || legible(at, 'port')))) continue
    const id = byPort ? `${s.address} ${s.port}` : s.address
    const first = seen.get(id)
    if (first) tell(report, 'SAME_SERVER', server, ['address'], { ...other(first), virtual: at.virtual.name })
    else seen.set(id, server)
  }
}

/** Two active blocks with one VIP, protocol and port: IPVS knows them as one service. */
function checkServices(active: readonly Member[], report: Report): void {
  const seen = new Map<string, ReadVirtual>()
  for (const { at, v } of active) {
    if (!v.address) continue
    const id = `${v.protocol.name} ${v.address.address} ${v.port} ${v.fwmark}`
    const first = seen.get(id)
    const service = `${v.protocol.name} ${v.address.address}:${v.port}`
    if (first) tell(report, 'SAME_SERVICE', at, ['port', 'address'], { ...other(first), service })
    else seen.set(id, at)
  }
}
