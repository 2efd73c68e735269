import { expect, test } from 'vitest'
import type { Op } from '@/lib/plan'
import { Reader, type ReaderParts } from './reader'

/** A reader whose signs a test sets, with a list of what was really read. */
function readerOf() {
  const read: string[] = []
  const world = {
    table: 'one' as string | null,
  }
  const chain = { family: 4, table: 'mangle', name: 'LVS_MARK' as string, rules: [], jumps: 1 } as const
  const chains = { four: [] as (typeof chain)[] }
  const note = async <T>(what: string, value: T): Promise<T> => {
    read.push(what)
    return value
  }
  const parts: ReaderParts = {
    table: () => note('table', { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } }),
    tableSince: () => note('table since', { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } }),
    tableSign: async () => world.table,
    chains: { 4: () => note('chains 4', chains.four as never[]), 6: () => note('chains 6', []) },
    net: () => note('net', { addresses: [], links: {} }),
    sysctls: async () => ({ 'net.ipv4.ip_forward': '1' }),
  }
  const reader = new Reader(parts)
  const look = async (quick = true) => {
    read.length = 0
    await reader.observe({ sysctls: [], quick })
    return read.join(', ')
  }
  return { world, look, reader, chain, chains }
}

const ALL = 'table, chains 4, chains 6, net'

test('a quick look reads the addresses, what shows a sign of a change, and nothing else', async () => {
  const { world, look } = readerOf()
  expect(await look()).toBe(ALL)
  expect(await look()).toBe('net')
  world.table = 'two'
  expect(await look()).toBe('table, net')
  expect(await look()).toBe('net')
  expect(await look(false)).toBe(ALL)
})

test('every tenth look is a whole one', async () => {
  const { look } = readerOf()
  const looks: string[] = []
  for (let i = 0; i < 21; i++) looks.push(await look())
  expect(looks.flatMap((what, i) => (what === ALL ? [i] : []))).toEqual([0, 9, 19])
})

test('what shows no sign is read each time, and so are chains that stand there', async () => {
  const { world, look, chain, chains } = readerOf()
  world.table = null
  chains.four = [chain]
  await look()
  expect(await look()).toBe('table, chains 4, net')
})

const server = { do: 'ipvs.removeServer' } as Op
const address = { do: 'address.add' } as Op
const mark = { do: 'marks.setChain', chain: { family: 6 } } as Op
const since = {
  before: { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } },
  ops: [server],
}

test('the chain of a standby is seen by the next whole look', async () => {
  const { look, chain, chains } = readerOf()
  chains.four = [{ ...chain, name: 'LVS_HANDOVER' }]
  await look()
  expect([await look(), await look(false)]).toEqual(['net', ALL])
})

test('what was changed by operations is read anew, and what was read meanwhile is not kept', async () => {
  const { look, reader } = readerOf()
  await look()
  await reader.during([server], async () => undefined)
  expect(await look()).toBe('table, net')
  await reader.during([mark, address], async () => undefined)
  expect(await look()).toBe('chains 6, net')
  const reading = reader.observe({ sysctls: [], quick: false })
  await reader.during([server], async () => undefined)
  await reading
  expect(await look()).toBe('table, net')
})

test('telling the neighbours changes nothing', async () => {
  const { look, reader } = readerOf()
  await look()
  await reader.during([{ do: 'address.announce', device: 'eth0', address: '192.0.2.1' }], async () => undefined)
  expect(await look()).toBe('net')
})

test('a table that was read back after operations is known, unless somebody else touched it before them', async () => {
  const { look, reader, world } = readerOf()
  await look()
  await reader.during([server], async () => {
    world.table = 'ours'
  })
  await reader.tableSince(since)
  expect(await look()).toBe('net')
  world.table = 'by hand'
  await reader.during([server], async () => {
    world.table = 'both'
  })
  await reader.tableSince(since)
  expect(await look()).toBe('table, net')
  await reader.during([server], () => Promise.reject(new Error('refused'))).catch(() => undefined)
  expect(await look()).toBe('table, net')
})
