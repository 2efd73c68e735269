import { parseNumber } from './number'
import { bad, type Parsed } from './result'

/** The largest firewall mark: 32 bits in the kernel. */
export const FWMARK_MAX = 4294967295

/** A firewall mark, 0..4294967295; 0 means none. Codes: NOT_A_NUMBER, MARK_RANGE. */
export function parseFwmark(text: string): Parsed<number> {
  const number = parseNumber(text)
  if (!number.ok) return number
  return number.value >= 0 && number.value <= FWMARK_MAX ? number : bad('MARK_RANGE')
}
