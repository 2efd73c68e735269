import { inetAton } from '../net'
import type { World } from './model'
import { arityOf, type KeyInfo, keyInfo, PIRANHA_SCHEDULERS, type Scope } from './schema'
import {
  emptyBlock,
  emptyGlobal,
  type StrictBlock,
  type StrictFile,
  type StrictServer,
  type StrictValue,
  serverIn,
} from './strict-model'
import { splitWords, WORDS_MAX, type Word } from './words'

/** Would Piranha 0.8.6 read this file? Its rules are facts of the reference (1.2 to 1.4); this reader follows them to the message. */
export type Verdict = { ok: true } | { ok: false; line: number; message: string }

/** Piranha's own words for what is wrong (reference 1.2). */
const SAYS = {
  quotes: 'quotation mismatch',
  tooMany: 'unexpected arguments',
  equals: 'equal (=) expected after command',
  missing: 'missing arguments',
  host: 'invalid host name or ip address',
  value: 'invalid argument',
  integer: 'integer expected',
  boolean: 'boolean expected',
  unknown: 'unknown command',
  list: 'list expected',
  mask: 'Bad subnet mask specified',
  empty: 'Empty configuration',
} as const

class Rejected {
  constructor(readonly message: string) {}
}
const reject = (what: keyof typeof SAYS): never => {
  throw new Rejected(SAYS[what])
}

/** Piranha's verdict with its message, as `pulse` prints it. `world` answers for /etc/services and host names. */
export function strict(text: string, world: World = {}): Verdict {
  const result = readStrict(text, world)
  return 'verdict' in result ? result.verdict : { ok: true }
}

/** The lines that Piranha sees: up to the first carriage return or NUL only, in a file that has one (reference 1.2, CR/LF). */
function strictLines(text: string): string[] {
  const nul = text.indexOf('\0')
  const seen = nul < 0 ? text : text.slice(0, nul)
  const cr = seen.indexOf('\r')
  return cr < 0 ? seen.split('\n') : [seen.slice(0, cr)]
}

/** Reads as Piranha does: what it then holds, or where and why it gives up. */
export function readStrict(text: string, world: World): { file: StrictFile } | { verdict: Verdict & { ok: false } } {
  if (text === '') return { verdict: { ok: false, line: 0, message: SAYS.empty } }
  const reader = new StrictReader(world)
  const lines = strictLines(text)
  for (let i = 0; i < lines.length; i++) {
    try {
      reader.line(lines[i] ?? '')
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      return { verdict: { ok: false, line: i + 1, message: error.message } }
    }
  }
  return { file: reader.file }
}

class StrictReader {
  readonly file: StrictFile = { global: emptyGlobal(), virtuals: [], failovers: [] }
  private block: { scope: 'virtual' | 'failover'; block: StrictBlock } | null = null
  private server: StrictServer | null = null

  constructor(private readonly world: World) {}

  private get scope(): Scope {
    if (this.server) return 'server'
    return this.block ? this.block.scope : 'global'
  }

