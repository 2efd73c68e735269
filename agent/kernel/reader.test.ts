import { expect, test } from 'vitest'
import type { Op } from '@/lib/plan'
import { Reader, type ReaderParts } from './reader'

/** A reader whose signs a test sets, with a list of what was really read. */
function readerOf() {
  const read: string[] = []
  const world = {
    table: 'one' as string | null,
    net: 'one' as string | null,
    validSec: undefined as number | undefined,
  }
  const chain = { family: 4, table: 'mangle', name: 'LVS_MARK', rules: [], jumps: 1 } as const
  const chains = { four: [] as (typeof chain)[] }
  const note = async <T>(what: string, value: T): Promise<T> => {
    read.push(what)
    return value
  }
  const address = () => ({ device: 'eth0', address: '192.0.2.1', prefix: 24, base: true, validSec: world.validSec })
  const parts: ReaderParts = {
    table: () => note('table', { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } }),
    tableSince: () => note('table since', { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } }),
    tableSign: async () => world.table,
    chains: { 4: () => note('chains 4', chains.four as never[]), 6: () => note('chains 6', []) },
    net: () => note('net', { addresses: [address()], links: {} }),
    netSign: () => world.net,
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

test('a quick look reads what shows a sign of a change, and nothing else', async () => {
  const { world, look } = readerOf()
  expect(await look()).toBe(ALL)
  expect(await look()).toBe('')
  world.table = 'two'
  expect(await look()).toBe('table')
  world.net = 'two'
  expect(await look()).toBe('net')
  expect(await look()).toBe('')
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
  world.net = null
  chains.four = [chain]
  await look()
  expect(await look()).toBe('table, chains 4, net')
})

test('an address with a limited life is read each time', async () => {
  const { world, look } = readerOf()
  world.validSec = 6
  await look()
  expect(await look()).toBe('net')
})

const server = { do: 'ipvs.removeServer' } as Op
const address = { do: 'address.add' } as Op
const since = {
  before: { services: [], timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } },
  ops: [server],
}

test('what was changed by operations is read anew, and what was read meanwhile is not kept', async () => {
  const { look, reader } = readerOf()
  await look()
  await reader.during([server], async () => undefined)
  expect(await look()).toBe('table')
  await reader.during([server, address], async () => undefined)
  expect(await look()).toBe(ALL)
  const reading = reader.observe({ sysctls: [], quick: false })
  await reader.during([server], async () => undefined)
  await reading
  expect(await look()).toBe('table')
})

test('telling the neighbours changes nothing', async () => {
  const { look, reader } = readerOf()
  await look()
  await reader.during([{ do: 'address.announce', device: 'eth0', address: '192.0.2.1' }], async () => undefined)
  expect(await look()).toBe('')
})

test('a table that was read back after operations is known, unless somebody else touched it before them', async () => {
  const { look, reader, world } = readerOf()
  await look()
  await reader.during([server], async () => {
    world.table = 'ours'
  })
  await reader.tableSince(since)
  expect(await look()).toBe('')
  world.table = 'by hand'
  await reader.during([server], async () => {
    world.table = 'both'
  })
  await reader.tableSince(since)
  expect(await look()).toBe('table')
  await reader.during([server], () => Promise.reject(new Error('refused'))).catch(() => undefined)
  expect(await look()).toBe('table')
})
