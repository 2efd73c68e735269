import type { FileProblem } from '@/lib/api/types'
import { CHAINS, isChainName } from './marks'
import { parseRule, type Rule, splitWords } from './rule'
import type { ChainName, Family } from './state'

/** A rule of lvs.iptables: `families` are those it goes into when the router serves them. */
export type FileRule = { chain: ChainName; families: Family[]; explicit: boolean; rule: Rule; line: number }
export type IptablesFile = { rules: FileRule[]; problems: FileProblem[] }

const TARGETS: Readonly<Record<string, readonly string[]>> = {
  LVS_MARK: ['MARK', 'RETURN'],
  LVS_MASQ: ['SNAT', 'MASQUERADE', 'RETURN', 'ACCEPT'],
}

type Reader = { rules: FileRule[]; problems: FileProblem[]; table: string | null }

/**
 * Reads lvs.iptables: iptables-save text that holds nothing but our chains, `LVS_MARK` in `*mangle` and `LVS_MASQ` in `*nat`.
 * A line may begin with `-4` or `-6`, as iptables-restore(8) has it, so that one file serves both families; without, the
 * rule's own addresses decide, and a rule without addresses is for both.
 */
export function readIptablesFile(text: string): IptablesFile {
  const reader: Reader = { rules: [], problems: [], table: null }
  const lines = text.split('\n')
  for (const [index, raw] of lines.entries()) readLine(reader, raw.replace(/\r$/, ''), index + 1)
  if (reader.table !== null) report(reader, 'plan.IPTABLES_NO_COMMIT', lines.length, 1, `*${reader.table}`)
  return { rules: reader.rules, problems: reader.problems }
}

function report(reader: Reader, code: string, line: number, column: number, got: string): void {
  reader.problems.push({ file: 'lvs.iptables', severity: 'error', code, line, column, path: '', got })
}

function readLine(reader: Reader, line: string, number: number): void {
  const start = line.search(/[^ \t]/)
  if (start < 0 || line[start] === '#') return
  const body = line.trim()
  if (body.startsWith('*')) openTable(reader, body.slice(1), number, start + 1)
  else if (reader.table === null) report(reader, 'plan.IPTABLES_NO_TABLE', number, start + 1, body)
  else if (body === 'COMMIT') reader.table = null
  else if (body.startsWith(':')) declareChain(reader, body, number, start + 1)
  else readRule(reader, line, number)
}

function openTable(reader: Reader, table: string, line: number, column: number): void {
  if (reader.table !== null) report(reader, 'plan.IPTABLES_NO_COMMIT', line, column, `*${reader.table}`)
  if (table !== 'mangle' && table !== 'nat') report(reader, 'plan.IPTABLES_TABLE', line, column, `*${table}`)
  reader.table = table
}

/** True when the chain may stand here: one of the two for files, in its own table. Anything else is somebody else's. */
function isOurs(reader: Reader, chain: string): chain is ChainName {
  return isChainName(chain) && Object.hasOwn(TARGETS, chain) && CHAINS[chain].table === reader.table
}

function declareChain(reader: Reader, body: string, line: number, column: number): void {
  const chain = body.slice(1).split(/[ \t]/)[0] ?? ''
  if (!isOurs(reader, chain)) report(reader, 'plan.IPTABLES_CHAIN', line, column, chain)
}

function readRule(reader: Reader, line: string, number: number): void {
  const read = ruleOf(reader, line)
  if ('code' in read) report(reader, read.code, number, read.at + 1, read.got)
  else reader.rules.push({ ...read, line: number })
}

type LineFault = { code: string; at: number; got: string }

function ruleOf(reader: Reader, line: string): Omit<FileRule, 'line'> | LineFault {
  const words = splitWords(line)
  if (!words) return { code: 'plan.IPTABLES_QUOTE', at: line.indexOf('"'), got: line.trim() }
  const prefix = words[0]?.text === '-4' ? 4 : words[0]?.text === '-6' ? 6 : null
  const [command, chain, ...rest] = prefix ? words.slice(1) : words
  if (command?.text !== '-A' && command?.text !== '--append')
    return { code: 'plan.IPTABLES_COMMAND', at: command?.at ?? 0, got: command?.text ?? '' }
  if (!chain || !isOurs(reader, chain.text))
    return { code: 'plan.IPTABLES_CHAIN', at: chain?.at ?? line.length, got: chain?.text ?? '' }
  const rule = parseRule(rest)
  if ('code' in rule)
    return { code: `plan.IPTABLES_RULE_${rule.code}`, at: rest[rule.word]?.at ?? line.length, got: rule.got }
  if (!TARGETS[chain.text]?.includes(rule.target))
    return { code: 'plan.IPTABLES_RULE_TARGET', at: chain.at, got: rule.target }
  if (prefix && rule.family && prefix !== rule.family)
    return { code: 'plan.IPTABLES_RULE_FAMILY', at: words[0]?.at ?? 0, got: `-${prefix}` }
  const families: Family[] = prefix ? [prefix] : rule.family ? [rule.family] : [4, 6]
  return { chain: chain.text, families, explicit: prefix !== null || rule.family !== null, rule }
}
