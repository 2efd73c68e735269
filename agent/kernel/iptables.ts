import { CHAINS, chainText, noChainText, parseChains } from '@/lib/kernel/marks'
import type { Chain, Family } from '@/lib/kernel/state'
import type { Op } from '@/lib/plan'
import type { Paths } from '@/lib/store/paths'
import { AgentError } from '../errors'
import { failureText, findTool, type RunResult, run } from '../run'
import type { Modules } from './modules'

const TIMEOUT_MS = 20_000
export type Backend = 'nft' | 'legacy'
type Found = { backend: Backend; tool: string; save: string; restore: string }
type MarksOp = Extract<Op, { do: `marks.${string}` }>

/** Our chains of one family, through whichever iptables works on this machine. */
export class Iptables {
  private found: Promise<Found | null> | undefined
  private readonly name: 'iptables' | 'ip6tables'

  constructor(
    private readonly family: Family,
    private readonly paths: Pick<Paths, 'run' | 'iptables'>,
    private readonly modules: Modules,
  ) {
    this.name = family === 6 ? 'ip6tables' : 'iptables'
  }

  /** The back end that works, null when none does or the tool is missing. Found once. */
  async backend(): Promise<Backend | null> {
    return (await this.find())?.backend ?? null
  }

  /** Our chains; none when no iptables works here: then nobody can have made any. */
  async chains(): Promise<Chain[]> {
    const found = await this.find()
    if (!found) return []
    const result = await this.run([found.save])
    if (result.code !== 0)
      throw new AgentError('TOOL_FAILED', `reading ${this.name} rules`, failureText(found.save, result))
    return parseChains(result.stdout, this.family)
  }

  /** One operation as one `iptables-restore --noflush`; gives the tool's text when it refuses, null when it was done. */
  async execute(op: MarksOp): Promise<string | null> {
    const found = await this.find()
    if (!found) return new AgentError('NO_IPTABLES', `writing ${op.chain.name}`, await this.whyNone()).message
    const input =
      op.do === 'marks.setChain'
        ? chainText(op.chain, op.jumps === 0 ? await this.jumpsNow(found, op) : op.jumps)
        : noChainText(op.chain, op.jumps)
    const result = await this.run([found.restore, '--noflush', ...this.wait(found)], input)
    return result.code === 0 ? null : failureText(found.restore, result)
  }

  /** The jump is looked for right before it is added: --noflush would double it (tried). */
  private async jumpsNow(found: Found, op: MarksOp): Promise<number> {
    const { table, name } = op.chain
    const result = await this.run([found.tool, '-t', table, '-C', CHAINS[name].from, '-j', name])
    return result.code === 0 ? 1 : 0
  }

  private find(): Promise<Found | null> {
    this.found ??= this.search()
    return this.found
  }

  /** The host's own `iptables` says which back end its administrator uses; where that one cannot list, the other is tried. */
  private async search(): Promise<Found | null> {
    const asked = this.paths.iptables
    const order: Backend[] = asked === 'auto' ? await this.preferred() : [asked]
    for (const backend of order) {
      const found = this.toolsOf(backend)
      if (found && (await this.lists(found))) return found
    }
    return null
  }

  private async preferred(): Promise<Backend[]> {
    if (findTool(this.name) === null) return ['nft', 'legacy']
    const { stdout } = await this.run([this.name, '-V'])
    return stdout.includes('legacy') ? ['legacy', 'nft'] : ['nft', 'legacy']
  }

  private toolsOf(backend: Backend): Found | null {
    const tool = `${this.name}-${backend}`
    if (findTool(tool)) return { backend, tool, save: `${tool}-save`, restore: `${tool}-restore` }
    if (!findTool(this.name)) return null
    return { backend, tool: this.name, save: `${this.name}-save`, restore: `${this.name}-restore` }
  }

  private async lists(found: Found): Promise<boolean> {
    if (found.tool === this.name) {
      const { stdout } = await this.run([found.tool, '-V'])
      const kind: Backend = stdout.includes('nf_tables') ? 'nft' : 'legacy'
      if (kind !== found.backend) return false
    }
    if (found.backend === 'legacy') {
      const prefix = this.family === 6 ? 'ip6' : 'ip'
      await this.modules.ensure([`${prefix}table_mangle`, `${prefix}table_filter`, 'xt_mark', 'xt_tcpudp'])
    }
    const result = await this.run([found.tool, '-t', 'mangle', '-n', '-L', 'PREROUTING'])
    return result.code === 0
  }

  private async whyNone(): Promise<string> {
    const tool = this.toolsOf(this.paths.iptables === 'legacy' ? 'legacy' : 'nft')
    if (!tool) return `${this.name} is not installed`
    const result = await this.run([tool.tool, '-t', 'mangle', '-n', '-L', 'PREROUTING'])
    return result.code === 0 ? '' : failureText(tool.tool, result)
  }

  /** The legacy tools take a lock; a short wait instead of a refusal. */
  private wait(found: Found): string[] {
    return found.backend === 'legacy' ? ['-w', '5'] : []
  }

  /** The lock stands in our own folder: a user without root's rights cannot make the system's. operations.md 10 */
  private run(argv: readonly string[], input?: string): Promise<RunResult> {
    const env = { XTABLES_LOCKFILE: `${this.paths.run}/xtables.lock` }
    return run(argv, { timeoutMs: TIMEOUT_MS, env, ...(input === undefined ? {} : { input }) })
  }
}
