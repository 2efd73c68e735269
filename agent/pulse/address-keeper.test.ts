import { expect, test } from 'vitest'
import type { Address } from '@/lib/kernel/state'
import { AddressKeeper } from './address-keeper'

const WEB = { device: 'eth0', address: '192.0.2.100', prefix: 24, label: 'eth0:1' }
const GATE = { device: 'eth1', address: '198.51.100.10', prefix: 24 }
const READY = {
  addresses: [WEB, GATE],
  settings: { hold: { 'net.ipv4.vs.backup_only': '0' }, withdraw: { 'net.ipv4.vs.backup_only': '1' } },
}
const LEASE = { kind: 'seconds', sec: 2 } as const

/** Interfaces in memory that take `add`, `change` and `del` as `ip` does; `refuse` names addresses that it will not have. */
function machine(standing: readonly Address[] = [], refuse: readonly string[] = []) {
  let addresses = [...standing]
  const story: string[] = []
  const wrong: string[] = []
  const told: string[] = []
  const said: string[] = []
  const one = (line: string): void => {
    const [, verb, cidr = '', , device = ''] = line.split(' ')
    const [address = '', prefix] = cidr.split('/')
    const is = (entry: Address) => entry.address === address && entry.device === device
    if (refuse.includes(address)) said.push(`${address}: refused`)
    else if (verb === 'del') addresses = addresses.filter((entry) => !is(entry))
    else if (!addresses.some(is)) addresses.push({ device, address, prefix: Number(prefix), base: false })
  }
  const keeper = new AddressKeeper(
    {
      ip: async (lines) => {
        said.length = 0
        await Promise.resolve()
        story.push(...lines)
        lines.forEach(one)
        return { net: { addresses, links: { eth0: { up: true }, eth1: { up: true } } }, said: said.join('; ') }
      },
      setting: async (key, value) => {
        story.push(`${key}=${value}`)
        return null
      },
      announce: (places) => told.push(...places.map(({ address }) => address)) > 0,
      prepare: () => undefined,
    },
    (why) => wrong.push(why),
  )
  return { keeper, story, wrong, told, here: () => addresses.map((entry) => entry.address) }
}

const base: Address = { device: 'eth0', address: '192.0.2.11', prefix: 24, base: true }

test('brings up: first the settings, then each address with its lease, in one batch', async () => {
  const { keeper, story, told, here } = machine([base])
  keeper.set([], READY, 0)
  keeper.setLease(LEASE)
  const moved = await keeper.move('hold', 1)
  const lines = [
    'address add 192.0.2.100/24 dev eth0 label eth0:1 valid_lft 2 preferred_lft 2',
    'address add 198.51.100.10/24 dev eth1 valid_lft 2 preferred_lft 2',
  ]
  expect(story).toEqual(['net.ipv4.vs.backup_only=0', ...lines])
  expect(moved).toMatchObject({ done: true, why: '', told: true, brought: [WEB, GATE] })
  expect(told).toEqual(['192.0.2.100', '198.51.100.10'])
  expect(moved.lines).toEqual(['sysctl -w net.ipv4.vs.backup_only=0', ...lines.map((line) => `ip ${line}`)])
  expect(here()).toEqual(['192.0.2.11', '192.0.2.100', '198.51.100.10'])
})

test('what it brought up it renews, though what the agent saw before says that nothing stands', async () => {
  const { keeper, story } = machine()
  keeper.set([], READY, 0)
  keeper.setLease(LEASE)
  await keeper.move('hold', 3)
  keeper.set([], READY, 2)
  story.length = 0
  keeper.renew(1000, 500)
  await keeper.settled()
  expect(story.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'address change 192.0.2.100/24',
    'address change 198.51.100.10/24',
  ])
  // Seen after that wish: it counts.
  keeper.set([GATE], READY, 3)
  story.length = 0
  keeper.renew(2000, 500)
  await keeper.settled()
  expect(story).toHaveLength(1)
})

