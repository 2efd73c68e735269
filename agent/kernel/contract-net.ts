import { addressKey } from '@/lib/kernel/address'
import { chainKey } from '@/lib/kernel/marks'
import { markRule, resetRule } from '@/lib/kernel/rule'
import type { KernelState } from '@/lib/kernel/state'
import type { Op } from '@/lib/plan'
import { CONTRACT_DEVICE, type ContractCase, done, look, refused, SYSCTLS } from './contract-tools'

function markCases(family: 4 | 6): ContractCase[] {
  const vip = family === 6 ? '2001:db8::10' : '192.0.2.10'
  const needs = family === 6 ? 'ip6tables' : 'iptables'
  const chain = { family, table: 'mangle', name: 'LVS_MARK' } as const
  const rules = [markRule(vip, 'tcp', 80, 80), markRule(vip, 'udp', 53, 4294967295)]
  const set = (now: string[], jumps: number): Op => ({
    do: 'marks.setChain',
    chain: { ...chain, rules: now },
    before: null,
    jumps,
  })
  const find = (state: KernelState) => state.chains.filter((c) => chainKey(c) === chainKey(chain))
  return [
    {
      name: `IPv${family}: a chain reads back as it was written, with one jump, however often it is written`,
      needs,
      run: async (kernel, assert) => {
        await done(kernel, assert, [set(rules, 0)])
        await done(kernel, assert, [set(rules, 0), set(rules, 1)])
        assert.equal(find(await look(kernel)), [{ ...chain, rules, jumps: 1 }], 'the chain')
      },
    },
    {
      name: `IPv${family}: other rules take the place of the first ones; a chain that is removed is gone`,
      needs,
      run: async (kernel, assert) => {
        await done(kernel, assert, [set(rules, 0)])
        const other = [markRule(vip, 'tcp', 443, 80)]
        await done(kernel, assert, [set(other, 1)])
        assert.equal(find(await look(kernel))[0]?.rules, other, 'the new rules')
        await done(kernel, assert, [{ do: 'marks.removeChain', chain, before: other, jumps: 1 }])
        assert.equal(find(await look(kernel)), [], 'nothing')
      },
    },
  ]
}

/** The chain of a hand-over stands in another table, and its rule has a match of its own. */
function handoverCase(family: 4 | 6): ContractCase {
  const rules = family === 6 ? ['2001:db8::10', '2001:db8::11'] : ['192.0.2.10', '192.0.2.11']
  const chain = { family, table: 'filter', name: 'LVS_HANDOVER', rules: rules.map(resetRule) } as const
  const mark = { family, table: 'mangle', name: 'LVS_MARK' } as const
  const marks = [markRule(rules[0] ?? '', 'tcp', 80, 80)]
  return {
    name: `IPv${family}: the chain that holds resets back reads back beside the marks, and goes alone`,
    needs: family === 6 ? 'ip6tables' : 'iptables',
    run: async (kernel, assert) => {
      const set = (of: typeof chain | (typeof mark & { rules: string[] })): Op => ({
        do: 'marks.setChain',
        chain: { ...of, rules: [...of.rules] },
        before: null,
        jumps: 0,
      })
      await done(kernel, assert, [set({ ...mark, rules: marks }), set(chain)])
      const byKey = async () => [...(await look(kernel)).chains].sort((a, b) => (chainKey(a) < chainKey(b) ? -1 : 1))
      const marked = { ...mark, rules: marks, jumps: 1 }
      assert.equal(await byKey(), [{ ...chain, jumps: 1 }, marked], 'both')
      const { rules: before, ...gone } = chain
      await done(kernel, assert, [{ do: 'marks.removeChain', chain: gone, before: [...before], jumps: 1 }])
      assert.equal(await byKey(), [marked], 'the marks alone')
    },
  }
}

