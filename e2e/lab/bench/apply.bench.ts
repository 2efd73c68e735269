import { foldersOf } from '../router'
import { Product } from '../run/product'
import { type Awaited, type BenchGuest, inGuest, timeUntil } from './guest'
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
const FILE = `${foldersOf('a').etc}/lvs.cf`

/** Reading a large table takes longer. */
const LOOK_MS = SITE.virtuals > 500 ? 100 : 20

/** The first server with this weight. */
const weighs = (weight: number): Awaited => ({
  vip: first?.vip ?? '',
  port: first?.port ?? 0,
  server: first?.servers[0]?.address ?? '',
  weight,
})

/** Single values on the way: the medians come at the end. */
const tell = (text: string) => process.stderr.write(`${text}\n`)

/** Weights of the rounds; the table begins with 1. */
const weights = Array.from({ length: ROUNDS }, (_, i) => i + 2)

async function full({ a, until }: BenchGuest): Promise<void> {
  await until(async () => (await a.table()).length, ENTRIES, { withinMs: 300_000, what: 'the whole table' })
}

type Ours = { seenMs: number[]; doneMs: number[]; hupMs: number[]; lines: number }

async function ours(guest: BenchGuest): Promise<Ours> {
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
    seenMs.push((await timeUntil(guest, weighs(firstWeight), asked, LOOK_MS)).tookMs)
    tell(`by the command ${ms(seenMs.at(-1) ?? Number.NaN)}, in the agent ${ms(doneMs.at(-1) ?? Number.NaN)}`)
  }
  const hupMs: number[] = []
  for (const firstWeight of weights.map((weight) => weight + ROUNDS)) {
    await a.write(FILE, lvsCfOf({ ...SITE, firstWeight }, HEAD))
    hupMs.push((await timeUntil(guest, weighs(firstWeight), async () => agent.kill('SIGHUP'), LOOK_MS)).tookMs)
    tell(`by HUP ${ms(hupMs.at(-1) ?? Number.NaN)}`)
  }
  agent.kill('SIGTERM')
  await agent.done
  return { seenMs, doneMs, hupMs, lines: await linesOfOne(guest) }
}

/** How many lines the tools got for one more change: counted apart, since counting takes time. */
async function linesOfOne({ a, until }: BenchGuest): Promise<number> {
  const product = await Product.start(a, until, lvsCfOf({ ...SITE, firstWeight: 2 * ROUNDS + 2 }, HEAD))
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
    times.push((await timeUntil(guest, weighs(firstWeight), reload, LOOK_MS)).tookMs)
    tell(`keepalived ${ms(times.at(-1) ?? Number.NaN)}`)
  }
  return times
}

await inGuest(async (guest) => {
  const us = await ours(guest)
  const peer = quantile(await peers(guest), 0.5)
  await guest.fresh()
  print({ figure: `one weight of ${SITE.virtuals} x ${SITE.servers}`, ours: 'the agent', peer: 'keepalived' })
  print({
    figure: `HUP to kernel changed, median of ${ROUNDS}`,
    ours: ms(quantile(us.hupMs, 0.5)),
    peer: ms(peer),
    goal: `<= ${ms(peer)}`,
  })
  print({ figure: 'the same by the command, its start included', ours: ms(quantile(us.seenMs, 0.5)) })
  print({ figure: 'in the agent, plan to read-back', ours: ms(quantile(us.doneMs, 0.5)) })
  print({ figure: 'lines written to the kernel for it', ours: String(us.lines), goal: '1' })
})
