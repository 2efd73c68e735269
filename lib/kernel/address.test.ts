import { expect, test } from 'vitest'
import { addAddressArgv, announceArgv, isDeviceName, parseAddresses } from './address'
import { canonicalAddress, maskOfPrefix, parseEndpoint, prefixOfMask } from './endpoint'
import { isAllowedSysctl, sysctlPath } from './sysctl'

/** As iproute2 6.1 printed it. */
const info = (local: string, prefixlen: number, more: object) => ({
  family: 'inet',
  local,
  prefixlen,
  scope: 'global',
  valid_life_time: 4294967295,
  ...more,
})
const JSON_TEXT = JSON.stringify([
  {
    ifname: 'lo',
    flags: ['LOOPBACK', 'UP'],
    link_type: 'loopback',
    addr_info: [
      info('127.0.0.1', 8, { label: 'lo' }),
      info('192.0.2.10', 32, { label: 'lo:0' }),
      info('127.0.0.53', 8, {}),
      { family: 'inet6', local: '::1', prefixlen: 128, scope: 'host' },
      { family: 'inet6', local: '2001:DB8::10', prefixlen: 128, scope: 'global' },
    ],
  },
  {
    ifname: 'd0',
    flags: ['BROADCAST', 'UP', 'LOWER_UP'],
    link_type: 'ether',
    address: 'b6:b7:bd:ee:0c:b0',
    addr_info: [
      info('192.0.2.1', 24, { label: 'd0' }),
      info('192.0.2.10', 32, { label: 'd0:1' }),
      info('198.51.100.1', 32, { label: 'd0' }),
      info('192.0.2.11', 24, { label: 'd0', secondary: true, valid_life_time: 4 }),
      { family: 'inet6', local: '2001:DB8::10', prefixlen: 128, scope: 'global', nodad: true },
      { family: 'inet6', local: 'fe80::1', prefixlen: 64, scope: 'link' },
    ],
  },
  { ifname: 'tunl0', flags: ['NOARP'], link_type: 'ipip', address: '0.0.0.0', addr_info: [] },
])

test('ip -j addr: the base address is told from the others; of lo what was put there', () => {
  const { addresses, links, loopback } = parseAddresses(JSON_TEXT)
  expect(links).toEqual({ d0: { up: true, mac: 'b6:b7:bd:ee:0c:b0' }, tunl0: { up: false } })
  expect(addresses).toEqual([
    { device: 'd0', address: '192.0.2.1', prefix: 24, base: true },
    { device: 'd0', address: '192.0.2.10', prefix: 32, label: 'd0:1', base: false },
    { device: 'd0', address: '198.51.100.1', prefix: 32, base: false },
    { device: 'd0', address: '192.0.2.11', prefix: 24, validSec: 4, base: false },
    { device: 'd0', address: '2001:db8::10', prefix: 128, base: true },
    { device: 'd0', address: 'fe80::1', prefix: 64, base: false },
  ])
  expect(loopback).toEqual(['192.0.2.10', '2001:db8::10'])
  expect(parseAddresses('')).toEqual({ addresses: [], links: {}, loopback: [] })
})

test('argv of addresses and announcements', () => {
  const vip = { device: 'eth0', address: '192.0.2.10', prefix: 24, label: 'eth0:1' }
  expect(addAddressArgv(vip).join(' ')).toBe('address add 192.0.2.10/24 dev eth0 label eth0:1')
  expect(addAddressArgv({ device: 'eth0', address: '2001:db8::1', prefix: 128 }).at(-1)).toBe('nodad')
  expect(announceArgv('eth0', '2001:db8::1')[0]).toBe('ndptool')
})

test('addresses and endpoints in the one form that is compared', () => {
  expect(canonicalAddress('2001:DB8:0:0::1')).toBe('2001:db8::1')
  for (const bad of ['10.1', '010.0.0.1', '256.1.1.1', 'fe80::1%eth0', '1::2::3', ''])
    expect(canonicalAddress(bad)).toBeNull()
  expect(parseEndpoint('[2001:db8::1]:80')).toEqual({ address: '2001:db8::1', port: 80 })
  expect(parseEndpoint('2001:db8::1')).toEqual({ address: '2001:db8::1', port: 0 })
  expect(parseEndpoint('192.0.2.1:70000')).toBeNull()
  for (let prefix = 0; prefix <= 32; prefix++) expect(prefixOfMask(maskOfPrefix(prefix))).toBe(prefix)
  expect(prefixOfMask('255.0.255.0')).toBeNull()
})

test('names of devices and settings that could leave their folder are refused', () => {
  expect(['eth0', 'eth0.100', 'bond0:1'].map(isDeviceName)).toEqual([true, true, true])
  expect(['', '-x', 'eth0/..', 'a b', 'sixteencharacter', 'a\nb'].some(isDeviceName)).toBe(false)
  expect(sysctlPath('net.ipv4.conf.eth0/100.rp_filter')).toBe('net/ipv4/conf/eth0.100/rp_filter')
  const bad = [
    'net.ipv4.conf...arp_ignore',
    'net.ipv4.conf.//.arp_ignore',
    'net.ipv4.vs.a/b',
    'net.ipv4.vs.x\n',
    'kernel.panic',
  ]
  expect(bad.filter(isAllowedSysctl)).toEqual([])
})
