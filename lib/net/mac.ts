import { bad, good, type Parsed } from './result'

/** An Ethernet address as `00:16:3e:1f:2a:0b`, read with colons, dashes or nothing between the bytes. Code: NOT_A_MAC. */
export function parseMac(text: string): Parsed<string> {
  if (!/^(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{12})$/i.test(text))
    return bad('NOT_A_MAC')
  const digits = text.toLowerCase().replace(/[:-]/g, '')
  return good((digits.match(/../g) ?? []).join(':'))
}