test('takes down what stands, with whatever mask, and never brings it back', async () => {
  const other: Address = { device: 'eth0', address: '192.0.2.100', prefix: 32, base: false }
  const { keeper, story, here } = machine([base, other])
  keeper.set([WEB], READY, 0)
  keeper.setLease(LEASE)
  keeper.renew(0, 1000)
  keeper.setLease({ kind: 'none' })
  const moved = await keeper.move('withdraw', 1)
  const lines = ['ip address del 192.0.2.100/32 dev eth0', 'sysctl -w net.ipv4.vs.backup_only=1']
  expect([moved.done, moved.lines, here()]).toEqual([true, lines, ['192.0.2.11']])
  keeper.setLease(LEASE)
  keeper.renew(5000, 1000)
  await keeper.settled()
  expect(story.filter((line) => line.startsWith('address')).at(-1)).toBe('address del 192.0.2.100/32 dev eth0')
})

test('what stands already is left as it is, and not announced again', async () => {
  const { keeper, story, told } = machine([base, { ...GATE, base: false }])
  keeper.set([], READY, 0)
  expect(await keeper.move('hold', 1)).toMatchObject({ done: true, brought: [WEB, GATE] })
  expect([story.filter((line) => line.startsWith('address')).length, told]).toEqual([1, ['192.0.2.100']])
})

test('nothing to take down is done at once', async () => {
  const { keeper, story } = machine([base])
  keeper.set([], READY, 0)
  expect(await keeper.move('withdraw', 1)).toMatchObject({ done: true, brought: [] })
  expect(story).toEqual(['net.ipv4.vs.backup_only=1'])
})

test('what is refused is told and left to the agent', async () => {
  const { keeper } = machine([base], ['198.51.100.10'])
  keeper.set([], READY, 0)
  expect(await keeper.move('hold', 1)).toMatchObject({ done: false, brought: [WEB], why: '198.51.100.10: refused' })
})

test('a base address that is a virtual one is not touched: the agent decides', async () => {
  const { keeper, here } = machine([{ ...base, address: '192.0.2.100' }])
  keeper.set([], READY, 0)
  expect(await keeper.move('withdraw', 1)).toMatchObject({ done: false, lines: [] })
  expect(here()).toEqual(['192.0.2.100'])
})

test('an interface that cannot be seen from here: not done, whatever stands elsewhere', async () => {
  const { keeper } = machine([base])
  keeper.set([], { ...READY, addresses: [WEB, { ...GATE, device: 'nonet0' }] }, 0)
  expect(await keeper.move('withdraw', 1)).toMatchObject({ done: false, lines: [] })
})

test('what the agent is about to take down is neither renewed nor brought up', async () => {
  const { keeper, story } = machine()
  keeper.set([WEB, GATE], READY, 0)
  keeper.setLease({ kind: 'forever' })
  keeper.release(['192.0.2.100'])
  keeper.renew(0, 1000)
  await keeper.settled()
  expect(story).toEqual(['address change 198.51.100.10/24 dev eth1 valid_lft forever preferred_lft forever'])
  await keeper.move('hold', 1)
  expect(story.some((line) => line.includes('192.0.2.100'))).toBe(false)
})

test('a tool that fails: nothing is known, nothing is thrown, and a failing lease is told once', async () => {
  const wrong: string[] = []
  const ip = () => Promise.reject(new Error('ip: broken'))
  const keeper = new AddressKeeper(
    { ip, setting: async () => null, announce: () => false, prepare: () => undefined },
    (why) => wrong.push(why),
  )
  keeper.set([WEB], READY, 0)
  keeper.setLease(LEASE)
  for (const at of [0, 1000, 2000]) {
    keeper.renew(at, 500)
    await keeper.settled()
  }
  expect(wrong).toEqual(['renewing the lease: ip: broken'])
  expect(await keeper.move('withdraw', 1)).toMatchObject({ done: false, why: 'ip: broken', lines: [] })
})