const vip = { device: CONTRACT_DEVICE, address: '198.51.100.10', prefix: 24, label: `${CONTRACT_DEVICE}:1` }
const addressCases: ContractCase[] = [
  {
    name: 'an address comes up with mask and label and goes again; IPv6 likewise, without label',
    run: async (kernel, assert) => {
      const six = { device: CONTRACT_DEVICE, address: '2001:db8:99::10', prefix: 128 }
      await done(kernel, assert, [
        { do: 'address.add', address: vip },
        { do: 'address.add', address: six },
      ])
      const state = await look(kernel)
      const found = state.addresses.filter((a) => a.address === vip.address || a.address === six.address)
      assert.equal(
        found.map(({ base: _, ...a }) => a),
        [vip, six],
        'both',
      )
      await done(
        kernel,
        assert,
        found.map((address): Op => ({ do: 'address.remove', address })),
      )
      assert.equal(
        (await look(kernel)).addresses.filter((a) => a.address === vip.address),
        [],
        'gone',
      )
    },
  },
  {
    name: 'the same entry twice, an entry that is not there and an unknown interface are refused by position',
    run: async (kernel, assert) => {
      const add: Op = { do: 'address.add', address: vip }
      await refused(kernel, assert, [add, add], 1, /exists|assigned/)
      const gone: Op = { do: 'address.remove', address: { ...vip, address: '198.51.100.99', base: false } }
      await refused(kernel, assert, [gone], 0, /Cannot assign|not found/)
      await refused(
        kernel,
        assert,
        [{ do: 'address.add', address: { ...vip, device: 'nosuch0', label: undefined } }],
        0,
        /nosuch0/,
      )
    },
  },
  {
    name: 'one IPv4 address may stand with two prefixes, an IPv6 address may not',
    run: async (kernel, assert) => {
      const narrow = { device: CONTRACT_DEVICE, address: vip.address, prefix: 32 }
      await done(kernel, assert, [
        { do: 'address.add', address: vip },
        { do: 'address.add', address: narrow },
      ])
      assert.equal((await look(kernel)).addresses.filter((a) => a.address === vip.address).length, 2, 'two entries')
      const six = { device: CONTRACT_DEVICE, address: '2001:db8:99::10', prefix: 128 }
      const ops: Op[] = [
        { do: 'address.add', address: six },
        { do: 'address.add', address: { ...six, prefix: 64 } },
      ]
      await refused(kernel, assert, ops, 1, /exists|assigned/)
    },
  },
  {
    name: 'the first address of a subnet takes the others along, unless promote_secondaries is on',
    run: async (kernel, assert) => {
      const promote = (value: string): Op => ({ do: 'sysctl.set', key: SYSCTLS[1] ?? '', value, before: undefined })
      const add = (host: number): Op => ({
        do: 'address.add',
        address: { device: CONTRACT_DEVICE, address: `198.51.100.${host}`, prefix: 24 },
      })
      for (const [value, left] of [
        ['1', 1],
        ['0', 0],
      ] as const) {
        await done(kernel, assert, [promote(value), add(20), add(21)])
        const before = await look(kernel)
        const first = before.addresses.find((a) => a.address === '198.51.100.20')
        assert.ok(first, 'the first address is there')
        if (first) await done(kernel, assert, [{ do: 'address.remove', address: first }])
        const rest = (await look(kernel)).addresses.filter((a) => a.address === '198.51.100.21')
        assert.equal(rest.length, left, `promote_secondaries ${value}`)
        await done(
          kernel,
          assert,
          rest.map((address): Op => ({ do: 'address.remove', address })),
        )
      }
    },
  },
]

const otherCases: ContractCase[] = [
  {
    name: 'settings that were asked for read back as they were written; others are absent',
    run: async (kernel, assert) => {
      const key = 'net.ipv4.conf.all.promote_secondaries'
      for (const value of ['1', '0']) {
        await done(kernel, assert, [{ do: 'sysctl.set', key, value, before: undefined }])
        assert.equal((await kernel.observe({ sysctls: [key] })).sysctls, { [key]: value }, 'that one alone')
      }
    },
  },
  {
    name: 'the interface is known and up; nothing of lo is told but what was put there',
    run: async (kernel, assert) => {
      const { links, addresses, loopback } = await look(kernel)
      assert.equal([links[CONTRACT_DEVICE]?.up, 'lo' in links], [true, false], 'links')
      assert.equal(addresses.filter((a) => a.device === 'lo').map(addressKey), [], 'addresses of lo')
      assert.equal(loopback, [], 'put on lo')
      assert.equal((await kernel.observeNet()).loopback, [], 'the same, without the table')
    },
  },
  {
    name: 'ipvsadm and ip are among the tools',
    run: async (kernel, assert) => {
      const tools = await kernel.tools()
      assert.ok(tools.ipvsadm && tools.ip, `tools: ${JSON.stringify(tools)}`)
    },
  },
]

/** Chains, addresses, settings, interfaces and tools. */
export const netCases: ContractCase[] = [
  ...markCases(4),
  ...markCases(6),
  handoverCase(4),
  handoverCase(6),
  ...addressCases,
  ...otherCases,
]
