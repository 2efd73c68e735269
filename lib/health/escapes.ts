import { fromShown } from '../lvscf/bytes'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', r: '\r', n: '\n', t: '\t', "'": "'", '"': '"' }

/** nanny's escapes in `send` and `expect`: `\\ \r \n \t \' \"`; any other backslash stays as it is. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\rnt'"])/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}

/** The bytes of a value of lvs.cf with its escapes resolved; bytes that are no UTF-8 in the file are the same bytes on the wire. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(fromShown(unescaped(text)), (character) => character.charCodeAt(0))
}

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
