import { expect, test } from 'vitest'
import type { Address } from '../kernel/state'
import { read } from '../lvscf'
import { placeOf, socketFault } from './start'

const address = (text: string, device: string, more: Partial<Address> = {}): Address => ({
  device,
  address: text,
  prefix: 24,
  base: true,
  ...more,
})
const A = [address('192.0.2.1', 'eth0'), address('10.0.0.1', 'eth1')]
const B = [address('192.0.2.2', 'eth0'), address('10.0.0.2', 'eth1')]
const PAIR = `primary = 192.0.2.1
primary_private = 10.0.0.1
backup_active = 1
backup = 192.0.2.2
backup_private = 10.0.0.2
heartbeat_port = 540
keepalive = 1
deadtime = 4
monitor_links = 1
syncdaemon = 1
`
const place = (text: string, addresses: Address[]) => placeOf(read(text).config, addresses, 'pulse')
const codes = (text: string, addresses: Address[]) => {
  const { faults, warnings, config } = place(text, addresses)
  expect(config.unable).toEqual(faults[0] ?? null)
  return [...faults, ...warnings].map((saying) => saying.code.replace('pulse.start.', ''))
}

test('the owner of `primary` is the primary, any other router the backup; both channels follow', () => {
  expect(place(PAIR, A)).toMatchObject({
    port: 540,
    faults: [],
    config: { me: 'primary', partner: true, keepaliveMs: 1000, deadtimeMs: 4000, monitorLinks: true, sync: true },
    routes: {
      public: { from: '192.0.2.1', to: '192.0.2.2', device: 'eth0' },
      private: { from: '10.0.0.1', to: '10.0.0.2', device: 'eth1' },
    },
  })
  expect(place(PAIR, B)).toMatchObject({
    faults: [],
    config: { me: 'backup', partner: true, privateChannel: true },
    routes: { public: { from: '192.0.2.2', to: '192.0.2.1' }, private: { from: '10.0.0.2', to: '10.0.0.1' } },
  })
})

test('without private addresses there is one channel, without backup_active no partner', () => {
  const one = PAIR.replace(/.*_private.*\n/g, '')
  expect(place(one, A).routes.private).toBeNull()
  const single = place('primary = 192.0.2.1\n', A)
  expect([single.config.partner, single.config.unable, single.routes]).toEqual([
    false,
    null,
    { public: null, private: null },
  ])
})

test('the faults of the questions people asked: each by its true name', () => {
  const other = [address('192.0.2.9', 'eth0')]
  expect(codes(PAIR, other)).toEqual(['not-here'])
  const alias = [address('192.0.2.9', 'eth0'), address('192.0.2.1', 'eth0', { base: false, label: 'eth0:0' })]
  expect(codes(PAIR, alias)).toEqual(['primary-on-alias'])
  expect(place(PAIR, alias).faults[0]?.params).toEqual({ address: '192.0.2.1', device: 'eth0:0' })
  const second = [address('192.0.2.9', 'eth0'), address('192.0.2.2', 'eth0', { base: false })]
  expect(codes(PAIR, second)).toEqual(['backup-on-alias'])
  expect(codes('backup_active = 1\nprimary = 192.0.2.1\n', A)).toEqual(['no-backup'])
  expect(codes(PAIR.replace('backup_active = 1', 'backup_active = 0'), B)).toEqual(['backup-inactive'])
  expect(codes('primary = 192.0.2.1\n', other)).toEqual(['not-primary'])
  expect(codes('', other)).toEqual(['primary-unset'])
  expect(codes('backup_active = 1\nbackup = 192.0.2.2\n', other)).toEqual(['no-primary'])
  expect(codes(PAIR, A.slice(0, 1))).toEqual(['private-not-here'])
})

test('a socket that cannot be opened', () => {
  const named = (code: string) => socketFault(code, '192.0.2.1', 539).code
  expect(['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'EMFILE'].map(named)).toEqual([
    'pulse.start.port-taken',
    'pulse.start.address-gone',
    'pulse.start.not-allowed',
    'pulse.start.no-socket',
  ])
})
