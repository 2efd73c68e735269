import { serverDifferences, serverKey, serviceDifferences, serviceKey } from '@/lib/kernel/ipvs'
import { serviceArgv } from '@/lib/kernel/ipvs-argv'
import { parseCounters, parseServers, parseTemplates, parseTimeouts, withThresholds } from '@/lib/kernel/ipvs-list'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import type { CountedTable, IpvsServer, IpvsService, IpvsTimeouts, ServiceId, TemplateTable } from '@/lib/kernel/state'
import { argvOf, type Op, touched } from '@/lib/plan'
import { AgentError } from '../errors'
import { failureText, type RunResult, run } from '../run'
import type { TableSince } from './kernel'
import type { Modules } from './modules'
import { tableSign } from './table-sign'
import { versionOf } from './version'

/** A table of 100 000 servers takes seconds to print, more on a slow machine. */
const TIMEOUT_MS = 60_000
const NO_IPVS = /initialize ipvs|Protocol not available/i

/** The IPVS table through ipvsadm. */
export class Ipvsadm {
  constructor(private readonly modules: Modules) {}

  version(): Promise<string | null> {
    return versionOf(['ipvsadm', '--version'], /v?(\d+\.\d+\S*)/)
  }

  /** The table with thresholds, and the timeouts. */
  async list(): Promise<{ services: IpvsService[]; timeouts: IpvsTimeouts }> {
    // The settings of IPVS exist once its module is loaded: they are read beside the table.
    await this.modules.ensure(['ip_vs'])
    const save = await this.tool('listing the IPVS table', ['-S', '-n'])
    const [thresholds, times] = await Promise.all([
      this.tool('listing the thresholds', ['-Ln', '--thresholds']),
      this.tool('reading the timeouts', ['-Ln', '--timeout']),
    ])
    const { services, problems } = parseSave(save)
    const [problem] = problems
    if (problem) throw new AgentError('TOOL_OUTPUT', 'reading the IPVS table', `${problem.why}: ${problem.text}`)
    const timeouts = parseTimeouts(times)
    if (!timeouts) throw new AgentError('TOOL_OUTPUT', 'reading the IPVS timeouts', times.trim())
    return { services: withThresholds(services, thresholds), timeouts }
  }

  /** The table after operations on servers of few services: those services alone are read. Anything else is read as a whole. */
  async listSince({ before, ops }: TableSince): Promise<{ services: IpvsService[]; timeouts: IpvsTimeouts }> {
    const ids = servicesOf(ops)
    if (ids === null) return this.list()
    const services = [...before.services]
    for (const id of ids) {
      const at = services.findIndex((service) => serviceKey(service.id) === serviceKey(id))
      const known = services[at]
      if (!known) return this.list()
      const { code, stdout } = await this.run(['-Ln', ...serviceArgv(id)])
      const servers = code === 0 ? parseServers(stdout, known.servers) : null
      if (!servers) return this.list()
      services[at] = { ...known, servers }
    }
    return { services, timeouts: before.timeouts }
  }

  /** Changes with the table, timeouts, thresholds and some options of services apart; null where the kernel does not tell. */
  sign(): Promise<string | null> {
    return tableSign()
  }

  /** `list`: what text() gave just now */
  async counters(list?: string): Promise<CountedTable> {
    const [stats, text] = await Promise.all([
      this.tool('reading the counters', ['-Ln', '--stats', '--exact']),
      list ?? this.text(),
    ])
    return parseCounters(stats, text)
  }

  async templates(): Promise<TemplateTable> {
    return parseTemplates(await this.tool('listing the persistence entries', ['-Ln', '--persistent-conn']))
  }

  /** `ipvsadm -Ln` */
  text(): Promise<string> {
    return this.tool('listing the IPVS table', ['-Ln'])
  }

  /**
   * All operations as lines of one `ipvsadm -R`, which goes on after a refusal and exits with the last line's status: any message
   * counts as a failure, and the table read back tells at which operation. Null when all was done.
   */
  async restore(ops: readonly Op[]): Promise<{ index: number; why: string } | null> {
    await this.modules.ensure(['ip_vs', ...schedulerModules(ops)])
    const input = ops.map((op) => `${argvOf(op).slice(1).join(' ')}\n`).join('')
    const result = await this.run(['-R'], input)
    if (result.code === 0 && result.stderr.trim() === '') return null
    const missing = this.modules.whyMissing(schedulerModules(ops))
    const why = [failureText('ipvsadm', result), ...(missing ? [missing] : [])].join('; ')
    this.modules.forget()
    return { index: await this.firstUndone(ops), why }
  }

