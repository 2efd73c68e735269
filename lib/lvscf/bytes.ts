/**
 * Texts of lvs.cf are latin1 strings inside lib/lvscf: one character is one byte, so that any bytes survive. Names, values and `got`
 * are *shown* strings: UTF-8 decoded. A byte that is not valid UTF-8 is shown as a lone surrogate U+DC80..U+DCFF (as in Python's
 * surrogateescape), so that shown strings can be turned back into the same bytes.
 */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(latin1.length)
  for (let i = 0; i < latin1.length; i++) bytes[i] = latin1.charCodeAt(i)
  return bytes
}

/** Length of the valid UTF-8 sequence at `at`, 0 for none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (first >= 0x80 && first < 0xc2) return 0
  if (length === 0 || at + length > bytes.length) return 0
  try {
    decoder.decode(bytes.subarray(at, at + length))
    return length
  } catch {
    return 0
  }
}

/** A latin1 string (bytes) as people read it. */
export function toShown(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1
  const bytes = bytesOf(latin1)
  try {
    return decoder.decode(bytes)
  } catch {
    return toShownBroken(bytes)
  }
}

function toShownBroken(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) parts.push(String.fromCharCode(0xdc00 + (bytes[at] ?? 0)))
    else parts.push(decoder.decode(bytes.subarray(at, at + length)))
    at += Math.max(length, 1)
  }
  return parts.join('')
}

/** The bytes of a shown string, as latin1: the inverse of toShown. */
export function fromShown(shown: string): string {
  if (!/[^\x00-\x7f]/.test(shown)) return shown
  const parts: string[] = []
  for (const char of shown) {
    const code = char.codePointAt(0) ?? 0
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(String.fromCharCode(code - 0xdc00))
    else for (const byte of encoder.encode(char)) parts.push(String.fromCharCode(byte))
  }
  return parts.join('')
}
const encoder = new TextEncoder()
