import type { Chain, KernelState } from '@/lib/kernel/state'
import type { Op } from '@/lib/plan'
import type { Look, TableSince } from './kernel'

type Table = Pick<KernelState, 'services' | 'timeouts'>
type Net = Omit<KernelState, keyof Table | 'chains' | 'sysctls'>

/** How the parts of a kernel are read. */
export type ReaderParts = {
  table: () => Promise<Table>
  tableSince: (since: TableSince) => Promise<Table>
  /** changes when the table does, and is cheap to have; null = nothing is known */
  tableSign: () => Promise<string | null>
  chains: { 4: () => Promise<Chain[]>; 6: () => Promise<Chain[]> }
  net: () => Promise<Net>
  sysctls: (names: readonly string[]) => Promise<Record<string, string>>
}

/** So many quick looks are followed by a whole one. */
const QUICK_TIMES = 9

/**
 * Reads a kernel. A quick look starts a tool only for the parts whose signs have changed since they were read: a router that nobody touches starts
 * no program at each look; addresses cost nothing, their tool is kept open. What the signs do not show (timeouts, thresholds, options of a service, first
 * rules in our chains) is seen by the next whole look.
 */
export class Reader {
  private table: { sign: string; read: Table } | null = null
  private readonly chains: { 4: Chain[] | null; 6: Chain[] | null } = { 4: null, 6: null }
  private quick = 0
  /** counts what this process does to the kernel */
  private changes = 0
  /** right before the last operations the table was as it had been read */
  private untouched = false

  constructor(private readonly parts: ReaderParts) {}

  /** Runs operations: what they are about is read anew afterwards, and what is being read meanwhile is not kept. */
  async during<T>(ops: readonly Op[], work: () => Promise<T>): Promise<T> {
    const { table } = this
    this.untouched = table !== null && (await this.parts.tableSign()) === table.sign
    this.forget(ops)
    try {
      return await work()
    } finally {
      this.forget(ops)
    }
  }

  private forget(ops: readonly Op[]): void {
    // Telling the neighbours changes nothing here.
    const changing = ops.filter((op) => op.do !== 'address.announce')
    if (changing.length === 0) return
    this.changes++
    if (changing.some((op) => op.do.startsWith('ipvs.'))) this.table = null
    for (const op of changing) if ('chain' in op) this.chains[op.chain.family] = null
  }

  /** The table after operations. Where nobody else touched it before them, the next quick look takes it as known. */
  async tableSince(since: TableSince): Promise<Table> {
    const { changes, untouched } = this
    const sign = untouched ? await this.parts.tableSign() : null
    const read = await this.parts.tableSince(since)
    if (changes === this.changes && sign !== null) this.table = { sign, read }
    return read
  }

  async observe({ sysctls, quick }: Look): Promise<KernelState> {
    const isQuick = quick === true && this.quick < QUICK_TIMES
    this.quick = isQuick ? this.quick + 1 : 0
    // First the table: with it the module is loaded, and IPVS's settings exist.
    const table = await this.readTable(isQuick)
    const [four, six, values, net] = await Promise.all([
      this.readChains(4, isQuick),
      this.readChains(6, isQuick),
      this.parts.sysctls(sysctls),
      this.parts.net(),
    ])
    return { ...table, chains: [...four, ...six], sysctls: values, ...net }
  }

  private async readTable(isQuick: boolean): Promise<Table> {
    // The sign first: what changes between the two is then seen by the next look.
    const { changes } = this
    const sign = await this.parts.tableSign()
    if (isQuick && sign !== null && this.table?.sign === sign) return this.table.read
    const read = await this.parts.table()
    if (changes === this.changes) this.table = sign === null ? null : { sign, read }
    return read
  }

  private async readChains(family: 4 | 6, isQuick: boolean): Promise<Chain[]> {
    // There is no cheap sign of a chain: marks that stand there are looked at each time.
    const known = this.chains[family]
    if (isQuick && known?.every(isStandbys)) return known
    const { changes } = this
    const read = await this.parts.chains[family]()
    if (changes === this.changes) this.chains[family] = read
    return read
  }
}

/** It stands on every standby, which needs it only once it takes over: the next whole look is soon enough. */
const isStandbys = ({ name }: Chain): boolean => name === 'LVS_HANDOVER'
