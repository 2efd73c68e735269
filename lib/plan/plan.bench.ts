import { printSave } from '@/lib/kernel/ipvs-argv'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { read } from '@/lib/lvscf'
import { desired, diff, emptyOwned, guard, planSteps } from './index'

/**
 * Measures, not a test: reading an lvs.cf of N virtual servers with 10 real servers each, and planning one changed server against
 * the table that the kernel prints. Goals (design.md 10): 1000 below 0.2 s, 10 000 below 1.5 s.
 * `npx tsx lib/plan/plan.bench.ts`
 */
function textOf(virtuals: number): string {
  const lines = ['network = nat']
  for (let v = 0; v < virtuals; v++) {
    const vip = `10.${(v >> 8) & 255}.${v & 255}.1`
    lines.push(
      `virtual v${v} {`,
      '     active = 1',
      `     address = ${vip} eth0:1`,
      '     port = 80',
      '     scheduler = wrr',
    )
    for (let s = 0; s < 10; s++)
      lines.push(
        `     server s${s} {`,
        `         address = 172.16.${s}.${(v % 250) + 1}`,
        '         active = 1',
        '         weight = 1',
        '     }',
      )
    lines.push('}')
  }
  return `${lines.join('\n')}\n`
}

for (const virtuals of [100, 1000, 10_000, 1000]) {
  const text = textOf(virtuals)
  const first = desired({ config: read(text).config, iptables: '', sysctl: '', role: 'active' }).wanted
  const save = printSave(first.services).replace('-w 1\n', '-w 2\n')
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
  const ms = (from: number, to: number) => `${Math.round(to - from)} ms`
  console.log(
    `${virtuals} x 10: parse and validate ${ms(at, parsed)}, wanted ${ms(parsed, wished)}, read ipvsadm -S ${ms(wished, listed)}, ` +
      `diff ${ms(listed, end)}; file to plan ${ms(at, end)} (${steps.length} step, ${problems.length} problems, ${refused} refused)`,
  )
}
