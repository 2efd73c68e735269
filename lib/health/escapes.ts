import { fromShown } from '../lvscf/bytes'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', r: '\r', n: '\n', t: '\t', "'": "'", '"': '"' }

/** nanny's escapes in `send` and `expect`: `\\ \r \n \t \' \"`; any other backslash stays as it is. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\rnt'"])/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}

/** Values are few and asked for at every check. */
const known = new Map<string, Uint8Array>()
const MAX_KNOWN = 1000

/**
 * The bytes of a value of lvs.cf with its escapes resolved; bytes that are no UTF-8 in the file are the same bytes on the wire. Shared: not to be
 * written to.
 */
export function bytesOf(text: string): Uint8Array {
  const found = known.get(text)
  if (found) return found
  if (known.size >= MAX_KNOWN) known.clear()
  const bytes = Uint8Array.from(fromShown(unescaped(text)), (character) => character.charCodeAt(0))
  known.set(text, bytes)
  return bytes
}

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
