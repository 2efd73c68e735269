import { createHmac, randomBytes } from 'node:crypto'
import { endianness } from 'node:os'
import type { Sign } from '@/lib/pulse/packet'
import { compose, keyOf, newPeer, type Peer, type Received, receive, rotated, type Voice } from '@/lib/pulse/peer'
import type { Told, Word } from '@/lib/pulse/types'

const sign: Sign = (key, bytes) => createHmac('sha256', key).update(bytes).digest()
const random = () => randomBytes(8).toString('hex')

/** The conversation of lib/pulse/peer.ts with true randomness, HMAC and this host's byte order. */
export class Conversation {
  private peer: Peer
  private voice: Voice

  constructor(
    keys: readonly string[],
    latched: boolean,
    /** the partner has proven that it holds the key, or our newest one */
    private readonly tell: (kind: 'latched' | 'rotated') => void,
  ) {
    this.voice = { keys: [], littleEndian: endianness() === 'LE', sign }
    this.peer = newPeer(random(), latched)
    this.setKeys(keys)
  }

  setKeys(keys: readonly string[]): void {
    this.voice = { ...this.voice, keys: keys.map((hex) => keyOf(Buffer.from(hex, 'hex'), sign)) }
  }

  /** Piranha's packet is taken again; a partner that still holds the key proves it anew. */
  unlatch(): void {
    if (this.peer.latched) this.peer = { ...this.peer, latched: false, proven: null }
  }

  /** The datagrams of one heartbeat, the same for every channel. */
  say(word: Word, told: Told): Uint8Array[] {
    const { peer, datagrams } = compose(this.peer, { word, told }, random(), this.voice)
    this.peer = peer
    return datagrams
  }

  hear(bytes: Uint8Array): Pick<Received, 'got' | 'answer'> {
    const { latched } = this.peer
    const { peer, got, answer } = receive(this.peer, bytes, this.voice)
    this.peer = peer
    if (peer.latched && !latched) this.tell('latched')
    if (rotated(peer, this.voice.keys)) {
      this.voice = { ...this.voice, keys: this.voice.keys.slice(0, 1) }
      this.tell('rotated')
    }
    return { got, answer }
  }
}