  /** The first operation whose result does not stand in the table; the first of all when every one's does. */
  private async firstUndone(ops: readonly Op[]): Promise<number> {
    const { services } = await this.list()
    const table = new Map(services.map((service) => [serviceKey(service.id), service]))
    const index = ops.findIndex((op, at) => !isDone(table, op, ops.slice(at + 1)))
    return Math.max(0, index)
  }

  private async tool(doing: string, args: readonly string[]): Promise<string> {
    let result = await this.run(args)
    if (NO_IPVS.test(result.stderr)) {
      this.modules.forget()
      await this.modules.ensure(['ip_vs'])
      result = await this.run(args)
    }
    if (NO_IPVS.test(result.stderr))
      throw new AgentError('NO_IPVS', doing, this.modules.whyMissing(['ip_vs']) || failureText('ipvsadm', result))
    if (result.timedOut) throw new AgentError('TOOL_TIMEOUT', doing, `ipvsadm took longer than ${TIMEOUT_MS} ms`)
    if (result.code !== 0) throw new AgentError('TOOL_FAILED', doing, failureText('ipvsadm', result))
    return result.stdout
  }

  private run(args: readonly string[], input?: string): Promise<RunResult> {
    return run(['ipvsadm', ...args], { timeoutMs: TIMEOUT_MS, ...(input === undefined ? {} : { input }) })
  }
}

/** So many services are read one by one; beyond that the whole table is quicker. */
const FEW = 3

/** The services of operations that change nothing but plain servers of few services; null otherwise. `ipvsadm -Ln` shows no thresholds and no tunnel's kind. */
function servicesOf(ops: readonly Op[]): ServiceId[] | null {
  const found = new Map<string, ServiceId>()
  for (const op of ops) {
    if (op.do !== 'ipvs.addServer' && op.do !== 'ipvs.editServer' && op.do !== 'ipvs.removeServer') return null
    if (op.do !== 'ipvs.removeServer' && !isPlain(op.server)) return null
    if (op.do === 'ipvs.editServer' && !isPlain(op.before)) return null
    found.set(serviceKey(op.service), op.service)
  }
  return found.size > 0 && found.size <= FEW ? [...found.values()] : null
}

const isPlain = ({ upperThreshold, lowerThreshold, tunnel, forward }: IpvsServer): boolean =>
  upperThreshold === 0 && lowerThreshold === 0 && !tunnel && forward !== 'tunnel'

function schedulerModules(ops: readonly Op[]): string[] {
  const edited = ops.flatMap((op) => (op.do === 'ipvs.addService' || op.do === 'ipvs.editService' ? [op.service] : []))
  return [
    ...new Set(
      edited.flatMap(({ scheduler, engine }) => [`ip_vs_${scheduler}`, ...(engine ? [`ip_vs_pe_${engine}`] : [])]),
    ),
  ]
}

/** Whether the table shows what the operation is for. A later operation on the same entry hides it: then it counts as done. */
function isDone(table: ReadonlyMap<string, IpvsService>, op: Op, later: readonly Op[]): boolean {
  switch (op.do) {
    case 'ipvs.addService':
    case 'ipvs.editService': {
      const now = table.get(serviceKey(op.service.id))
      return hidden(op, later) || (now !== undefined && serviceDifferences(now, op.service).length === 0)
    }
    case 'ipvs.removeService':
      return hidden(op, later) || !table.has(serviceKey(op.service.id))
    case 'ipvs.addServer':
    case 'ipvs.editServer':
    case 'ipvs.removeServer': {
      const now = table.get(serviceKey(op.service))?.servers.find((s) => serverKey(s) === serverKey(op.server))
      if (hidden(op, later)) return true
      if (op.do === 'ipvs.removeServer') return now === undefined
      return now !== undefined && serverDifferences(now, op.server).length === 0
    }
    default:
      return true
  }
}

function hidden(op: Op, later: readonly Op[]): boolean {
  const own = touched(op)
  return later.some((next) => own === touched(next) || own.startsWith(`${touched(next)} `))
}
