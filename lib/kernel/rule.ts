import { familyOf } from './endpoint'
import {
  printMark,
  readAddress,
  readComment,
  readInterface,
  readMarkMatch,
  readNetwork,
  readPortList,
  readPorts,
  readProtocol,
  readStates,
  readToSource,
  type ValueReader,
  xmark,
} from './rule-values'
import type { Family } from './state'

/** What a rule of ours does, read from its text; enough to print it as iptables-save does and to ask what it covers. */
export type Rule = {
  /** as iptables-save prints it after `-A CHAIN ` */
  text: string
  target: string
  /** the family that its addresses or protocol force; null = fits both */
  family: Family | null
  protocol: string | null
  /** `-d` without `!`, as network text; null = any */
  destination: string | null
  /** `--dport`/`--dports` without `!`; null = any */
  ports: string | null
  mark: { value: number; mask: number } | null
  /** true when it has conditions beside protocol, destination and ports */
  narrowed: boolean
}
/** A rule that we do not take: which of its words, and why. */
export type RuleFault = {
  code: 'OPTION' | 'VALUE' | 'TARGET' | 'NO_TARGET' | 'NO_VALUE' | 'TWICE' | 'FAMILY' | 'PORTS' | 'QUOTE'
  word: number
  got: string
}
export type Word = { text: string; at: number }

type Option = { module: string; name: string; read: ValueReader; negatable: boolean }
const ports = { read: readPorts, negatable: true }
const list = { module: 'multiport', read: readPortList, negatable: true }
const BASE: Readonly<Record<string, Option>> = {
  '-s': { module: '', name: '-s', read: readNetwork, negatable: true },
  '-d': { module: '', name: '-d', read: readNetwork, negatable: true },
  '-i': { module: '', name: '-i', read: readInterface, negatable: true },
  '-o': { module: '', name: '-o', read: readInterface, negatable: true },
  '-p': { module: '', name: '-p', read: readProtocol, negatable: true },
}
/** `*` = the match of the rule's own protocol (tcp, udp, sctp) */
const OPTIONS: Readonly<Record<string, Option>> = {
  ...BASE,
  '--dport': { module: '*', name: '--dport', ...ports },
  '--sport': { module: '*', name: '--sport', ...ports },
  '--dports': { name: '--dports', ...list },
  '--sports': { name: '--sports', ...list },
  '--ports': { name: '--ports', ...list },
  '--mark': { module: 'mark', name: '--mark', read: readMarkMatch, negatable: true },
  '--comment': { module: 'comment', name: '--comment', read: readComment, negatable: false },
  '--ctstate': { module: 'conntrack', name: '--ctstate', read: readStates, negatable: true },
  '--vproto': { module: 'ipvs', name: '--vproto', read: readProtocol, negatable: true },
  '--vaddr': { module: 'ipvs', name: '--vaddr', read: readAddress, negatable: true },
  '--vport': { module: 'ipvs', name: '--vport', read: readPorts, negatable: true },
}
const LONG: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--protocol': '-p',
  '--proto': '-p',
  '--jump': '-j',
  '--match': '-m',
  '--destination-port': '--dport',
  '--source-port': '--sport',
  '--destination-ports': '--dports',
  '--source-ports': '--sports',
}
const MODULES = ['tcp', 'udp', 'sctp', 'multiport', 'mark', 'comment', 'conntrack', 'ipvs']
const TARGET_OPTIONS: Readonly<Record<string, ValueReader>> = { '--to-source': readToSource }
const ORDER = ['-s', '-d', '-i', '-o', '-p']

/** Splits a line at blanks; double quotes hold a word together, with `\"` and `\\` inside. Null when a quote is left open. */
export function splitWords(line: string): Word[] | null {
  const words: Word[] = []
  const pattern = /[ \t]*(?:"((?:[^"\\]|\\.)*)"(?=[ \t]|$)|([^ \t"]+))/y
  let at = 0
  while (/[^ \t]/.test(line.slice(at))) {
    pattern.lastIndex = at
    const found = pattern.exec(line)
    if (!found) return null
    const raw = found[1] === undefined ? (found[2] ?? '') : found[1].replace(/\\(.)/g, '$1')
    words.push({ text: raw, at: at + (found[0].length - found[0].trimStart().length) })
    at = pattern.lastIndex
  }
  return words
}

