const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }

/**
 * Bytes as text that is safe to show and to log: printable ASCII as it is, line ends and tabs as `\r \n \t`, the rest as `\xHH`
 * (the escapes that `send` takes, where it has them). Cut after `max` bytes, with an ellipsis.
 */
export function shown(bytes: Uint8Array, max = 200): string {
  let text = ''
  for (const byte of bytes.subarray(0, max)) {
    if (NAMED[byte]) text += NAMED[byte]
    else if (byte >= 32 && byte < 127) text += String.fromCharCode(byte)
    else text += `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return bytes.length > max ? `${text}…` : text
}
