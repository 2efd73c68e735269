import { dottedMask } from '../net'
import { fromShown } from './bytes'
import type { LvsConfig, Virtual, World } from './model'
import { read } from './read'
import { type KeyInfo, keyInfo, keysOf, type Scope } from './schema'
import type { Value } from './values'

const BLANK = /[ \t]/

/** True if lvs.cf can hold this word without quotes. */
export function isBareWord(latin1: string): boolean {
  return latin1 !== '' && !BLANK.test(latin1) && !/^["']/.test(latin1)
}

/** `text` in quotes of this kind as Piranha reads them: none of that kind may stand behind the first blank. */
function fits(latin1: string, quote: '"' | "'"): boolean {
  const blank = latin1.search(BLANK)
  return blank < 0 || !latin1.includes(quote, blank)
}

/**
 * A value of one word, quoted where lvs.cf needs it. Piranha reads a quoted word without blanks only at the end of a line, so `atEnd`
 * says where it will stand. A text with blanks and both kinds of quotes behind them is written in a way that only Arapaima reads.
 * null when it cannot be written there at all.
 * @param style how the value was quoted before, or '' to quote only if needed
 */
export function quoteValue(latin1: string, style: '' | '"' | "'", atEnd = true): string | null {
  const bare = isBareWord(latin1)
  const blank = BLANK.test(latin1)
  if (bare && (style === '' || !atEnd)) return latin1
  if (!blank && !atEnd) return null
  const order: ('"' | "'")[] = style === "'" ? ["'", '"'] : ['"', "'"]
  const quote = order.find((q) => fits(latin1, q))
  if (quote) return quote + latin1 + quote
  return atEnd ? `"${latin1}"` : null
}

/** A block's name as it stands before ` {`. null when lvs.cf has no way to write it there. */
export function quoteName(latin1: string): string | null {
  return quoteValue(latin1, '', false)
}

/** A value as text, unquoted: what `set` takes and `get` gives. Shown. */
export function valueText(info: KeyInfo, value: Value, six = false): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') return info.type === 'mask' && value <= 32 && !six ? dottedMask(value) : String(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? '[ ]' : `[ ${value.join(' ')} ]`
  if ('device' in value) return `${value.address} ${value.device}`
  if ('flags' in value) return [value.name, ...value.flags].join(',')
  return value.ops ? `${value.name},ops` : value.name
}

/** The text behind `=`, latin1. */
export function valueBytes(info: KeyInfo, value: Value, six = false): string {
  if (Array.isArray(value))
    return ['[', ...value.map((item) => quoteValue(fromShown(item), '', false) ?? fromShown(item)), ']'].join(' ')
  const text = fromShown(valueText(info, value, six))
  if (info.type !== 'text' && info.type !== 'word') return text
  return quoteValue(text, info.quoted ? '"' : '') ?? text
}

function settings(scope: Scope, indent: string, values: object, six: boolean): string[] {
  const lines: string[] = []
  for (const key of keysOf(scope)) {
    const value = (values as Record<string, Value | undefined>)[key]
    const info = keyInfo(scope, key)
    if (value !== undefined && info) lines.push(`${indent}${key} = ${valueBytes(info, value, six)}\n`)
  }
  return lines
}

function block(scope: 'virtual' | 'failover', virtual: Virtual): string[] {
  const six = virtual.values.address?.address.includes(':') ?? false
  const lines = [`${scope} ${nameBytes(virtual.name)} {\n`, ...settings(scope, '     ', virtual.values, six)]
  for (const server of virtual.servers)
    lines.push(
      `     server ${nameBytes(server.name)} {\n`,
      ...settings('server', '         ', server.values, six),
      '     }\n',
    )
  lines.push('}\n')
  return lines
}

function nameBytes(shown: string): string {
  const latin1 = fromShown(shown)
  return quoteName(latin1) ?? `"${latin1}"`
}

/**
 * A configuration as Piranha's GUI would write it: its order, its indentation (reference 1.5), without cutting lines.
 * `read(write(c)).config` equals c for every configuration.
 * @returns latin1
 */
export function write(config: LvsConfig): string {
  const six = config.global.nat_router?.address.includes(':') ?? false
  return [
    ...settings('global', '', config.global, six),
    ...config.failovers.flatMap((f) => block('failover', f)),
    ...config.virtuals.flatMap((v) => block('virtual', v)),
  ].join('')
}

/** A file as Piranha's GUI would have written it: comments, unknown keys and values with an error are gone. Settled after one pass. */
export function rewrite(text: string, world: World = {}): string {
  return write(read(text, world).config)
}
