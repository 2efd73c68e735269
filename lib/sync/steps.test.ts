import { expect, test } from 'vitest'
import type { PartnerLink } from './client'
import { type SyncCode, SyncError } from './errors'
import type { StatusAnswer } from './protocol'
import { checkSteps, STEPS } from './steps'

const HASH = '0'.repeat(64)
const LINKS = { eth0: ['192.0.2.12/24', 'fe80::1/64'], eth1: ['198.51.100.12/25', '2001:db8:2::12/64'] }
const SYSCTLS = { 'net.ipv4.ip_forward': '1' }
const STATUS: StatusAnswer = {
  arapaima: 1,
  ok: true,
  version: '1.0.0',
  host: 'b',
  clockMs: 1_000_000,
  saved: { hash: HASH, revision: null, handEdited: false, empty: true },
  history: [],
  agent: { up: true, role: 'standby', pulse: 'running', running: null, equal: true, alarms: [], tools: {} },
  links: LINKS,
  kernel: { ipvs: true, sysctls: SYSCTLS },
}
const HERE = {
  version: '1.0.0',
  links: { eth0: ['192.0.2.11/24', 'fe80::2/64'], eth1: ['198.51.100.11/25'], tun0: ['fe80::3/64'] },
  kernel: { ipvs: true, sysctls: SYSCTLS },
}
const link = (answer: Partial<StatusAnswer> | SyncCode): PartnerLink => ({
  target: { address: '192.0.2.12', port: 22, user: 'arapaima' },
  ask: async () => {
    if (typeof answer === 'string') throw new SyncError(answer)
    return { ...STATUS, ...answer } as never
  },
  close: () => undefined,
})
const states = async (answer: Partial<StatusAnswer> | SyncCode, here = HERE) => {
  const steps = await checkSteps(link(answer), here, () => 1_000_000)
  return Object.fromEntries(steps.filter((one) => one.state !== 'done').map((one) => [one.step, one.state]))
}
const after = (step: (typeof STEPS)[number]) =>
  Object.fromEntries(STEPS.slice(STEPS.indexOf(step) + 1).map((one) => [one, 'open']))

test('all well; link-local addresses name no network', async () => {
  expect(await states({})).toEqual({})
})

test('where it stops, what comes after is open', async () => {
  expect(await states('sync.unreachable')).toEqual({ reachable: 'failed', ...after('reachable') })
  expect(await states('sync.hostChanged')).toEqual({ host: 'failed', ...after('host') })
  expect(await states('sync.keyRefused')).toEqual({ key: 'failed', ...after('key') })
  expect(await states('sync.notReceive')).toEqual({ arapaima: 'failed', ...after('arapaima') })
  expect(await states('sync.protocol')).toEqual({ arapaima: 'failed', ...after('arapaima') })
  // Without a key nobody was asked.
  expect(await states('sync.noKey')).toEqual({ reachable: 'open', host: 'open', key: 'failed', ...after('key') })
})

test('what has to be mended there, and what only has to be looked at', async () => {
  expect(await states({ version: '0.9.0' })).toEqual({ version: 'warning' })
  expect(await states({ agent: { up: false, code: 'api.agentAway', params: {} } })).toEqual({ agent: 'failed' })
  expect(await states({ kernel: { ipvs: false, sysctls: {} } })).toEqual({ modules: 'failed', settings: 'warning' })
  expect(await states({ clockMs: 1_000_000 - 3_600_000 })).toEqual({ clock: 'warning' })
  expect(await states({ clockMs: 1_004_000 })).toEqual({})
})

test('interfaces: missing, swapped, another network, another length of prefix', async () => {
  const names = async (links: StatusAnswer['links']) => {
    const steps = await checkSteps(link({ links }), HERE, () => 1_000_000)
    return steps.find((one) => one.step === 'interfaces')?.saying?.params.names
  }
  expect(await names({ eth0: LINKS.eth0 })).toBe('eth1')
  expect(await names({ eth0: LINKS.eth1, eth1: LINKS.eth0 })).toBe('eth0 eth1')
  expect(await names({ ...LINKS, eth1: ['198.51.100.200/25'] })).toBe('eth1')
  expect(await names({ ...LINKS, eth0: ['192.0.2.12/25'] })).toBe('eth0')
  expect(await names({ ...LINKS, eth9: ['203.0.113.1/24'] })).toBeUndefined()
})

test('addresses under a label, which only the active router carries, count for their device', async () => {
  const labels = { 'eth0:1': ['192.0.2.100/24'], 'eth1:1': ['198.51.100.1/25'], 'eth0:2': ['203.0.113.9/32'] }
  const here = { ...HERE, links: { ...HERE.links, ...labels } }
  expect(await states({}, here)).toEqual({})
  expect(await states({ links: { 'eth0:3': ['192.0.2.101/24'], eth1: LINKS.eth1 } }, here)).toEqual({})
  expect(await states({ links: { eth1: LINKS.eth1 } }, here)).toEqual({ interfaces: 'failed' })
})
