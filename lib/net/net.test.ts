import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareIp,
  dottedMask,
  familyOf,
  inetAton,
  inSubnet,
  ipv4Number,
  ipv4Text,
  isUnspecified,
  labelFits,
  parseCidr,
  parseDevice,
  parseFwmark,
  parseInterface,
  parseIp,
  parseMac,
  parseMask,
  parseNumber,
  parsePort,
} from './index'

const value = <T>(parsed: { ok: true; value: T; unusual?: true } | { ok: false; code: string }) =>
  parsed.ok ? (parsed.unusual ? ['unusual', parsed.value] : parsed.value) : parsed.code

test('addresses in canonical text, and what inet_aton reads, marked', () => {
  expect(value(parseIp('192.0.2.1'))).toBe('192.0.2.1')
  expect(value(parseIp('2001:DB8:0:0::1'))).toBe('2001:db8::1')
  expect(value(parseIp('10.1'))).toEqual(['unusual', '10.0.0.1'])
  expect(value(parseIp('010.0.0.1'))).toEqual(['unusual', '8.0.0.1'])
  expect(value(parseIp('0x7f000001'))).toEqual(['unusual', '127.0.0.1'])
  for (const text of [
    '',
    '10.0.0.256',
    '1.2.3.4.5',
    '10.0.0.1/24',
    'fe80::1%eth0',
    '::g',
    '08.1.1.1',
    ' 1.1.1.1',
    'localhost',
  ])
    expect([text, value(parseIp(text))]).toEqual([text, 'NOT_AN_ADDRESS'])
  expect([inetAton('255.255.255.255'), inetAton('4294967295'), inetAton('4294967296'), inetAton('1.16777216')]).toEqual(
    [4294967295, 4294967295, undefined, undefined],
  )
  expect([familyOf('::'), familyOf('0.0.0.0'), isUnspecified('::'), isUnspecified('::1')]).toEqual([6, 4, true, false])
})

test('subnets and order', () => {
  expect(inSubnet('10.0.1.7', '10.0.0.0', 23)).toBe(true)
  expect(inSubnet('10.0.2.7', '10.0.0.0', 23)).toBe(false)
  expect(inSubnet('2001:db8::1', '2001:db8::', 64)).toBe(true)
  expect(inSubnet('10.0.0.1', '::', 0)).toBe(false)
  expect(['2001:db8::1', '10.0.0.10', '10.0.0.9'].sort(compareIp)).toEqual(['10.0.0.9', '10.0.0.10', '2001:db8::1'])
})

test('numbers and text of IPv4 are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), (bits) => {
      expect(ipv4Number(ipv4Text(bits))).toBe(bits)
      expect(inetAton(ipv4Text(bits))).toBe(bits)
      expect(inetAton(`0x${bits.toString(16)}`)).toBe(bits)
      expect(value(parseIp(ipv4Text(bits)))).toBe(ipv4Text(bits))
    }),
  )
})

test('masks, dotted and as prefix length', () => {
  for (let prefix = 0; prefix <= 32; prefix++) expect(value(parseMask(dottedMask(prefix)))).toBe(prefix)
  expect([dottedMask(0), dottedMask(23), dottedMask(32)]).toEqual(['0.0.0.0', '255.255.254.0', '255.255.255.255'])
  expect(value(parseMask('64'))).toBe(64)
  expect(value(parseMask('0xffffff00'))).toEqual(['unusual', 24])
  expect(value(parseMask('255.0.255.0'))).toBe('MASK_HOLES')
  expect(value(parseMask('129'))).toBe('PREFIX_RANGE')
  for (const text of ['', '/24', '255.255.255', 'mask']) expect(parseMask(text).ok).toBe(false)
  expect(value(parseCidr('10.0.0.0/24'))).toEqual(['10.0.0.0', 24])
  for (const text of ['10.0.0.0', '10.0.0.0/33', '10.1/8', '::/129', '10.0.0.0/24/1', '10.0.0.0/024'])
    expect([text, value(parseCidr(text))]).toEqual([text, 'NOT_A_CIDR'])
})

test('numbers as strtol reads them', () => {
  expect(['0', '80', '-5'].map((text) => value(parseNumber(text)))).toEqual([0, 80, -5])
  expect(['010', '0x10', '+7', '00'].map((text) => value(parseNumber(text)))).toEqual([
    ['unusual', 8],
    ['unusual', 16],
    ['unusual', 7],
    ['unusual', 0],
  ])
  for (const text of ['', '6s', '1.5', '08', '0x', '- 1', '1e3', '٣'])
    expect([text, value(parseNumber(text))]).toEqual([text, 'NOT_A_NUMBER'])
  expect(value(parseNumber('9'.repeat(400)))).toBe(Number.POSITIVE_INFINITY)
})

test('ports and marks have ranges', () => {
  expect([value(parsePort('1')), value(parsePort('65535')), value(parsePort('0', true))]).toEqual([1, 65535, 0])
  expect([value(parsePort('0')), value(parsePort('65536')), value(parsePort('http'))]).toEqual([
    'PORT_RANGE',
    'PORT_RANGE',
    'NOT_A_NUMBER',
  ])
  expect([value(parseFwmark('4294967295')), value(parseFwmark('4294967296'))]).toEqual([4294967295, 'MARK_RANGE'])
})

test('devices, labels, hardware addresses', () => {
  for (const name of ['eth0', 'a'.repeat(15), 'bond0.12', 'br-lan']) expect(parseInterface(name).ok).toBe(true)
  for (const name of ['', 'a'.repeat(16), '-eth0', 'eth 0', 'eth0:1', 'a/b', '.', '..', 'a\nb'])
    expect([name, parseInterface(name).ok]).toEqual([name, false])
  expect(value(parseDevice('eth0:1'))).toEqual({ device: 'eth0', label: 'eth0:1' })
  expect(value(parseDevice('eth0'))).toEqual({ device: 'eth0' })
  expect([parseDevice('eth0:').ok, parseDevice(':1').ok, parseDevice('eth0:a b').ok]).toEqual([false, false, false])
  expect([
    labelFits({ device: 'eth0', label: 'eth0:1' }),
    labelFits({ device: 'eth0', label: `eth0:${'1'.repeat(11)}` }),
  ]).toEqual([true, false])
  expect(value(parseMac('00-16-3E-1F-2A-0B'))).toBe('00:16:3e:1f:2a:0b')
  expect(value(parseMac('00163e1f2a0b'))).toBe('00:16:3e:1f:2a:0b')
  for (const text of ['', '00:16:3e:1f:2a', '00:16-3e:1f:2a:0b', 'zz163e1f2a0b']) expect(parseMac(text).ok).toBe(false)
})
