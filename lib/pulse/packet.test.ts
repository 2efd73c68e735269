import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode, keyId, looksSigned, MAX_POOLS, type Packet, poolId, type Sign, signedWith } from './packet'
import { decodeOld, encodeOld } from './piranha'
import { WORDS } from './types'

const sign: Sign = (key, bytes) => createHmac('sha256', key).update(bytes).digest()
const KEY = new Uint8Array(32).fill(1)

test('Piranha’s four bytes, bit by bit, in the host’s order', () => {
  expect([...(encodeOld('running', true) ?? [])]).toEqual([0xda, 0xdb, 0xad, 0xbd])
  expect([...(encodeOld('stopped', true) ?? [])]).toEqual([0xbd, 0xda, 0xbd, 0xad])
  expect([...(encodeOld('running', false) ?? [])]).toEqual([0xbd, 0xad, 0xdb, 0xda])
  expect(encodeOld('provisional', true)).toBeNull()
  const kinds = (...values: number[][]) => values.map((v) => decodeOld(Uint8Array.from(v), false).kind)
  expect(kinds([0xbd, 0xad, 0xdb, 0xda], [0xad, 0xbd, 0xda, 0xbd])).toEqual(['running', 'stopped'])
  // reference 2.3: the words of fos and of disabled code
  const foreign = ['beefbabe', 'deadbeef', 'deaddada', 'deafbabe', 'deafdada'].map((hex) => [
    ...Buffer.from(hex, 'hex'),
  ])
  expect(new Set(kinds(...foreign))).toEqual(new Set(['incompatible']))
  expect(
    kinds([], [1], [0xbd, 0xad, 0xdb], [0xbd, 0xad, 0xdb, 0xda, 0], [0, 0, 0, 0], [0xda, 0xdb, 0xad, 0xbd]),
  ).toEqual(Array(6).fill('malformed'))
})

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((b) => Buffer.from(b).toString('hex'))
const echo = fc.option(
  hex(8).filter((text) => !/^0+$/.test(text)),
  { nil: null },
)
const u32 = fc.integer({ min: 0, max: 0xffffffff })
const u16 = fc.integer({ min: 0, max: 0xffff })
const packet: fc.Arbitrary<Packet> = fc.record({
  word: fc.constantFrom(...WORDS),
  signedWith: fc.constant(keyId(KEY, sign)),
  newest: hex(4),
  session: hex(8),
  counter: fc.maxSafeNat(),
  nonce: hex(8),
  echoProven: echo,
  echoOther: echo,
  told: fc.record({
    term: fc.maxSafeNat(),
    revision: fc.option(
      hex(32).filter((text) => !/^0+$/.test(text)),
      { nil: null },
    ),
    sysctlsOk: fc.boolean(),
    syncOk: fc.boolean(),
    pools: fc.array(fc.record({ id: u32, up: u16, known: u16 }), { maxLength: MAX_POOLS }),
    asking: fc.record({ offer: fc.boolean(), accept: fc.boolean(), want: fc.boolean() }),
    keepaliveMs: u32,
    deadtimeMs: u32,
  }),
})

test('what is encoded is decoded, and fits into a frame', () => {
  fc.assert(
    fc.property(packet, (one) => {
      const bytes = encode(one, KEY, sign)
      expect(bytes.length).toBeLessThanOrEqual(1400)
      expect([looksSigned(bytes), signedWith(bytes)]).toEqual([true, one.signedWith])
      expect(decode(bytes, KEY, sign)).toEqual(one)
    }),
  )
})

test('no bit of it can be changed, nothing cut off or added, and no other key fits', () => {
  fc.assert(
    fc.property(packet, fc.nat(), fc.integer({ min: 0, max: 7 }), (one, where, bit) => {
      const bytes = encode(one, KEY, sign)
      const changed = bytes.slice()
      const at = where % bytes.length
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      expect(decode(changed, KEY, sign)).toBeNull()
      expect(decode(bytes.slice(0, at), KEY, sign)).toBeNull()
      expect(decode(Uint8Array.from([...bytes, 0]), KEY, sign)).toBeNull()
      expect(decode(bytes, new Uint8Array(32).fill(2), sign)).toBeNull()
    }),
    { numRuns: 60 },
  )
})

test('hostile bytes, even well signed ones, are refused without an exception', () => {
  const signed = (body: Uint8Array) => Uint8Array.from([...body, ...sign(KEY, body)])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), packet, fc.nat(), (noise, one, where) => {
      decodeOld(noise, true)
      expect(decode(noise, KEY, sign)).toBeNull()
      const body = encode(one, KEY, sign).slice(0, -32)
      body.set(noise.slice(0, body.length), where % body.length > body.length - noise.length ? 0 : where % body.length)
      const read = decode(signed(body), KEY, sign)
      if (!read) return
      expect(WORDS).toContain(read.word)
      expect([read.counter, read.told.term].every(Number.isSafeInteger)).toBe(true)
    }),
  )
})

test('a pool’s name in four bytes', () => {
  expect(poolId('tcp 192.0.2.10:80')).toBe(poolId('tcp 192.0.2.10:80'))
  expect(poolId('tcp 192.0.2.10:80')).not.toBe(poolId('tcp 192.0.2.10:81'))
  // FNV-1a, 32 bits: the published values
  expect([poolId(''), poolId('a'), poolId('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
})
