import { bundleForGuest } from '../run/bundle'
import { LabHost } from '../run/host'
import { Product } from '../run/product'
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

async function measured(guest: BenchGuest): Promise<Measured> {
  const full = async () => (await guest.a.table()).length
  await guest.until(full, SITE.virtuals + CHECKS, { withinMs: 120_000, what: 'all servers in the table' })
  await usageOver(guest, SETTLE_SEC)
  const usage = await usageOver(guest, MEASURE_SEC)
  return { ...usage, failureMs: await failures(guest) }
}

/** Servers that refuse from one moment to the next, one after the other: ms until each is out of the table. */
async function failures(guest: BenchGuest): Promise<number[]> {
  const rs1 = new LabHost('rs1', guest.lab.channel, new Transcript())
  const times: number[] = []
  const rule = (address: string) => ['INPUT', '-d', address, '-p', 'tcp', '-j', 'REJECT', '--reject-with', 'tcp-reset']
  const failing = placesOf(SITE).slice(0, FAILURES)
  for (const { vip, port, servers } of failing) {
    const address = servers[0]?.address ?? ''
    const gone = (text: string) => !text.includes(`${address}:`)
    times.push(
      await timeUntil(guest, `${vip}:${port}`, gone, () => rs1.run(['iptables-legacy', '-A', ...rule(address)])),
    )
  }
  for (const { servers } of failing) await rs1.run(['iptables-legacy', '-D', ...rule(servers[0]?.address ?? '')])
  return times
}

/** Arapaima: the whole agent where it checks servers, else its monitors alone. */
async function ours(guest: BenchGuest): Promise<Measured & { what: string; verdictMs: number[] }> {
  const { a } = guest
  await guest.fresh()
  const verdictMs: number[] = []
  if ((await a.attempt(['arapaima', 'health', '--help'])).exit === 0) {
    const product = await Product.start(a, guest.until, lvsCfOf(SITE, HEAD))
    await product.attempt('apply', '--yes', '--note', 'bench')
    return { ...(await measured(guest)), what: 'the whole agent', verdictMs }
  }
  await a.write('/run/bench.cf', lvsCfOf(SITE, HEAD))
  const program = await bundleForGuest(guest.lab.dir, 'nanny')
  const nanny = a.start([process.execPath, program, '/run/bench.cf'])
  const seen = await measured(guest)
  for (const line of nanny.output().split('\n').filter(Boolean)) {
    const { changes, sinceMs } = JSON.parse(line) as { changes: number; sinceMs: number }
    // the batches of the start are not single failures
    if (changes === 1) verdictMs.push(sinceMs)
  }
  return { ...seen, what: 'the monitors alone', verdictMs: verdictMs.slice(-FAILURES) }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`

await inGuest(async (guest) => {
  const us = await ours(guest)
  await guest.fresh()
  await guest.keepalived(keepalivedOf(SITE))
  const peer = await measured(guest)
  await guest.fresh()
  print({ figure: `${CHECKS} TCP checks each ${SITE.checkSec} s`, ours: us.what, peer: 'keepalived -C' })
  print({
    figure: `CPU over ${MEASURE_SEC} s, of the guest's one core`,
    ours: percent(us.share),
    peer: percent(peer.share),
    goal: `<= ${percent(peer.share * 1.2)}; < 20 % on real hardware`,
  })
  print({ figure: 'resident', ours: megabytes(us.residentBytes), peer: megabytes(peer.residentBytes) })
  print({
    figure: 'server refuses to kernel changed, median (interval and a look included)',
    ours: ms(quantile(us.failureMs, 0.5)),
    peer: ms(quantile(peer.failureMs, 0.5)),
  })
  if (us.verdictMs.length > 0)
    print({ figure: 'last verdict to kernel changed, worst', ours: ms(quantile(us.verdictMs, 1)), goal: '< 100 ms' })
})
