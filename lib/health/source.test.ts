import { expect, test } from 'vitest'
import type { Address } from '../kernel/state'
import { sourcesOf } from './source'

const at = (device: string, address: string, prefix: number, base = false): Address => ({
  device,
  address,
  prefix,
  base,
})
const vips = new Set(['192.0.2.10', '10.0.0.254', '2001:db8::10'])
const own = [
  at('eth0', '192.0.2.2', 24, true),
  at('eth0', '192.0.2.10', 32),
  at('eth1', '10.0.0.254', 24),
  at('eth0', 'fe80::1', 64),
  at('eth0', '2001:db8::2', 64, true),
  at('eth0', '2001:db8::10', 128),
]

test.each([
  ['in the server’s subnet, not the VIP', '192.0.2.80', '192.0.2.2'],
  ['only a VIP is in that subnet: another of ours', '10.0.0.7', '192.0.2.2'],
  ['behind a gateway: the kernel’s choice', '203.0.113.5', undefined],
  ['IPv6', '2001:db8::80', '2001:db8::2'],
])('%s', (_, server, source) => expect(sourcesOf(own, vips).sourceFor(server)).toBe(source))

test('a router that has nothing but VIPs leaves it to the kernel', () => {
  expect(sourcesOf([at('eth1', '10.0.0.254', 24)], vips).sourceFor('10.0.0.7')).toBeUndefined()
})

test('the entry near a server tells its interface; a server on this router itself is near its own address', () => {
  const near = (server: string) => sourcesOf([...own, at('eth1', '10.0.0.1', 32)], vips).near(server)?.device
  expect([near('192.0.2.80'), near('10.0.0.7'), near('10.0.0.1'), near('203.0.113.5')]).toEqual([
    'eth0',
    'eth1',
    'eth1',
    undefined,
  ])
})
