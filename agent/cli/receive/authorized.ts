import { fingerprintOf, keyBlob } from '@/lib/sync/known-hosts'

/** A public key as a person gives it, taken apart. */
export type PublicKey = { type: string; base64: string; comment: string; fingerprint: string }

const TYPES = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]

/**
 * Reads `TYPE BASE64 [COMMENT]`. Null for anything else: options before the type, a second line, a key that is not what its type says. What the
 * comment holds beyond letters, digits and `._@-` becomes `-`.
 */
export function publicKeyOf(text: string): PublicKey | null {
  const match = /^(\S+) +(\S+)(?: +(\S[^\n\r\0]*))?$/.exec(text.trim())
  const [, type = '', base64 = '', comment = ''] = match ?? []
  if (!TYPES.includes(type)) return null
  const key = keyBlob(type, base64)
  if (key === null || key.length > 4096) return null
  const clean = comment
    .trim()
    .replace(/[^A-Za-z0-9._@-]/g, '-')
    .slice(0, 100)
  return { type, base64, comment: clean, fingerprint: fingerprintOf(key) }
}

/** Everything off, and one command. sshd(8), "AUTHORIZED_KEYS FILE FORMAT". @throws Error when a word of the command cannot stand there */
export function authorizedLine(command: readonly string[], key: PublicKey): string {
  // A shell reads the command: no word that it would read otherwise, and no quote that ends the option.
  const bad = command.find((word) => !/^[A-Za-z0-9_./:=@,+-]+$/.test(word))
  if (bad !== undefined) throw new Error(`${bad}: cannot stand in authorized_keys`)
  const { type, base64, comment } = key
  return [`restrict,command="${command.join(' ')}"`, type, base64, ...(comment === '' ? [] : [comment])].join(' ')
}

/** True when the line gives this key, whatever its options and comment. */
const gives = (line: string, key: PublicKey): boolean =>
  !line.trimStart().startsWith('#') && line.split(/\s+/).includes(key.base64)

/** The file's text with this one line for the key; the same text when it is there already, as the only one. */
export function withKey(text: string, line: string, key: PublicKey): string {
  const lines = linesOf(text)
  if (lines.filter((one) => gives(one, key)).join('\n') === line) return text
  return [...lines.filter((one) => !gives(one, key)), line, ''].join('\n')
}

/** The file's text without the key. */
export function withoutKey(text: string, key: PublicKey): string {
  const left = linesOf(text).filter((one) => !gives(one, key))
  return left.length === 0 ? '' : [...left, ''].join('\n')
}

const linesOf = (text: string): string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .filter((one, i, all) => one !== '' || i < all.length - 1)