const quote = (text: string) => (/^[A-Za-z0-9_./:,@+=-]+$/.test(text) ? text : `"${text.replace(/(["\\])/g, '\\$1')}"`)

class Refused extends Error {
  constructor(readonly fault: RuleFault) {
    super(fault.code)
  }
}
type Found = { option: Option; not: boolean; value: string }
type Draft = {
  base: Map<string, Found>
  matches: Map<string, Found[]>
  target?: string
  targetText: string[]
  mark: Rule['mark']
}

/**
 * Reads the part of a rule after `-A CHAIN`. Closed grammar: what is not known here is refused, because we could neither
 * compare it with what the kernel prints nor say what it does.
 */
export function parseRule(words: readonly Word[]): Rule | RuleFault {
  const draft: Draft = { base: new Map(), matches: new Map(), targetText: [], mark: null }
  try {
    for (let i = 0; i < words.length; ) i = readOption(draft, words, i)
    return finish(draft, words.length)
  } catch (error) {
    if (error instanceof Refused) return error.fault
    throw error
  }
}

function readOption(draft: Draft, words: readonly Word[], start: number): number {
  const refuse = (code: RuleFault['code'], at = start) => new Refused({ code, word: at, got: words[at]?.text ?? '' })
  let i = start
  const not = words[i]?.text === '!'
  if (not) i++
  const name = LONG[words[i]?.text ?? ''] ?? words[i]?.text ?? ''
  const value = words[i + 1]?.text
  if (name === '-m' || name === '-j') {
    if (value === undefined || not) throw refuse('NO_VALUE', i)
    if (name === '-m' && !MODULES.includes(value)) throw refuse('OPTION', i + 1)
    if (name === '-m') draft.matches.set(value, draft.matches.get(value) ?? [])
    else if (draft.target) throw refuse('TWICE', i)
    else draft.target = value
    return i + 2
  }
  if (draft.target) return readTargetOption(draft, words, i)
  const option = OPTIONS[name]
  if (!option || (not && !option.negatable)) throw refuse('OPTION', i)
  if (value === undefined) throw refuse('NO_VALUE', i)
  const read = option.read(value)
  if (read === null) throw refuse('VALUE', i + 1)
  if (!put(draft, option, { option, not, value: read })) throw refuse('TWICE', i)
  return i + 2
}

function put(draft: Draft, option: Option, found: Found): boolean {
  if (option.module === '') {
    if (draft.base.has(option.name)) return false
    draft.base.set(option.name, found)
    return true
  }
  const module = option.module === '*' ? (draft.base.get('-p')?.value ?? '*') : option.module
  const of = draft.matches.get(module) ?? []
  if (of.some((other) => other.option.name === option.name)) return false
  draft.matches.set(module, [...of, found])
  return true
}

function readTargetOption(draft: Draft, words: readonly Word[], i: number): number {
  const name = words[i]?.text ?? ''
  const value = words[i + 1]?.text
  const refuse = (code: RuleFault['code'], at: number) => new Refused({ code, word: at, got: words[at]?.text ?? '' })
  if (draft.target === 'MARK' && /^--(set-x?mark|or-mark|and-mark|xor-mark)$/.test(name)) {
    const mark = value === undefined ? null : xmark(name, value)
    if (!mark) throw refuse(value === undefined ? 'NO_VALUE' : 'VALUE', value === undefined ? i : i + 1)
    if (draft.mark) throw refuse('TWICE', i)
    draft.mark = mark
    draft.targetText.push('--set-xmark', printMark(mark))
    return i + 2
  }
  const reader = draft.target === 'SNAT' ? TARGET_OPTIONS[name] : undefined
  if (!reader) throw refuse('OPTION', i)
  const read = value === undefined ? null : reader(value)
  if (read === null) throw refuse(value === undefined ? 'NO_VALUE' : 'VALUE', value === undefined ? i : i + 1)
  draft.targetText.push(name, read)
  return i + 2
}

