import { LabHost } from '../run/host'
import { Transcript } from '../run/transcript'
import { type BenchGuest, inGuest, timeUntil, usageOver } from './guest'
import { ms, print, quantile } from './row'
import { keepalivedOf, lvsCfOf, placesOf, type Site } from './site'

/**
 * Measures, not a test: 1000 TCP checks each 2 s by Arapaima and by keepalived, one after the other in the same guest; then servers fail, and the
 * kernel's table is looked at until it shows it. `npm run bench -- health`
 */
const SITE: Site = { virtuals: 10, servers: 100, checkSec: 2, ownServers: true }
const CHECKS = SITE.virtuals * SITE.servers
const MEASURE_SEC = 20
const SETTLE_SEC = 6
const FAILURES = 5
const HEAD = 'serial_no = 1\nprimary = 192.0.2.11\nservice = lvs\nnetwork = nat\nnat_router = 198.51.100.1 eth1:1\n'

type Measured = { share: number; residentBytes: number; failureMs: number[] }

async function measured(
  guest: BenchGuest,
  afterEach?: (virtual: string, seenAt: number) => Promise<void>,
): Promise<Measured> {
  const full = async () => (await guest.a.table()).length
  await guest.until(full, SITE.virtuals + CHECKS, { withinMs: 120_000, what: 'all servers in the table' })
  await usageOver(guest, SETTLE_SEC)
  const usage = await usageOver(guest, MEASURE_SEC)
  tell(`${percent(usage.share)} of the core, ${megabytes(usage.residentBytes)}`)
  return { ...usage, failureMs: await failures(guest, afterEach) }
}

/** Servers that refuse from one moment to the next, one after the other: ms until each is out of the table. */
async function failures(
  guest: BenchGuest,
  afterEach?: (virtual: string, seenAt: number) => Promise<void>,
): Promise<number[]> {
  const rs1 = new LabHost('rs1', guest.lab.channel, new Transcript())
  const times: number[] = []
  const rule = (address: string) => ['INPUT', '-d', address, '-p', 'tcp', '-j', 'REJECT', '--reject-with', 'tcp-reset']
  const failing = placesOf(SITE).slice(0, FAILURES)
  for (const [v, { vip, port, servers }] of failing.entries()) {
    const address = servers[0]?.address ?? ''
    const refuse = () => rs1.run(['iptables-legacy', '-A', ...rule(address)])
    const { tookMs, seenAt } = await timeUntil(guest, { vip, port, server: address, weight: null }, refuse)
    times.push(tookMs)
    tell(`out of the table after ${ms(tookMs)}`)
    await afterEach?.(`v${v}`, seenAt)
  }
  for (const { servers } of failing) await rs1.run(['iptables-legacy', '-D', ...rule(servers[0]?.address ?? '')])
  return times
}

type Entry = { at: number; to?: string }

/** The whole agent; `verdictMs`: from each failure's verdict, by the health log, until a look saw the kernel changed. */
async function ours(guest: BenchGuest): Promise<Measured & { verdictMs: number[] }> {
  const { a } = guest
  await guest.fresh()
  await guest.agent(lvsCfOf(SITE, HEAD))
  // Servers join the table when their first check has passed: what is still to do at its end is no failure of this command.
  await a.attempt(['arapaima', 'apply', '--yes', '--note', 'bench'], { timeoutMs: 300_000 })
  const verdictMs: number[] = []
  const seen = await measured(guest, async (virtual, seenAt) => {
    const log = JSON.parse(await a.run(['arapaima', 'health', virtual, 's0', '--log', '--json'])) as Entry[]
    const down = log.find((entry) => entry.to === 'down')
    if (!down) throw new Error(`${virtual}: no failure in the health log`)
    verdictMs.push(seenAt - down.at)
    tell(`of it since the verdict ${ms(verdictMs.at(-1) ?? Number.NaN)}`)
  })
  return { ...seen, verdictMs }
}

/** Single values on the way: the medians come at the end. */
const tell = (text: string) => process.stderr.write(`${text}\n`)
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`

await inGuest(async (guest) => {
  const us = await ours(guest)
  await guest.fresh()
  await guest.keepalived(keepalivedOf(SITE))
  const peer = await measured(guest)
  await guest.fresh()
  print({ figure: `${CHECKS} TCP checks each ${SITE.checkSec} s`, ours: 'the agent', peer: 'keepalived -C' })
  print({
    figure: `CPU over ${MEASURE_SEC} s, of the guest's one core`,
    ours: percent(us.share),
    peer: percent(peer.share),
    goal: `<= ${percent(peer.share * 1.2)}; < 20 % on real hardware`,
  })
  print({ figure: 'resident', ours: megabytes(us.residentBytes), peer: megabytes(peer.residentBytes) })
  print({
    figure: 'server refuses to kernel changed, median (interval included)',
    ours: ms(quantile(us.failureMs, 0.5)),
    peer: ms(quantile(peer.failureMs, 0.5)),
  })
  print({
    figure: 'verdict to kernel changed, median',
    ours: ms(quantile(us.verdictMs, 0.5)),
    goal: '< 100 ms on real hardware',
  })
  print({ figure: '    worst', ours: ms(quantile(us.verdictMs, 1)) })
})
