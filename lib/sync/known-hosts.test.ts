import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fingerprintOf,
  hostKeyAlgorithms,
  judgeHost,
  keyBlob,
  knownLine,
  parseKnownHosts,
  speaksOf,
} from './known-hosts'

const blob = (type: string, seed: number) => {
  const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
  return Buffer.concat([part(Buffer.from(type)), part(Buffer.alloc(32, seed))])
}
const ONE = blob('ssh-ed25519', 1)
const TWO = blob('ssh-ed25519', 2)
const RSA = blob('ssh-rsa', 3)
const textOf = (key: Buffer) => `${key.toString('latin1', 4, 4 + key.readUInt32BE(0))} ${key.toString('base64')}`
const judge = (text: string, host: string, port: number, key: Buffer) =>
  judgeHost(parseKnownHosts(text), host, port, key).verdict

describe('which lines speak of a host', () => {
  const speaks = (hosts: string, host: string, port = 22) => {
    const [line] = parseKnownHosts(`${hosts} ${textOf(ONE)}`)
    return line ? speaksOf(line, host, port) : null
  }
  test('plain names, lists, case', () => {
    expect(speaks('router-b', 'router-b')).toBe(true)
    expect(speaks('Router-B,10.0.0.2', 'router-b')).toBe(true)
    expect(speaks('router-b,10.0.0.2', '10.0.0.2')).toBe(true)
    expect(speaks('router-b', 'router-bb')).toBe(false)
    expect(speaks('router-b', 'router-')).toBe(false)
  })
  test('wildcards and negation: a name that is excluded stays so, wherever the exclusion stands', () => {
    expect(speaks('10.0.0.*', '10.0.0.2')).toBe(true)
    expect(speaks('10.0.?.2', '10.0.0.2')).toBe(true)
    expect(speaks('10.0.0.*,!10.0.0.2', '10.0.0.2')).toBe(false)
    expect(speaks('!10.0.0.2,10.0.0.*', '10.0.0.2')).toBe(false)
    expect(speaks('!10.0.0.2', '10.0.0.3')).toBe(false)
    expect(speaks(`${'*a'.repeat(5000)}b`, 'a'.repeat(5000))).toBe(false)
  })
  test('another port than 22 stands in brackets, and only there', () => {
    expect(speaks('[10.0.0.2]:2222', '10.0.0.2', 2222)).toBe(true)
    expect(speaks('[10.0.0.2]:2222', '10.0.0.2', 22)).toBe(false)
    expect(speaks('10.0.0.2', '10.0.0.2', 2222)).toBe(false)
    expect(speaks('[2001:db8::2]:2222', '2001:db8::2', 2222)).toBe(true)
  })
  test('hashed names', () => {
    const salt = randomBytes(20)
    const of = (name: string) =>
      `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
    expect(speaks(of('10.0.0.2'), '10.0.0.2')).toBe(true)
    expect(speaks(of('10.0.0.2'), '10.0.0.3')).toBe(false)
    expect(speaks(of('[10.0.0.2]:2222'), '10.0.0.2', 2222)).toBe(true)
    expect(speaks('|2|x|y', '10.0.0.2')).toBe(false)
  })
})

describe('verdicts', () => {
  test('known, unknown, changed with both fingerprints', () => {
    const text = `# mine\n\nb ${textOf(ONE)} comment here\r\n`
    expect(judge(text, 'b', 22, ONE)).toBe('known')
    expect(judge(text, 'c', 22, ONE)).toBe('unknown')
    expect(judgeHost(parseKnownHosts(text), 'b', 22, TWO)).toEqual({
      verdict: 'changed',
      offered: fingerprintOf(TWO),
      known: [fingerprintOf(ONE)],
    })
  })
  test('a key of another type than the known one is a changed key, not a new host', () => {
    expect(judge(`b ${textOf(RSA)}`, 'b', 22, ONE)).toBe('changed')
  })
  test('a revoked key is refused even if another line trusts it; it makes no host known', () => {
    expect(judge(`b ${textOf(ONE)}\n@revoked * ${textOf(ONE)}`, 'b', 22, ONE)).toBe('revoked')
    expect(judge(`@revoked * ${textOf(ONE)}`, 'b', 22, TWO)).toBe('unknown')
  })
  test('a certificate authority and damaged lines prove nothing', () => {
    const damaged = [
      `b ssh-ed25519 %%%`,
      `b ssh-rsa ${ONE.toString('base64')}`,
      'b',
      `b ssh-ed25519`,
      `@what b ${textOf(ONE)}`,
    ]
    for (const line of [`@cert-authority b ${textOf(ONE)}`, ...damaged])
      expect(judge(line, 'b', 22, ONE)).toBe('unknown')
  })
  test('what is written is known afterwards, and never more than that host and key', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65535 }), (address, port) => {
        const text = knownLine(address, port, ONE)
        return (
          judge(text, address, port, ONE) === 'known' &&
          judge(text, address, port, TWO) === 'changed' &&
          judge(text, address, port === 9 ? 10 : 9, ONE) === 'unknown'
        )
      }),
    )
  })
  test('any text is read without a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => judge(text, 'b', 22, ONE) === 'unknown' || text.includes('b')))
  })
})

test('the algorithms follow the known keys: an RSA-only host is asked for RSA', () => {
  const lines = parseKnownHosts(`b ${textOf(RSA)}\nc ${textOf(ONE)}\nc ${textOf(RSA)}`)
  expect(hostKeyAlgorithms(lines, 'b', 22)).toEqual(['rsa-sha2-512', 'rsa-sha2-256'])
  expect(hostKeyAlgorithms(lines, 'c', 22)[0]).toBe('ssh-ed25519')
  expect(hostKeyAlgorithms(lines, 'd', 22)).toContain('ecdsa-sha2-nistp256')
})

test('a fingerprint is the one that ssh-keygen prints', () => {
  const base64 = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
  const key = keyBlob('ssh-ed25519', base64)
  // github.com's published Ed25519 host key and fingerprint.
  expect(key && fingerprintOf(key)).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU')
})
