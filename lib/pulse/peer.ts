import { decode, encode, keyId, looksSigned, type Packet, type Sign, signedWith } from './packet'
import { decodeOld, encodeOld } from './piranha'
import type { Beat, Doubt, Told, Word } from './types'

/** A key of the pair, 32 bytes. */
export type Key = { id: string; key: Uint8Array }
/** What a router needs to speak. `keys`: newest first; none = only Piranha's packet; two while a key is changed. */
export type Voice = { keys: readonly Key[]; littleEndian: boolean; sign: Sign }

/**
 * The conversation with the partner: sessions, counters, echoes. Lives in memory only, so that nothing recorded before this
 * process began can ever fit (operations.md 5).
 */
export type Peer = {
  /** our own, random */
  session: string
  counter: number
  /** nonces of ours that an echo may still name, newest first */
  nonces: readonly string[]
  /** the partner's session that was proven by an echo of one of our nonces */
  proven: { session: string; counter: number; nonce: string } | null
  /** nonce of the last signed packet that was not proven: echoed beside the other, so that replays cannot push the true one out */
  other: string | null
  /** the partner holds the key of this id, our newest: it may be signed with */
  partnerHolds: string | null
  /** an authenticated packet was believed once: Piranha's is refused from then on. Kept on disk. */
  latched: boolean
}

/** More answers than fall within any deadtime; an echo of an older nonce proves nothing. */
const NONCES_KEPT = 32

export function newPeer(session: string, latched: boolean): Peer {
  return { session, counter: 0, nonces: [], proven: null, other: null, partnerHolds: null, latched }
}

export function keyOf(key: Uint8Array, sign: Sign): Key {
  return { id: keyId(key, sign), key }
}

/**
 * The datagrams of one heartbeat, the same for each channel: Piranha's four bytes until the partner has proven that it holds the
 * key, an authenticated one wherever there is a key.
 * @param nonce 16 random hexadecimal digits, new each time
 */
export function compose(peer: Peer, beat: { word: Word; told: Told }, nonce: string, voice: Voice) {
  const old = peer.latched ? null : encodeOld(beat.word, voice.littleEndian)
  const datagrams = old ? [old] : []
  const [newest] = voice.keys
  if (!newest) return { peer, datagrams }
  const key = signingKey(peer, voice.keys) ?? newest
  const next = { ...peer, counter: peer.counter + 1, nonces: [nonce, ...peer.nonces].slice(0, NONCES_KEPT) }
  const packet: Packet = {
    ...beat,
    signedWith: key.id,
    newest: newest.id,
    session: peer.session,
    counter: next.counter,
    nonce,
    echoProven: peer.proven?.nonce ?? null,
    echoOther: peer.other,
  }
  return { peer: next, datagrams: [...datagrams, encode(packet, key.key, voice.sign)] }
}

/** While a key is changed the older one signs until the partner is known to hold the new one. */
function signingKey(peer: Peer, keys: readonly Key[]): Key | undefined {
  const [newest, older] = keys
  return older && peer.partnerHolds !== newest?.id ? older : newest
}

/** True once the partner holds our newest key: the older one can go. */
export function rotated(peer: Peer, keys: readonly Key[]): boolean {
  return keys.length > 1 && peer.partnerHolds === keys[0]?.id
}

export type Got =
  /** `copy`: the same heartbeat came over the other channel already */
  | { kind: 'heard'; beat: Beat; copy: boolean }
  | { kind: 'doubt'; code: Doubt }
  /** an authenticated packet where no key is held: Piranha's comes beside it */
  | { kind: 'nothing' }

/** `answer`: the partner waits for a packet of ours to prove one of us. */
export type Received = { peer: Peer; got: Got; answer: boolean }

/** Reads one datagram that came from an address of the partner's. Takes any bytes. */
export function receive(peer: Peer, bytes: Uint8Array, voice: Voice): Received {
  if (!looksSigned(bytes)) return { peer, got: gotOld(peer, bytes, voice), answer: false }
  if (voice.keys.length === 0) return { peer, got: { kind: 'nothing' }, answer: false }
  const key = voice.keys.find(({ id }) => id === signedWith(bytes))
  const packet = key ? decode(bytes, key.key, voice.sign) : null
  if (!packet) return { peer, got: { kind: 'doubt', code: 'wrong-key' }, answer: false }
  return signed(peer, packet, voice)
}

function gotOld(peer: Peer, bytes: Uint8Array, { littleEndian }: Voice): Got {
  const { kind } = decodeOld(bytes, littleEndian)
  if (kind === 'incompatible' || kind === 'malformed') return { kind: 'doubt', code: kind }
  if (peer.latched) return { kind: 'doubt', code: 'old-refused' }
  return { kind: 'heard', beat: { word: kind, told: null }, copy: false }
}

function signed(peer: Peer, packet: Packet, { keys }: Voice): Received {
  const { proven } = peer
  const { session, counter, nonce } = packet
  if (session === peer.session) return { peer, got: { kind: 'doubt', code: 'replayed' }, answer: false }
  if (session === proven?.session) {
    if (counter < proven.counter) return { peer, got: { kind: 'doubt', code: 'replayed' }, answer: false }
    const copy = counter === proven.counter
    const next = copy ? peer : { ...holding(peer, packet, keys), proven: { session, counter, nonce } }
    return { peer: next, got: { kind: 'heard', beat: beatOf(packet), copy }, answer: false }
  }
  const echoes = (echo: string | null) => echo !== null && peer.nonces.includes(echo)
  if (echoes(packet.echoProven) || echoes(packet.echoOther)) {
    // The old nonces go: what an earlier session of the partner echoed must not fit any more.
    const next = { ...holding(peer, packet, keys), proven: { session, counter, nonce }, nonces: [], other: null }
    const answer = !echoes(packet.echoProven)
    return { peer: { ...next, latched: true }, got: { kind: 'heard', beat: beatOf(packet), copy: false }, answer }
  }
  // With a proven session a packet of another one is a restarted partner's first, or an old one: its echo will tell.
  const code: Doubt = proven ? 'replayed' : 'unproven'
  return { peer: { ...holding(peer, packet, keys), other: nonce }, got: { kind: 'doubt', code }, answer: true }
}

function holding(peer: Peer, packet: Packet, keys: readonly Key[]): Peer {
  const newest = keys[0]?.id ?? null
  return packet.newest === newest || packet.signedWith === newest ? { ...peer, partnerHolds: newest } : peer
}

const beatOf = ({ word, told }: Packet): Beat => ({ word, told })
