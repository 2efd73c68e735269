import { bad, good, type Parsed, unusual } from './result'

const NUMBER = /^([+-]?)(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9]\d*))$/

/**
 * A whole number as strtol(3) with base 0 reads it: `0x10` is 16 and `010` is 8, both marked unusual, as is a plus sign.
 * A number beyond 2^53 keeps its sign and is infinite, so that no range takes it.
 * Code: NOT_A_NUMBER.
 */
export function parseNumber(text: string): Parsed<number> {
  const match = NUMBER.exec(text)
  if (!match) return bad('NOT_A_NUMBER')
  const [, sign, hex, octal, decimal] = match
  const size = hex ? Number(hex) : octal ? Number.parseInt(octal, 8) : Number(decimal)
  const safe = Number.isSafeInteger(size) ? size : Number.POSITIVE_INFINITY
  const value = sign === '-' && safe !== 0 ? -safe : safe
  const plain = sign !== '+' && hex === undefined && (octal === undefined || octal === '0')
  return plain ? good(value) : unusual(value)
}
