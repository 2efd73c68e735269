import { parseNumber } from './number'
import { bad, type Parsed } from './result'

/** A TCP or UDP port, 1..65535; 0 (every port of the address) only where `zero` allows it. Codes: NOT_A_NUMBER, PORT_RANGE. */
export function parsePort(text: string, zero = false): Parsed<number> {
  const number = parseNumber(text)
  if (!number.ok) return number
  return number.value >= (zero ? 0 : 1) && number.value <= 65535 ? number : bad('PORT_RANGE')
}
