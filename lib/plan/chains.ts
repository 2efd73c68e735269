import ipaddr from 'ipaddr.js'
import type { FileProblem } from '@/lib/api/types'
import { familyOf } from '@/lib/kernel/endpoint'
import type { FileRule } from '@/lib/kernel/iptables-file'
import { CHAINS } from '@/lib/kernel/marks'
import { markRule, type Rule } from '@/lib/kernel/rule'
import type { Family } from '@/lib/kernel/state'
import type { Block } from './blocks'
import type { Wanted } from './types'

/**
 * LVS_MARK: one rule per virtual server that carries a mark, then the rules of lvs.iptables; LVS_MASQ: those of the file. Equal
 * rules stand once. A family gets rules when a virtual server or a rule names it. A chain without rules is not wanted.
 * @param unmarked virtual addresses whose virtual servers get no rule
 */
export function wantedChains(
  blocks: readonly Block[],
  fileRules: readonly FileRule[],
  unmarked: ReadonlySet<string> = new Set(),
): { chains: Wanted['chains']; problems: FileProblem[] } {
  const marked = blocks.filter((block) => block.mark > 0 && !unmarked.has(block.vip.address))
  const served = new Set(blocks.map((block) => familyOf(block.vip.address)))
  const chains: Wanted['chains'] = []
  for (const family of [4, 6] as const) {
    const here = fileRules.filter((r) => r.families.includes(family) && (r.explicit || family === 4 || served.has(6)))
    const derived = marked.filter((b) => familyOf(b.vip.address) === family).map(ruleOf)
    const rules = { LVS_MARK: derived, LVS_MASQ: [] as string[] }
    for (const { chain, rule } of here) if (chain !== 'LVS_HANDOVER') rules[chain].push(rule.text)
    for (const name of ['LVS_MARK', 'LVS_MASQ'] as const) {
      const once = [...new Set(rules[name])]
      if (once.length > 0) chains.push({ family, table: CHAINS[name].table, name, rules: once })
    }
  }
  return { chains, problems: coveredByFile(blocks, fileRules) }
}

/** The mark rule that follows from a virtual server: its address, protocol and port. */
export function ruleOf({ vip, values }: Block): string {
  return markRule(vip.address, values.protocol.name, values.port, values.fwmark)
}

/** A rule of the file that marks the packets of a virtual server with another mark: the mark wins over an exact service (tried). */
function coveredByFile(blocks: readonly Block[], fileRules: readonly FileRule[]): FileProblem[] {
  const marks = new Set(blocks.map((block) => block.mark))
  const problems: FileProblem[] = []
  for (const { rule, families, line } of fileRules) {
    const mark = rule.mark?.value ?? 0
    if (rule.target !== 'MARK' || mark === 0) continue
    for (const block of blocks) {
      const harmless = block.mark === 0 && !marks.has(mark)
      if (block.mark === mark || harmless || !covers(rule, families, block)) continue
      problems.push({
        file: 'lvs.iptables',
        code: 'plan.MARK_COVERS',
        severity: rule.narrowed ? 'warning' : 'error',
        line,
        column: 1,
        path: '',
        got: rule.text,
        params: { mark, virtual: block.name },
      })
    }
  }
  return problems
}

function covers(rule: Rule, families: readonly Family[], block: Block): boolean {
  if (!families.includes(familyOf(block.vip.address))) return false
  if (rule.protocol !== null && rule.protocol !== block.protocol) return false
  if (rule.destination !== null && !contains(rule.destination, block.vip.address)) return false
  return rule.ports === null || block.port === 0 || includesPort(rule.ports, block.port)
}

function contains(network: string, address: string): boolean {
  const [host = '', prefix = ''] = network.split('/')
  if (familyOf(host) !== familyOf(address)) return false
  if (prefix === '32' && familyOf(host) === 4) return host === address
  return ipaddr.parse(address).match(ipaddr.parseCIDR(network))
}

function includesPort(ports: string, port: number): boolean {
  return ports.split(',').some((part) => {
    const [first = '', last = first] = part.split(':')
    return Number(first) <= port && port <= Number(last)
  })
}