  line(line: string): void {
    const { words, mismatch } = splitWords(line, 0, WORDS_MAX + 1)
    const first = words[0]?.text
    if (/^[ \t]*(?:#|$)/.test(line)) return
    if (this.scope !== 'global' && first === '}') this.close()
    else if (mismatch !== undefined) reject(this.scope === 'global' ? 'quotes' : 'missing')
    else if (words.length > WORDS_MAX) reject('tooMany')
    else this.command(words)
  }

  private close(): void {
    if (this.server) this.server = null
    else this.block = null
  }

  private command(words: readonly Word[]): void {
    const [command, second, third] = words.map((word) => word.text)
    const scope = this.scope
    const opens = scope === 'global' ? command === 'virtual' || command === 'failover' : command === 'server'
    if (opens && scope !== 'server') {
      if (words.length > 3) reject('tooMany')
      if (words.length < 3 || third !== '{') reject('missing')
      this.open(command ?? '', second ?? '')
      return
    }
    const info = keyInfo(scope, command ?? '')
    if (!info?.piranha) reject('unknown')
    else if (second !== '=') reject('equals')
    else if (words.length < 3) reject('missing')
    else this.assign(scope, command ?? '', info, words.slice(2))
  }

  private open(command: string, name: string): void {
    if (command === 'server') {
      const block = this.block?.block
      if (!block) throw new Error('a server without a block')
      this.server = serverIn(block, name)
      block.servers.push(this.server)
    } else {
      const block = emptyBlock(name)
      const scope = command === 'virtual' ? 'virtual' : 'failover'
      this.file[scope === 'virtual' ? 'virtuals' : 'failovers'].push(block)
      this.block = { scope, block }
    }
  }

  private assign(scope: Scope, key: string, info: KeyInfo, words: readonly Word[]): void {
    const arity = arityOf(info)
    if (arity === 'list') {
      if (words[0]?.text !== '[' || words.at(-1)?.text !== ']' || words.length < 2) reject('list')
    } else {
      if (words.length > arity) reject('tooMany')
      if (words.length < arity) reject('missing')
    }
    const values = scope === 'global' ? this.file.global : (this.server ?? this.block?.block)?.values
    if (values) values[key] = strictValue(info, words, this.world)
  }
}

const INT = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/
const LONG_MAX = 2n ** 63n - 1n
/** More digits than any spelling of a long needs without leading zeros; a longer number overflows anyway. */
const DIGITS_MAX = 100

/** strtol(3) with base 0 on 64 bits, cut to an int. undefined where it does not take the whole word. */
function cInt(text: string): number | undefined {
  const match = INT.exec(text)
  if (!match) return undefined
  const digits = (match[2] ?? '0').slice(0, DIGITS_MAX)
  const size = /^0[0-7]/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits)
  const long = match[1] === '-' ? (size > LONG_MAX + 1n ? -LONG_MAX - 1n : -size) : size > LONG_MAX ? LONG_MAX : size
  return Number(BigInt.asIntN(32, long))
}

function strictValue(info: KeyInfo, words: readonly Word[], world: World): StrictValue {
  const word = words[0]
  const text = word?.text ?? ''
  switch (info.type) {
    case 'integer':
    case 'mark':
    case 'switch':
      return cInt(text) ?? reject('integer')
    case 'boolean': {
      const value = cInt(text) ?? reject('integer')
      return value === 0 || value === 1 ? value : reject('boolean')
    }
    case 'port':
      return strictPort(text, info, world)
    case 'address':
      return strictAddress(text, info, world)
    case 'addressOnDevice':
      return { address: strictAddress(text, info, world), device: words[1]?.text ?? '' }
    case 'dotted':
      return inetAton(text) ?? reject('host')
    case 'mask':
      return inetAton(text) ?? reject('mask')
    case 'choice':
    case 'protocol':
    case 'scheduler':
      return strictChoice(text, info)
    case 'list':
      return text
    default:
      // The quotes of the check's strings and of start_cmd and stop_cmd are put back and kept (reference 1.2).
      return info.quoted === 'kept' ? `${word?.quote ?? ''}${text}${word?.quote ?? ''}` : text
  }
}

function strictChoice(text: string, info: KeyInfo): string {
  const words = info.type === 'scheduler' ? PIRANHA_SCHEDULERS : (info.words ?? [])
  return words.includes(text) ? text : reject('value')
}

function strictPort(text: string, info: KeyInfo, world: World): number {
  const number = cInt(text)
  if (number !== undefined) return number
  if (!info.serviceName) return reject('integer')
  const ports = world.tcpPorts ?? {}
  return Object.hasOwn(ports, text) ? (ports[text] ?? 0) : reject('value')
}

function strictAddress(text: string, info: KeyInfo, world: World): number {
  const hosts = world.hosts ?? {}
  const bits = inetAton(text) ?? inetAton(Object.hasOwn(hosts, text) ? (hosts[text] ?? '') : '') ?? reject('value')
  return bits === 0 && info.zeroRefused ? reject('host') : bits
}
