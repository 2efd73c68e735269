import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { restoreIpvs } from '@/lib/kernel/ipvs-table'
import type { KernelState } from '@/lib/kernel/state'
import { read } from '@/lib/lvscf'
import {
  desired,
  diff,
  emptyOwned,
  foreignOf,
  guard,
  type Health,
  type Owned,
  ownedAfter,
  ownedDuring,
  planSteps,
  type Role,
  retire,
  type Wanted,
  withRetired,
} from './index'
import { applyOps, machineOf, stateOf } from './machine'

/**
 * Cases people can read: a sentence (`#` lines), an lvs.cf, then parts behind a line of dashes and a name:
 * - actual: the kernel's table as `ipvsadm -S -n` prints it; all else counts as wanted
 * - before: instead of it, the lvs.cf that was applied before on a bare kernel (an empty part = a bare kernel)
 * - hand: what somebody then did with `ipvsadm`, one command a line
 * - lo: addresses on this router's lo
 * - role (active, standby), iptables, sysctl: the other inputs · down: servers that are down, `SERVICE SERVER`
 * - ops: what is expected: one line per operation, `!` before problems and warnings, `foreign` for what is left alone
 * UPDATE=1 writes the expectation anew.
 */
const FOLDER = 'lib/plan/cases'
const NOW = 1_000_000

type Parts = Record<string, string>

function partsOf(text: string): Parts {
  const [first = '', ...rest] = text.split(/^-{10} /m)
  const parts: Parts = { 'lvs.cf': first }
  for (const part of rest) {
    const end = part.indexOf('\n')
    parts[part.slice(0, end).trim()] = part.slice(end + 1)
  }
  return parts
}

const BARE: KernelState = {
  services: [],
  timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
  chains: [],
  sysctls: {},
  addresses: [
    { device: 'eth0', address: '192.0.2.1', prefix: 24, base: true },
    { device: 'eth1', address: '10.0.0.1', prefix: 24, base: true },
  ],
  links: { eth0: { up: true }, eth1: { up: true } },
}

const inputs = (parts: Parts) => ({
  iptables: parts.iptables ?? '',
  sysctl: parts.sysctl ?? '',
  role: ((parts.role ?? 'active').trim() || 'active') as Role,
  health: healthOf(parts.down ?? ''),
  loopback: (parts.lo ?? '').split(/\s+/).filter(Boolean),
})

function healthOf(text: string): Health {
  const health: Health = {}
  for (const line of text.split('\n').filter((l) => l.trim())) {
    const at = line.trim().lastIndexOf(' ')
    const service = line.trim().slice(0, at)
    health[service] = { ...health[service], [line.trim().slice(at + 1)]: { up: false } }
  }
  return health
}

/** The kernel as the case says it is, and what of it is ours. */
function startOf(parts: Parts, wanted: Wanted): { actual: KernelState; owned: Owned } {
  let actual: KernelState
  let owned = emptyOwned('boot')
  if (parts.before === undefined) {
    const services = parseSave(parts.actual ?? '')
    expect(services.problems).toEqual([])
    const addresses = wanted.addresses.map((entry) => ({ ...entry, base: false }))
    actual = { ...BARE, services: services.services, chains: wanted.chains.map((c) => ({ ...c, jumps: 1 })) }
    actual = { ...actual, sysctls: wanted.sysctls, addresses: [...BARE.addresses, ...addresses] }
    actual = { ...actual, timeouts: { ...BARE.timeouts, ...wanted.timeouts } }
  } else {
    const bare = { ...BARE, sysctls: { 'net.ipv4.ip_forward': '0', 'net.ipv4.conf.all.promote_secondaries': '0' } }
    const before = desired({ ...inputs({}), config: read(parts.before).config }).wanted
    actual = applyOps(bare, diff(bare, before, owned)).state
    owned = ownedAfter(ownedDuring(owned, before, bare), before)
  }
  const machine = machineOf(actual)
  expect(restoreIpvs(machine.table, parts.hand ?? '').messages).toEqual([])
  return { actual: stateOf(machine), owned }
}

function linesOf(parts: Parts): string[] {
  const { config, problems: syntax } = read(parts['lvs.cf'] ?? '')
  const { wanted, problems, warnings } = desired({ ...inputs(parts), config })
  const { actual, owned } = startOf(parts, wanted)
  const previous = parts.before === undefined ? null : read(parts.before).config
  const retired = retire(previous, config, owned, NOW)
  const target = withRetired(wanted, actual, retired)
  const ops = diff(actual, target, owned)
  expect(guard(ops)).toEqual([])
  const after = applyOps(actual, ops)
  expect(after.failed).toEqual([])
  expect(diff(after.state, target, ownedDuring(owned, target, actual))).toEqual([])
  return [
    ...syntax.filter((p) => p.severity === 'error').map((p) => `! lvs.cf:${p.line}: ${p.code} ${p.path}`),
    ...problems.map((p) => `! ${p.file}:${p.line}:${p.column}: ${p.severity} ${p.code} ${p.got ?? ''}`.trimEnd()),
    ...warnings.map((w) => `! ${w.code} ${Object.values(w.params).join(' ')}`),
    ...planSteps(ops).flatMap(({ argv, input = '' }) => [
      argv.join(' '),
      ...input
        .split('\n')
        .filter(Boolean)
        .map((l) => `    ${l}`),
    ]),
    ...foreignOf(actual, target, owned).map((f) => `foreign ${f.what} ${f.key}`),
  ]
}

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.case'))

test('there are cases', () => expect(names.length).toBeGreaterThanOrEqual(40))

test.each(names)('%s', (name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8')
  const parts = partsOf(text)
  const found = linesOf(parts)
    .map((line) => `${line}\n`)
    .join('')
  if (process.env.UPDATE) {
    const kept = text.split(/^-{10} ops\n/m)[0] ?? ''
    writeFileSync(`${FOLDER}/${name}`, `${kept.trimEnd()}\n---------- ops\n${found}`)
    return
  }
  expect(text.startsWith('# ')).toBe(true)
  expect(found).toBe(parts.ops)
})
