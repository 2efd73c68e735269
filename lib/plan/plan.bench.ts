import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { has } from '@/.ci/packages.mjs'
import { ms, print, quantile } from '@/e2e/lab/bench/row'
import { keepalivedOf, lvsCfOf } from '@/e2e/lab/bench/site'
import { printSave } from '@/lib/kernel/ipvs-argv'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { read } from '@/lib/lvscf'
import { desired, diff, emptyOwned, guard, planSteps } from './index'

/**
 * Measures, not a test: reading an lvs.cf of N virtual servers with 10 real servers each, and planning one changed server against
 * the table that the kernel prints; beside it keepalived's check of the same configuration. Goals: design.md, numbers to reach.
 * `npm run bench -- plan`
 */
const ROUNDS = 5
type Times = { parse: number; wanted: number; list: number; diff: number; all: number }

/** One round, ms of each part. @throws when the plan is not the one step that it has to be */
function planOnce(text: string, save: string): Times {
  const at = performance.now()
  const { config, problems } = read(text)
  const parsed = performance.now()
  const { wanted } = desired({ config, iptables: '', sysctl: '', role: 'active' })
  const wished = performance.now()
  const { services } = parseSave(save)
  const listed = performance.now()
  const actual = {
    services,
    timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300 },
    chains: [],
    sysctls: wanted.sysctls,
    addresses: wanted.addresses.map((entry) => ({ ...entry, base: false })),
    links: {},
  }
  const ops = diff(actual, wanted, emptyOwned(''))
  const steps = planSteps(ops)
  const refused = guard(ops).length
  const end = performance.now()
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (steps.length !== 1 || refused > 0 || errors.length > 0)
    throw new Error(`${steps.length} steps, ${refused} refused, ${JSON.stringify(errors[0] ?? null)}`)
  return { parse: parsed - at, wanted: wished - parsed, list: listed - wished, diff: end - listed, all: end - at }
}

/** keepalived's own check of the same site; undefined where it is not installed. */
function peer(virtuals: number): string | undefined {
  if (!has('keepalived')) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-bench-'))
  const file = join(folder, 'keepalived.conf')
  writeFileSync(file, keepalivedOf({ virtuals, servers: 10, checkSec: null }))
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    const { status, stderr } = spawnSync('keepalived', ['-t', '-f', file], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`keepalived -t: ${stderr}`)
    return performance.now() - began
  })
  rmSync(folder, { recursive: true })
  return `${ms(quantile(times, 0.5))} (keepalived -t)`
}

for (const virtuals of [100, 1000, 10_000]) {
  const text = lvsCfOf(
    { virtuals, servers: 10, checkSec: null },
    'serial_no = 1\nprimary = 192.0.2.11\nnetwork = nat\nnat_router = 10.0.0.254 eth1:1\n',
  )
  const first = desired({ config: read(text).config, iptables: '', sysctl: '', role: 'active' }).wanted
  const save = printSave(first.services).replace('-w 1\n', '-w 2\n')
  const rounds = Array.from({ length: ROUNDS }, () => planOnce(text, save))
  if (virtuals === 100) continue // the compiler's warming up
  const median = (part: keyof Times) =>
    ms(
      quantile(
        rounds.map((round) => round[part]),
        0.5,
      ),
    )
  const goal = virtuals === 1000 ? '< 200 ms' : '< 1500 ms'
  print({
    figure: `${virtuals} x 10: file to plan, median of ${ROUNDS}`,
    ours: median('all'),
    peer: peer(virtuals),
    goal,
  })
  print({ figure: '    the first of them', ours: ms(rounds[0]?.all ?? Number.NaN) })
  print({ figure: '    parse and validate', ours: median('parse') })
  print({ figure: '    what is wanted', ours: median('wanted') })
  print({ figure: '    read ipvsadm -S', ours: median('list') })
  print({ figure: '    difference, steps, guard', ours: median('diff') })
}