function finish(draft: Draft, end: number): Rule {
  const refuse = (code: RuleFault['code'], got = '') => new Refused({ code, word: end, got })
  const target = draft.target
  if (!target) throw refuse('NO_TARGET')
  if ((target === 'MARK' || target === 'SNAT') && draft.targetText.length === 0) throw refuse('NO_VALUE', target)
  const found = draft.base.get('-p')
  if (found?.value === 'all') draft.base.delete('-p')
  const protocol = draft.base.get('-p')
  for (const module of draft.matches.keys()) {
    const needsPorts = ['*', 'tcp', 'udp', 'sctp', 'multiport'].includes(module)
    if (needsPorts && !(protocol && !protocol.not && ['tcp', 'udp', 'sctp'].includes(protocol.value)))
      throw refuse('PORTS')
    if (['tcp', 'udp', 'sctp'].includes(module) && module !== protocol?.value) throw refuse('PORTS', module)
  }
  return describe(draft, target, refuse)
}

function describe(draft: Draft, target: string, refuse: (code: RuleFault['code'], got?: string) => Refused): Rule {
  const families = new Set<Family>()
  const addresses = [...draft.base.values(), ...(draft.matches.get('ipvs') ?? [])]
  for (const { option, value } of addresses) {
    if (option.read === readNetwork || option.read === readAddress) families.add(familyOf(value.split('/')[0] ?? ''))
    if (option.name === '-p' && value.startsWith('ip')) families.add(6)
    if (option.name === '-p' && value === 'icmp') families.add(4)
  }
  if (target === 'SNAT') families.add((draft.targetText[1] ?? '').split(':').length > 2 ? 6 : 4)
  if (families.size > 1) throw refuse('FAMILY')
  const plain = (name: string) => {
    const of = draft.base.get(name)
    return of && !of.not ? of.value : null
  }
  const portMatches = [...draft.matches.values()]
    .flat()
    .filter((f) => f.option.name === '--dport' || f.option.name === '--dports')
  const other = [...draft.matches.values()]
    .flat()
    .filter((f) => !portMatches.includes(f) && f.option.name !== '--comment')
  const negated = [...draft.base.values(), ...portMatches].some((f) => f.not)
  const beside = ['-s', '-i', '-o'].some((name) => draft.base.has(name))
  return {
    text: textOf(draft, target),
    target,
    family: [...families][0] ?? null,
    protocol: plain('-p'),
    destination: plain('-d'),
    ports: portMatches.length === 1 ? (portMatches[0]?.value ?? null) : null,
    mark: draft.mark,
    narrowed: negated || beside || other.length > 0 || portMatches.length > 1,
  }
}

/** In iptables-save's order: addresses, interfaces, protocol, matches as they were loaded, target. */
function textOf(draft: Draft, target: string): string {
  const show = (f: Found) => [...(f.not ? ['!'] : []), f.option.name, quote(f.value)]
  const base = ORDER.flatMap((name) => {
    const found = draft.base.get(name)
    return found ? show(found) : []
  })
  const matches = [...draft.matches].flatMap(([module, found]) =>
    found.length === 0 ? [] : ['-m', module, ...sorted(module, found).flatMap(show)],
  )
  return [...base, ...matches, '-j', target, ...draft.targetText].join(' ')
}

/** Port matches print source before destination, whatever the order they were given in. */
function sorted(module: string, found: Found[]): Found[] {
  const order = module === 'ipvs' ? ['--vproto', '--vaddr', '--vport'] : ['--sport', '--dport']
  return [...found].sort((a, b) => order.indexOf(a.option.name) - order.indexOf(b.option.name))
}

/** A rule as iptables-save would print it, so that texts can be compared; a rule beyond our grammar stays as it is. */
export function normalRule(text: string): string {
  const words = splitWords(text)
  const rule = words && parseRule(words)
  return rule && 'text' in rule ? rule.text : text.trim()
}

/** The rule that marks packets for one virtual server's address, protocol and port. */
export function markRule(address: string, protocol: string, port: number, mark: number): string {
  const full = familyOf(address) === 6 ? 128 : 32
  const set = printMark({ value: mark, mask: 0xffffffff })
  return `-d ${address}/${full} -p ${protocol} -m ${protocol} --dport ${port} -j MARK --set-xmark ${set}`
}

/** The rule that drops TCP resets from one address, as iptables-save prints it. */
export function resetRule(address: string): string {
  const full = familyOf(address) === 6 ? 128 : 32
  return `-s ${address}/${full} -p tcp -m tcp --tcp-flags RST RST -j DROP`
}
