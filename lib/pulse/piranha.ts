import type { Word } from './types'

/** Piranha 0.8.6's heartbeat: one 32-bit integer in the host's byte order, nothing else. reference 2.3 */
const RUNNING = 0xbdaddbda
const STOPPED = 0xadbddabd
/** What a router of failover services (fos) says, and the two words of code that was never switched on. */
const FOREIGN = [0xbeefbabe, 0xdeadbeef, 0xdeaddada, 0xdeafbabe, 0xdeafdada]
export const OLD_BYTES = 4

export type OldPacket = { kind: 'running' | 'stopped' } | { kind: 'incompatible' } | { kind: 'malformed' }

/** The four bytes for a word; null where Piranha has none: such a router is silent. */
export function encodeOld(word: Word, littleEndian: boolean): Uint8Array | null {
  if (word !== 'running' && word !== 'stopped') return null
  const bytes = new Uint8Array(OLD_BYTES)
  new DataView(bytes.buffer).setUint32(0, word === 'running' ? RUNNING : STOPPED, littleEndian)
  return bytes
}

/** What four bytes say. Another length and values that nobody ever sent are malformed. */
export function decodeOld(bytes: Uint8Array, littleEndian: boolean): OldPacket {
  if (bytes.length !== OLD_BYTES) return { kind: 'malformed' }
  const value = new DataView(bytes.buffer, bytes.byteOffset, OLD_BYTES).getUint32(0, littleEndian)
  if (value === RUNNING) return { kind: 'running' }
  if (value === STOPPED) return { kind: 'stopped' }
  return { kind: FOREIGN.includes(value) ? 'incompatible' : 'malformed' }
}
