import { expect, test } from 'vitest'
import type { KernelState } from '@/lib/kernel/state'
import { diff } from './diff'
import { guard } from './guard'
import { isHandoverOp, resetsDropped } from './handover'
import { applyOps } from './machine'
import { argvOf } from './op'
import { emptyOwned, ownedDuring } from './owned'
import type { Wanted } from './types'

const BARE: KernelState = {
  services: [],
  timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
  chains: [],
  sysctls: {},
  addresses: [{ device: 'eth0', address: '192.0.2.1', prefix: 24, base: true }],
  links: { eth0: { up: true } },
}
const mark = { family: 4, table: 'mangle', name: 'LVS_MARK', rules: ['-i eth0 -j RETURN'] } as const
const wanted: Wanted = {
  services: [],
  timeouts: {},
  chains: [{ ...mark, rules: [...mark.rules] }],
  sysctls: {},
  addresses: [
    { device: 'eth0', address: '192.0.2.100', prefix: 32, label: 'eth0:1' },
    { device: 'eth0', address: '192.0.2.101', prefix: 32 },
    { device: 'eth0', address: '2001:db8::100', prefix: 128 },
  ],
  origins: {},
}

test('a rule for each virtual address, in the chain of its family, beside the other chains', () => {
  expect(resetsDropped(wanted).chains).toEqual([
    mark,
    {
      family: 4,
      table: 'filter',
      name: 'LVS_HANDOVER',
      rules: [
        '-s 192.0.2.100/32 -p tcp -m tcp --tcp-flags RST RST -j DROP',
        '-s 192.0.2.101/32 -p tcp -m tcp --tcp-flags RST RST -j DROP',
      ],
    },
    {
      family: 6,
      table: 'filter',
      name: 'LVS_HANDOVER',
      rules: ['-s 2001:db8::100/128 -p tcp -m tcp --tcp-flags RST RST -j DROP'],
    },
  ])
  expect(resetsDropped({ ...wanted, addresses: [] }).chains).toEqual([mark])
  expect(resetsDropped(resetsDropped(wanted))).toEqual(resetsDropped(wanted))
})

test('the chain stands before the addresses come up, and goes by itself when it is over', () => {
  const during = resetsDropped(wanted)
  const ops = diff(BARE, during, emptyOwned('boot'))
  expect(guard(ops)).toEqual([])
  const kinds = ops.map((op) => (isHandoverOp(op) ? 'handover' : op.do))
  expect(kinds.lastIndexOf('handover')).toBeLessThan(kinds.indexOf('address.add'))
  const owned = ownedDuring(emptyOwned('boot'), during, BARE)
  const { state, failed } = applyOps(BARE, ops)
  expect([failed, diff(state, during, owned)]).toEqual([[], []])
  const after = diff(state, wanted, owned)
  expect(after.every(isHandoverOp)).toBe(true)
  expect(after.map((op) => argvOf(op)[0])).toEqual(['iptables-restore', 'ip6tables-restore'])
  expect(applyOps(state, after).state.chains).toEqual([{ ...mark, jumps: 1 }])
})
