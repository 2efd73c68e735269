import { createHash, createHmac } from 'node:crypto'

/**
 * The text of an OpenSSH known_hosts file. sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". Host certificates (`@cert-authority`) are not taken:
 * such a line proves nothing here.
 */
export type KnownLine = {
  /** patterns as they stand: `router-b`, `!bad.*`, `[10.0.0.2]:2222`, `|1|salt|hash` */
  hosts: string[]
  revoked: boolean
  /** e.g. `ssh-ed25519` */
  type: string
  /** the raw public key blob, as ssh2's hostVerifier gets it */
  key: Buffer
}

/** What a file says of the key that a host showed. Fingerprints as ssh-keygen prints them. */
export type HostVerdict =
  | { verdict: 'known' }
  | { verdict: 'unknown'; offered: string }
  /** other keys are known for this host, not this one */
  | { verdict: 'changed'; offered: string; known: string[] }
  | { verdict: 'revoked'; offered: string }

/** Every line that names a key; comments, blank and damaged lines prove nothing and are left out. */
export function parseKnownHosts(text: string): KnownLine[] {
  return text.split('\n').flatMap((raw) => lineOf(raw.trim()) ?? [])
}

function lineOf(line: string): KnownLine | null {
  if (line === '' || line.startsWith('#')) return null
  const words = line.split(/[ \t]+/)
  const marker = words[0]?.startsWith('@') ? words.shift() : undefined
  if (marker !== undefined && marker !== '@revoked') return null
  const [hosts = '', type = '', base64 = ''] = words
  const key = keyBlob(type, base64)
  return key && { hosts: hosts.split(','), revoked: marker === '@revoked', type, key }
}

/** The bytes of a public key; null unless they are base64 and name the same type inside. RFC 4253, 6.6 */
export function keyBlob(type: string, base64: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return null
  const key = Buffer.from(base64, 'base64')
  return typeOf(key) === type && key.length > type.length + 8 ? key : null
}

/** The type that a key blob names; '' when it is not one. */
export function typeOf(key: Buffer): string {
  if (key.length < 4) return ''
  const length = key.readUInt32BE(0)
  return length > 0 && length <= 64 && length + 4 <= key.length ? key.toString('latin1', 4, 4 + length) : ''
}

/** `SHA256:…`, base64 without its padding. ssh-keygen(1), -l */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** How a host is written in the file: its port only when it is not 22. */
export function hostName(address: string, port: number): string {
  return port === 22 ? address : `[${address}]:${port}`
}

/** A line that names this key for this host. */
export function knownLine(address: string, port: number, key: Buffer): string {
  return `${hostName(address, port)} ${typeOf(key)} ${key.toString('base64')}`
}

/** True when the line speaks of this host: one pattern fits, and none that begins with `!`. */
export function speaksOf(line: KnownLine, address: string, port: number): boolean {
  const name = hostName(address, port).toLowerCase()
  let found = false
  for (const pattern of line.hosts) {
    const negated = pattern.startsWith('!')
    if (!fits(negated ? pattern.slice(1) : pattern, name)) continue
    if (negated) return false
    found = true
  }
  return found
}

function fits(pattern: string, name: string): boolean {
  if (pattern.startsWith('|')) {
    const [, version, salt = '', hash = ''] = pattern.split('|')
    if (version !== '1') return false
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
  }
  return globMatches(pattern.toLowerCase(), name)
}

/** `*` any run, `?` any character; in time linear for each star, whatever the pattern. */
function globMatches(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** What the file says of the key that this host shows. A revoked key is refused wherever else it stands. */
export function judgeHost(lines: readonly KnownLine[], address: string, port: number, key: Buffer): HostVerdict {
  const offered = fingerprintOf(key)
  const here = lines.filter((line) => speaksOf(line, address, port))
  if (here.some((line) => line.revoked && line.key.equals(key))) return { verdict: 'revoked', offered }
  const trusted = here.filter((line) => !line.revoked)
  if (trusted.some((line) => line.key.equals(key))) return { verdict: 'known' }
  if (trusted.length === 0) return { verdict: 'unknown', offered }
  return { verdict: 'changed', offered, known: [...new Set(trusted.map((line) => fingerprintOf(line.key)))] }
}

const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
}

/**
 * The host key algorithms to ask for, best first: those of the keys that are known for this host, or all when none is. Without this a
 * host of which only an RSA key is known would show its Ed25519 key and be refused.
 */
export function hostKeyAlgorithms(lines: readonly KnownLine[], address: string, port: number): string[] {
  const here = new Set(lines.filter((line) => !line.revoked && speaksOf(line, address, port)).map((line) => line.type))
  const wanted = Object.keys(ALGORITHMS).filter((type) => here.has(type))
  return (wanted.length > 0 ? wanted : Object.keys(ALGORITHMS)).flatMap((type) => ALGORITHMS[type] ?? [])
}
