import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { refusedTarget } from './alert-target'

test('this machine, its link, groups and metadata services are refused', () => {
  const table: [string, string][] = [
    ['127.0.0.1', 'loopback'],
    ['127.8.9.10', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['169.254.1.1', 'linkLocal'],
    ['169.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'multicast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['fe80::1', 'linkLocal'],
    ['fe80::1%eth0', 'linkLocal'],
    ['ff02::1', 'multicast'],
    ['fd00:ec2::254', 'metadata'],
    ['FD00:0EC2:0::254', 'metadata'],
    ['not an address', 'unreadable'],
    ['', 'unreadable'],
    ['0177.0.0.1', 'unreadable'],
    ['2130706433', 'unreadable'],
  ]
  expect(table.map(([address]) => [address, refusedTarget(address)])).toEqual(table)
})

test('an IPv4 address inside an IPv6 one counts as itself', () => {
  const spellings = (v4: string) => {
    const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number)
    const tail = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
    return [`::ffff:${v4}`, `::ffff:${tail}`, `::ffff:0:${tail}`, `64:ff9b::${tail}`, `2002:${tail}::1`, `::${tail}`]
  }
  for (const spelling of spellings('127.0.0.1')) expect(refusedTarget(spelling), spelling).toBe('loopback')
  for (const spelling of spellings('169.254.169.254')) expect(refusedTarget(spelling), spelling).toBe('metadata')
  for (const spelling of spellings('192.0.2.7')) {
    expect(ipaddr.IPv6.isValid(spelling)).toBe(true)
    expect(refusedTarget(spelling)).toBe(refusedTarget('192.0.2.7'))
  }
})

test('private and public addresses are allowed', () => {
  for (const address of [
    '10.1.2.3',
    '192.168.1.1',
    '172.16.0.1',
    '8.8.8.8',
    '2a00:1450::5',
    'fd12:3456::1',
    '100.64.0.1',
  ])
    expect(refusedTarget(address), address).toBeNull()
})
