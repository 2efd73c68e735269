import { expect, test } from 'vitest'
import type { IpvsServer, IpvsService } from '@/lib/kernel/state'
import { say } from '@/lib/text'
import type { plan } from '@/lib/text/areas/plan'
import { guard } from './guard'
import type { Op } from './types'

const service: IpvsService = {
  id: { kind: 'address', protocol: 'tcp', address: '192.0.2.10', port: 80 },
  scheduler: 'rr',
  flags: [],
  ops: false,
  persistentSec: 0,
  persistPrefix: 32,
  servers: [],
}
const server: IpvsServer = {
  address: '10.0.0.2',
  port: 80,
  forward: 'nat',
  weight: 1,
  upperThreshold: 0,
  lowerThreshold: 0,
}
const address = { device: 'eth0', address: '192.0.2.10', prefix: 24 }

const addService = (change: Partial<IpvsService>): Op => ({ do: 'ipvs.addService', service: { ...service, ...change } })
const addServer = (change: Partial<IpvsServer>): Op => ({
  do: 'ipvs.addServer',
  service: service.id,
  server: { ...server, ...change },
})
const addAddress = (change: Partial<typeof address & { label: string }>): Op => ({
  do: 'address.add',
  address: { ...address, ...change },
})
const chain = (rule: string, name: 'LVS_MARK' | 'LVS_MASQ' = 'LVS_MARK'): Op => ({
  do: 'marks.setChain',
  chain: { family: 4, table: 'mangle', name, rules: [rule] },
  before: null,
  jumps: 0,
})
const sysctl = (key: string, value: string): Op => ({ do: 'sysctl.set', key, value, before: undefined })

const fine: Op[] = [
  addService({}),
  addServer({}),
  addAddress({ label: 'eth0:1' }),
  chain('-d 192.0.2.10/32 -j MARK --set-xmark 0x1/0xffffffff'),
  sysctl('net.ipv4.vs.sync_threshold', '2 50'),
  { do: 'address.announce', device: 'eth0', address: '2001:db8::1' },
]

test('what the planner makes may run', () => expect(guard(fine)).toEqual([]))

test.each<[string, Op]>([
  ['WEIGHT', addServer({ weight: 65536 })],
  ['WEIGHT', addServer({ weight: -1 })],
  ['WEIGHT', addServer({ weight: 1.5 })],
  ['BOUNDS', addServer({ port: 65536 })],
  ['BOUNDS', addServer({ upperThreshold: 10, lowerThreshold: 20 })],
  ['ADDRESS', addServer({ address: '-x' })],
  ['ADDRESS', addServer({ address: '10.0.0.2 -w 5' })],
  ['ADDRESS', addServer({ address: '2001:DB8::1' })],
  ['WORD', addService({ scheduler: '-C' })],
  ['WORD', addService({ scheduler: 'rr\n-C' })],
  ['WORD', addService({ flags: ['mh-port -p'] })],
  ['BOUNDS', addService({ persistentSec: 31536000 })],
  ['BOUNDS', addService({ id: { kind: 'mark', mark: 0, family: 4 } })],
  ['BOUNDS', addService({ id: { kind: 'address', protocol: 'tcp', address: '192.0.2.10', port: 0 } })],
  ['DEVICE', addAddress({ device: '-all' })],
  ['DEVICE', addAddress({ device: 'lo' })],
  ['DEVICE', addAddress({ device: 'eth0\naddress' })],
  ['DEVICE', addAddress({ label: 'eth1:1' })],
  ['BOUNDS', addAddress({ prefix: 33 })],
  ['RULE', chain('-j RETURN\n-A INPUT -j ACCEPT')],
  ['RULE', chain('COMMIT')],
  ['RULE', chain('-j RETURN', 'LVS_MASQ')],
  ['SYSCTL', sysctl('kernel.panic', '1')],
  ['SYSCTL', sysctl('net.ipv4.ip_forward', '1\n2')],
  ['DEVICE', { do: 'address.announce', device: '-I', address: '192.0.2.1' }],
  [
    'BOUNDS',
    {
      do: 'ipvs.setTimeouts',
      before: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 },
      timeouts: { tcpSec: -1, tcpFinSec: 1, udpSec: 1 },
    },
  ],
])('%s: %j', (code, op) => {
  const [refusal, ...more] = guard([...fine, op])
  expect([refusal?.index, refusal?.saying.code, more]).toEqual([fine.length, `plan.GUARD_${code}`, []])
  const key = refusal?.saying.code as keyof typeof plan
  expect(say('zh', key, refusal?.saying.params)).toContain('已拒绝')
})
