import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Sign } from './packet'
import { compose, type Got, type Key, keyOf, newPeer, type Peer, receive, rotated, type Voice } from './peer'
import type { Told, Word } from './types'

const sign: Sign = (key, bytes) => createHmac('sha256', key).update(bytes).digest()
const key = (n: number) => keyOf(new Uint8Array(32).fill(n), sign)
const told: Told = {
  term: 1,
  revision: null,
  sysctlsOk: true,
  syncOk: true,
  pools: [],
  asking: { offer: false, accept: false, want: false },
  keepaliveMs: 1000,
  deadtimeMs: 2000,
}

let drawn = 0
const draw = () => (++drawn).toString(16).padStart(16, '0')

/** One router's end of the conversation. */
class End {
  peer: Peer
  voice: Voice
  constructor(...keys: Key[]) {
    this.peer = newPeer(draw(), false)
    this.voice = { keys, littleEndian: true, sign }
  }
  says(word: Word): Uint8Array[] {
    const { peer, datagrams } = compose(this.peer, { word, told }, draw(), this.voice)
    this.peer = peer
    return datagrams
  }
  hears(bytes: Uint8Array): { got: Got; answer: boolean } {
    const { peer, got, answer } = receive(this.peer, bytes, this.voice)
    this.peer = peer
    return { got, answer }
  }
  restarts(): void {
    this.peer = newPeer(draw(), this.peer.latched)
  }
}
const wordOf = ({ got }: { got: Got }) =>
  got.kind === 'heard'
    ? `${got.beat.word}${got.beat.told ? '' : ' (old)'}${got.copy ? ' copy' : ''}`
    : got.kind === 'doubt'
      ? got.code
      : got.kind

/** Both speak until both believe the other. */
function meet(a: End, b: End): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
    [a, b],
    [b, a],
  ] as const)
    for (const bytes of from.says('stopped')) to.hears(bytes)
}

test('without keys: Piranha’s packet and nothing else', () => {
  const [a, b] = [new End(), new End()]
  expect(a.says('running').map((bytes) => bytes.length)).toEqual([4])
  expect(a.says('provisional')).toEqual([])
  expect(wordOf(b.hears(a.says('running')[0] as Uint8Array))).toBe('running (old)')
})

test('one router has a key: it says both, and hears Piranha’s', () => {
  const [a, b] = [new End(key(1)), new End()]
  const [old, signed] = a.says('running') as [Uint8Array, Uint8Array]
  expect([wordOf(b.hears(old)), wordOf(b.hears(signed))]).toEqual(['running (old)', 'nothing'])
  expect(wordOf(a.hears(b.says('stopped')[0] as Uint8Array))).toBe('stopped (old)')
})

test('both have it: proven within two answers, then Piranha’s packet is refused and no longer sent', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  const hello = a.says('stopped')[1] as Uint8Array
  expect([wordOf(b.hears(hello)), b.peer.latched]).toEqual(['unproven', false])
  const answer = b.says('stopped')[1] as Uint8Array
  expect(a.hears(answer)).toMatchObject({ got: { kind: 'heard' }, answer: true })
  const last = a.says('running')
  expect(last.length).toBe(1)
  expect(b.hears(last[0] as Uint8Array)).toMatchObject({
    got: { kind: 'heard', beat: { word: 'running' } },
    answer: false,
  })
  expect(wordOf(b.hears(Uint8Array.from([0xda, 0xdb, 0xad, 0xbd])))).toBe('old-refused')
})

test('the same heartbeat over the other channel is a copy, an older one a replay', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  meet(a, b)
  const [first] = a.says('running') as [Uint8Array]
  const [second] = a.says('running') as [Uint8Array]
  expect([first, first, second, first, second].map((bytes) => wordOf(b.hears(bytes)))).toEqual([
    'running',
    'running copy',
    'running',
    'replayed',
    'running copy',
  ])
})

test('what an earlier session said is never believed: not by its partner, not after a restart of either, not sent back', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  meet(a, b)
  const past = [a.says('running'), a.says('running')].flat()
  for (const bytes of past) b.hears(bytes)
  const own = b.says('stopped')[0] as Uint8Array
  expect(wordOf(b.hears(own))).toBe('replayed')
  a.restarts()
  meet(a, b)
  expect(past.map((bytes) => wordOf(b.hears(bytes)))).toEqual(['replayed', 'replayed'])
  expect(wordOf(b.hears(a.says('stopped')[0] as Uint8Array))).toBe('stopped')
  b.restarts()
  expect(past.map((bytes) => wordOf(b.hears(bytes)))).toEqual(['unproven', 'unproven'])
})

test('replays in between do not push out the true partner', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  meet(a, b)
  const past = a.says('running')[0] as Uint8Array
  a.restarts()
  meet(a, b)
  for (let i = 0; i < 50; i++) {
    b.hears(past)
    expect(wordOf(a.hears(b.says('stopped')[0] as Uint8Array))).toBe('stopped')
    expect(wordOf(b.hears(a.says('running')[0] as Uint8Array))).toBe('running')
  }
})

test('a session stays proven while only one direction works', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  meet(a, b)
  for (let i = 0; i < 100; i++) {
    b.says('stopped')
    expect(wordOf(b.hears(a.says('running')[0] as Uint8Array))).toBe('running')
  }
})

test('another key, or a packet that was touched: wrong key', () => {
  const [a, b] = [new End(key(1)), new End(key(2))]
  expect(wordOf(b.hears(a.says('running')[1] as Uint8Array))).toBe('wrong-key')
  const [c, d] = [new End(key(1)), new End(key(1))]
  meet(c, d)
  const bytes = c.says('running')[0] as Uint8Array
  bytes[60] = 255
  expect(wordOf(d.hears(bytes))).toBe('wrong-key')
})

test('a key is changed without a packet that is not believed', () => {
  const [a, b] = [new End(key(1)), new End(key(1))]
  meet(a, b)
  const talk = () => [
    wordOf(b.hears(a.says('running')[0] as Uint8Array)),
    wordOf(a.hears(b.says('stopped')[0] as Uint8Array)),
  ]
  a.voice.keys = [key(2), key(1)]
  expect([...talk(), ...talk(), rotated(a.peer, a.voice.keys)]).toEqual([
    'running',
    'stopped',
    'running',
    'stopped',
    false,
  ])
  b.voice.keys = [key(2), key(1)]
  expect([...talk(), ...talk()]).toEqual(['running', 'stopped', 'running', 'stopped'])
  expect([rotated(a.peer, a.voice.keys), rotated(b.peer, b.voice.keys)]).toEqual([true, true])
  // One of the two forgets the old key first, and starts anew while the other still has both.
  a.voice.keys = [key(2)]
  b.restarts()
  meet(a, b)
  expect(talk()).toEqual(['running', 'stopped'])
})
