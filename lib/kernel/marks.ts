import { normalRule } from './rule'
import type { Chain, ChainName, Family } from './state'

/** Our chains: the table they stand in and the built-in chain that jumps to them. */
export const CHAINS: Readonly<Record<ChainName, { table: Chain['table']; from: string }>> = {
  LVS_MARK: { table: 'mangle', from: 'PREROUTING' },
  LVS_MASQ: { table: 'nat', from: 'POSTROUTING' },
  LVS_HANDOVER: { table: 'filter', from: 'OUTPUT' },
}

export function isChainName(name: string): name is ChainName {
  return Object.hasOwn(CHAINS, name)
}

/** `4 mangle LVS_MARK`: names a chain of a family. */
export function chainKey(chain: { family: Family; table: string; name: string }): string {
  return `${chain.family} ${chain.table} ${chain.name}`
}

/** Our chains in an `iptables-save` / `ip6tables-save` text, rules in the form that wanted rules have; all other chains are left out. */
export function parseChains(text: string, family: Family): Chain[] {
  const chains = new Map<string, Chain>()
  let table = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1).trim()
    const declared = /^:(\S+) /.exec(line)?.[1] ?? ''
    if (isChainName(declared) && CHAINS[declared].table === table) {
      chains.set(declared, { family, table: CHAINS[declared].table, name: declared, rules: [], jumps: 0 })
    }
    const [, name = '', rule = ''] = /^-A (\S+) ?(.*)$/.exec(line) ?? []
    const own = chains.get(name)
    if (own && own.table === table) own.rules.push(normalRule(rule))
    const target = /^-j (\S+)$/.exec(rule)?.[1] ?? ''
    const jumped = isChainName(target) && CHAINS[target].from === name && CHAINS[target].table === table
    const chain = jumped ? chains.get(target) : undefined
    if (chain) chain.jumps++
  }
  return [...chains.values()]
}

/**
 * Text for `iptables-restore --noflush` that makes the chain hold exactly these rules: naming a chain of ours empties it, all
 * other chains stay, and a table is changed as a whole or not at all. `jumps` = how many jumps stand there now.
 */
export function chainText(chain: { table: string; name: ChainName; rules: readonly string[] }, jumps: number): string {
  const from = CHAINS[chain.name].from
  const jump = `${from} -j ${chain.name}`
  const lines = [`*${chain.table}`, `:${chain.name} - [0:0]`, ...chain.rules.map((rule) => `-A ${chain.name} ${rule}`)]
  if (jumps === 0) lines.push(`-A ${jump}`)
  for (let extra = jumps; extra > 1; extra--) lines.push(`-D ${jump}`)
  return `${lines.join('\n')}\nCOMMIT\n`
}

/** Text for `iptables-restore --noflush` that takes the chain and every jump to it away. */
export function noChainText(chain: { table: string; name: ChainName }, jumps: number): string {
  const lines = [`*${chain.table}`]
  for (let left = jumps; left > 0; left--) lines.push(`-D ${CHAINS[chain.name].from} -j ${chain.name}`)
  lines.push(`-F ${chain.name}`, `-X ${chain.name}`)
  return `${lines.join('\n')}\nCOMMIT\n`
}
