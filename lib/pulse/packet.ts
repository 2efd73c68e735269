import { type Told, WORDS, type Word } from './types'

/** HMAC-SHA256, given from outside so that this stays pure. 32 bytes. */
export type Sign = (key: Uint8Array, bytes: Uint8Array) => Uint8Array

/**
 * The authenticated heartbeat, big endian:
 *
 *     0 "Arap"   4 version   5 word   6 flags (u16)   8 id of the signing key   12 id of the newest key held
 *    16 session (8)   24 counter (u64)   32 nonce (8)   40 echo of a proven nonce (8)   48 echo of another one (8)
 *    56 term (u64)   64 revision (32)   96 keepalive ms (u32)   100 deadtime ms (u32)
 *   104 number of pools (u16)   106 pools: id (u32), up (u16), known (u16)   last 32: HMAC-SHA256 over all before
 *
 * Ids, session, nonces and echoes are hexadecimal text here; eight zero bytes are "none" (null).
 */
export type Envelope = {
  signedWith: string
  newest: string
  session: string
  /** counts the sender's heartbeats; both channels carry the same one. Below 2^53. */
  counter: number
  nonce: string
  echoProven: string | null
  echoOther: string | null
}
export type Packet = Envelope & { word: Word; told: Told }

const MAGIC = 0x41726170
const VERSION = 1
const HEAD_BYTES = 106
const POOL_BYTES = 8
const MAC_BYTES = 32
const NONE = '0000000000000000'
const ZERO_REVISION = '0'.repeat(64)
/** So that a heartbeat fits into one frame of 1500 bytes with room to spare; more pools are not told. */
export const MAX_POOLS = 128
const FLAGS = { sysctlsOk: 1, syncOk: 2, offer: 4, accept: 8, want: 16 } as const

/** True for bytes that are meant as an authenticated heartbeat, of whatever version and key. */
export function looksSigned(bytes: Uint8Array): boolean {
  return bytes.length > 4 && view(bytes).getUint32(0) === MAGIC
}

/** Which key a packet says it is signed with, as in keyId. Only for bytes that looksSigned. */
export function signedWith(bytes: Uint8Array): string {
  return hexOf(bytes.subarray(8, 12))
}

/** The first four bytes of HMAC(key, "arapaima key"): names a key without giving it away. */
export function keyId(key: Uint8Array, sign: Sign): string {
  return hexOf(sign(key, new TextEncoder().encode('arapaima key')).subarray(0, 4))
}

/** Names a service in four bytes (FNV-1a of its key's UTF-8), for the counts of servers. */
export function poolId(serviceKey: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(serviceKey)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

export function encode(packet: Packet, key: Uint8Array, sign: Sign): Uint8Array {
  const { told } = packet
  const pools = told.pools.slice(0, MAX_POOLS)
  const bytes = new Uint8Array(HEAD_BYTES + pools.length * POOL_BYTES + MAC_BYTES)
  const out = view(bytes)
  out.setUint32(0, MAGIC)
  out.setUint8(4, VERSION)
  out.setUint8(5, WORDS.indexOf(packet.word))
  out.setUint16(6, flagsOf(told))
  const texts = [packet.signedWith, packet.newest, packet.session]
  bytes.set(bytesOf(texts.join('')), 8)
  out.setBigUint64(24, BigInt(packet.counter))
  bytes.set(bytesOf(packet.nonce + (packet.echoProven ?? NONE) + (packet.echoOther ?? NONE)), 32)
  out.setBigUint64(56, BigInt(told.term))
  bytes.set(bytesOf(told.revision ?? ZERO_REVISION), 64)
  out.setUint32(96, told.keepaliveMs)
  out.setUint32(100, told.deadtimeMs)
  out.setUint16(104, pools.length)
  for (const [i, pool] of pools.entries()) {
    const at = HEAD_BYTES + i * POOL_BYTES
    out.setUint32(at, pool.id)
    out.setUint16(at + 4, Math.min(pool.up, 0xffff))
    out.setUint16(at + 6, Math.min(pool.known, 0xffff))
  }
  const end = bytes.length - MAC_BYTES
  bytes.set(sign(key, bytes.subarray(0, end)), end)
  return bytes
}

/** A packet as it was signed with this key; null for every other one, whatever is wrong with it. */
export function decode(bytes: Uint8Array, key: Uint8Array, sign: Sign): Packet | null {
  const end = bytes.length - MAC_BYTES
  if (end < HEAD_BYTES || !looksSigned(bytes)) return null
  if (!sameBytes(sign(key, bytes.subarray(0, end)), bytes.subarray(end))) return null
  const from = view(bytes)
  const word = WORDS[from.getUint8(5)]
  const count = from.getUint16(104)
  const [counter, term] = [from.getBigUint64(24), from.getBigUint64(56)]
  if (from.getUint8(4) !== VERSION || !word || end !== HEAD_BYTES + count * POOL_BYTES) return null
  if (counter > Number.MAX_SAFE_INTEGER || term > Number.MAX_SAFE_INTEGER) return null
  const text = (at: number, length: number) => hexOf(bytes.subarray(at, at + length))
  const echo = (at: number) => (text(at, 8) === NONE ? null : text(at, 8))
  return {
    word,
    signedWith: text(8, 4),
    newest: text(12, 4),
    session: text(16, 8),
    counter: Number(counter),
    nonce: text(32, 8),
    echoProven: echo(40),
    echoOther: echo(48),
    told: toldOf(from, Number(term), text(64, 32), count),
  }
}

function toldOf(from: DataView, term: number, revision: string, count: number): Told {
  const flags = from.getUint16(6)
  const has = (flag: number) => (flags & flag) !== 0
  return {
    term,
    revision: revision === ZERO_REVISION ? null : revision,
    sysctlsOk: has(FLAGS.sysctlsOk),
    syncOk: has(FLAGS.syncOk),
    pools: Array.from({ length: count }, (_, i) => {
      const at = HEAD_BYTES + i * POOL_BYTES
      return { id: from.getUint32(at), up: from.getUint16(at + 4), known: from.getUint16(at + 6) }
    }),
    asking: { offer: has(FLAGS.offer), accept: has(FLAGS.accept), want: has(FLAGS.want) },
    keepaliveMs: from.getUint32(96),
    deadtimeMs: from.getUint32(100),
  }
}

function flagsOf({ sysctlsOk, syncOk, asking }: Told): number {
  const set = { sysctlsOk, syncOk, ...asking }
  return (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).reduce((sum, name) => sum | (set[name] ? FLAGS[name] : 0), 0)
}

/** Takes as long for a wrong answer as for a right one. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < b.length; i++) different |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return different === 0
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
