import { foldersOf } from '../router'
import { Product } from '../run/product'
import { type BenchGuest, inGuest, timeUntil } from './guest'
import { ms, print, quantile } from './row'
import { keepalivedOf, lvsCfOf, placesOf, type Site } from './site'

/**
 * Measures, not a test: one server's weight changes in a table of 1000 virtual servers with 10 real servers each, by an apply of Arapaima and by a reload
 * of keepalived, one after the other in the same guest. `npm run bench -- apply`; for a smaller site
 * `npx tsx e2e/lab/bench/apply.bench.ts VIRTUALS`
 */
const SITE: Site = { virtuals: Number(process.argv[2] ?? 1000), servers: 10, checkSec: null }
const ENTRIES = SITE.virtuals * (SITE.servers + 1)
const ROUNDS = 3
const HEAD = 'serial_no = 1\nprimary = 192.0.2.11\nservice = lvs\nnetwork = nat\nnat_router = 198.51.100.1 eth1:1\n'
const [first] = placesOf(SITE)
const SERVICE = `${first?.vip}:${first?.port}`
const SERVER = `${first?.servers[0]?.address}:`

const FILE = `${foldersOf('a').etc}/lvs.cf`

/** True when the first server has this weight. `ipvsadm -Ln`: address, method, weight */
const weighs = (weight: number) => (text: string) =>
  text.split('\n').some((line) => line.includes(SERVER) && line.trim().split(/\s+/)[3] === String(weight))

/** Weights of the rounds; the table begins with 1. */
const weights = Array.from({ length: ROUNDS }, (_, i) => i + 2)

async function full({ a, until }: BenchGuest): Promise<void> {
  await until(async () => (await a.table()).length, ENTRIES, { withinMs: 300_000, what: 'the whole table' })
}

async function ours(guest: BenchGuest): Promise<{ seenMs: number[]; doneMs: number[]; lines: number }> {
  const { a } = guest
  await guest.fresh()
  const agent = await guest.agent(lvsCfOf(SITE, HEAD))
  const apply = () => a.run(['arapaima', 'apply', '--yes', '--json'], { timeoutMs: 600_000 })
  const began = performance.now()
  // Servers join the table when their first check has passed.
  await a.attempt(['arapaima', 'apply', '--yes', '--json'], { timeoutMs: 600_000 })
  await full(guest)
  process.stderr.write(`Arapaima, first table: ${ms(performance.now() - began)}\n`)
  const seenMs: number[] = []
  const doneMs: number[] = []
  for (const firstWeight of weights) {
    await a.write(FILE, lvsCfOf({ ...SITE, firstWeight }, HEAD))
    const asked = async () => doneMs.push((JSON.parse(await apply()) as { tookMs: number }).tookMs)
    seenMs.push(await timeUntil(guest, SERVICE, weighs(firstWeight), asked))
  }
  agent.kill('SIGTERM')
  await agent.done
  return { seenMs, doneMs, lines: await linesOfOne(guest) }
}

/** How many lines the tools got for one more change: counted apart, since counting takes time. */
async function linesOfOne({ a, until }: BenchGuest): Promise<number> {
  const product = await Product.start(a, until, lvsCfOf({ ...SITE, firstWeight: ROUNDS + 2 }, HEAD))
  const before = (await product.written()).length
  await a.run(['arapaima', 'apply', '--yes', '--json'], { timeoutMs: 600_000 })
  return (await product.written()).length - before
}

async function peers(guest: BenchGuest): Promise<number[]> {
  await guest.fresh()
  const began = performance.now()
  await guest.keepalived(keepalivedOf(SITE))
  await full(guest)
  process.stderr.write(`keepalived, first table: ${ms(performance.now() - began)}\n`)
  const times: number[] = []
  for (const firstWeight of weights) {
    await guest.a.write('/run/keepalived-bench.conf', keepalivedOf({ ...SITE, firstWeight }))
    const reload = () => guest.a.run(['sh', '-c', 'kill -HUP $(cat /run/keepalived-bench.p)'])
    times.push(await timeUntil(guest, SERVICE, weighs(firstWeight), reload))
  }
  return times
}

await inGuest(async (guest) => {
  const us = await ours(guest)
  const peer = quantile(await peers(guest), 0.5)
  await guest.fresh()
  print({ figure: `one weight of ${SITE.virtuals} x ${SITE.servers}`, ours: 'arapaima apply', peer: 'keepalived, HUP' })
  print({
    figure: `asked to kernel changed, median of ${ROUNDS} (start of the command included)`,
    ours: ms(quantile(us.seenMs, 0.5)),
    peer: ms(peer),
    goal: `<= ${ms(peer)}`,
  })
  print({ figure: 'in the agent, plan to read-back', ours: ms(quantile(us.doneMs, 0.5)) })
  print({ figure: 'lines written to the kernel for it', ours: String(us.lines), goal: '1' })
})
