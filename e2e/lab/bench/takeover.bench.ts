import { setTimeout as after } from 'node:timers/promises'
import type { Running } from '../host/channel'
import { abandonLabs } from '../host/lab'
import { whatIsMissing } from '../preflight'
import { Agents } from '../run/agents'
import { Guest } from '../run/guest'
import { serverAddress } from '../run/lvscf'
import { RouterPair } from '../run/pair'
import type { World } from '../run/scenario'
import { NAT_GATEWAY, ROUTERS, type Router, VIP } from '../topology'
import { ms, print, quantile } from './row'

/**
 * Measures, not a test: the links of the active router are cut, and a client that asks 20 times a second through the virtual address waits for
 * the other one. Arapaima's pulse and keepalived's VRRP, one after the other in the same guest, with the same interval and dead time.
 * `npm run bench -- takeover`; BENCH_RUNS = how many cuts each.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 20)
const DEAD_SEC = 3
const PER_SECOND = 20

type Side = {
  place: { address: string; port: number }
  /** Which router is active, once the other one is ready to take over. */
  ready(): Promise<Router>
}

/** Cuts the active router off again and again. Ms without an answer, one for each cut that another router took over after. */
async function gaps({ client, guest, until }: World, { place, ready }: Side): Promise<number[]> {
  const link = (router: Router, state: 'up' | 'down') => {
    const lines = ['pub', 'prv'].map((network) => `link set dev ${network}-${router} ${state}\n`)
    return guest.run(['ip', '-batch', '-'], { input: lines.join('') })
  }
  const answered = async () => (await client.fetch(place, 1, { timeoutMs: 500 })).lost
  const found: number[] = []
  await client.stream('asks', place, PER_SECOND)
  let active = await ready()
  while (found.length < RUNS) {
    // Anywhere between two heartbeats.
    await after(Math.random() * 1000)
    await client.take('asks')
    await link(active, 'down')
    await until(answered, 0, { withinMs: 60_000, what: 'the client is answered again' })
    const { gap } = await client.take('asks')
    await link(active, 'up')
    const now = await ready()
    // In a guest that stands still for a moment the roles may change by themselves, right before the cut.
    const counts = now !== active
    process.stderr.write(`${active} cut off: ${gap.ms} ms${counts ? '' : ', not counted: it was not the active one'}\n`)
    if (counts) found.push(gap.ms)
    active = now
  }
  await client.halt('asks')
  return found
}

async function ours(world: World): Promise<number[]> {
  const agents = await Agents.open(world)
  try {
    const pair = new RouterPair(world, agents, { globals: { deadtime: DEAD_SEC } })
    await Promise.all(ROUTERS.map((router) => pair.install(router)))
    for (const router of ROUTERS) await pair.apply(router)
    const able = async () => {
      const views = await Promise.all(ROUTERS.map((router) => pair.view(router)))
      // Both have to say so: right after a cut each may know of the other only what was on its way before.
      if (!views.some((view) => view?.state === 'standby')) return null
      return ROUTERS.find((_, i) => views[i]?.state === 'active' && views[i]?.can.handover === null) ?? null
    }
    return await gaps(world, { place: pair.place, ready: () => known(world, able) })
  } finally {
    agents.close()
  }
}

async function known({ until }: World, look: () => Promise<Router | null>): Promise<Router> {
  const what = 'one is active, the other one is ready'
  return (await until(look, (router) => router !== null, { withinMs: 90_000, what })) as Router
}

const PEER = { address: VIP.nat, port: 80 }

/** A silent master is replaced after 3 × advert_int and (256 - priority) / 256 s: a hundredth above the dead time. RFC 3768, 6.1 */
const keepalivedConf = (priority: number) => `vrrp_instance bench {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority ${priority}
    advert_int ${DEAD_SEC / 3}
    virtual_ipaddress {
        ${PEER.address}/24 dev eth0
        ${NAT_GATEWAY}/24 dev eth1
    }
}
`

async function peer(world: World): Promise<number[]> {
  const running = new Map<Router, Running>()
  for (const [index, router] of ROUTERS.entries()) {
    const host = world[router]
    await host.run(['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1', 'net.ipv4.conf.all.promote_secondaries=1'])
    const service = `-t ${PEER.address}:${PEER.port}`
    const servers = (['rs1', 'rs2'] as const).map(
      (name) => `-a ${service} -r ${serverAddress(name)}:${PEER.port} -m -w 1`,
    )
    await host.restore([`-A ${service} -s rr`, ...servers])
    await host.write(`/run/keepalived-${router}.conf`, keepalivedConf(254 - index))
    const files = ['p', 'r'].flatMap((flag) => [`-${flag}`, `/run/keepalived-${router}.${flag}`])
    running.set(
      router,
      host.start(['keepalived', '-n', '-l', '-D', '-P', '-f', `/run/keepalived-${router}.conf`, ...files]),
    )
  }
  const stateOf = (router: Router) =>
    [...(running.get(router)?.output() ?? '').matchAll(/Entering (\w+) STATE/g)].at(-1)?.[1]
  const able = async () => {
    const states = ROUTERS.map(stateOf)
    const [master] = ROUTERS.filter((_, i) => states[i] === 'MASTER')
    return master && states.includes('BACKUP') ? master : null
  }
  return gaps(world, { place: PEER, ready: () => known(world, able) })
}

/** One side on fresh routers of the guest. @throws Error with what the bench could not do */
async function measured(guest: Guest, name: string, work: (world: World) => Promise<number[]>): Promise<number[]> {
  let found: number[] = []
  const run = async (world: World) => {
    found = await work(world)
  }
  const { verdict, text } = await guest.play({ file: 'bench', name, timeoutMs: 900_000, long: true, run })
  if (verdict !== 'passed') throw new Error(`${name}: ${text}`)
  return found
}

function report(us: readonly number[], them: readonly number[]): void {
  print({
    figure: `active router cut off, ${us.length} times, dead time ${DEAD_SEC} s`,
    ours: 'pulse',
    peer: 'keepalived VRRP',
  })
  const rows = [
    ['shortest gap', 0],
    ['median', 0.5],
    ['nine of ten within', 0.9],
    ['longest', 1],
  ] as const
  for (const [figure, part] of rows) {
    const goal = part === 1 ? { goal: `< ${(DEAD_SEC + 1) * 1000} ms` } : {}
    print({ figure, ours: ms(quantile(us, part)), peer: ms(quantile(them, part)), ...goal })
  }
  print({ figure: 'each', ours: us.join(' '), peer: them.join(' ') })
}

const missing = whatIsMissing()
if (missing.length) {
  process.stderr.write(`${missing.join('\n')}\n`)
  process.exitCode = 1
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      abandonLabs()
      process.exit(130)
    })
  const guest = await Guest.boot(1500)
  try {
    const them = await measured(guest, 'keepalived', peer)
    report(await measured(guest, 'arapaima', ours), them)
  } finally {
    await guest.close()
  }
}
