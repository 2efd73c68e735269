import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { socketTransport } from '@/agent/cli/transport'
import { createClient, type Reply } from '@/lib/api/client'
import type { HealthServer } from '@/lib/api/health'
import { Hands, type Weights, weightsDiffer, weightsOf, weightsWanted } from '@/lib/health/testing'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { pathsFrom } from '@/lib/store/paths'
import { lvsCf, serverAddress } from '../run/lvscf'
import { VIP } from '../topology'

/**
 * A walk through the agent of the router that this is started on: `health-walk.mjs SEED STEPS`. Real servers stop and answer again, operators, hands and
 * files speak; after each step the kernel holds what health wants, held hand changes apart. Prints how many steps there were; the first that fails ends it.
 */
const SERVERS = ['rs1', 'rs2', 'rs3'] as const
type Name = (typeof SERVERS)[number]
type Move =
  | { do: 'flip'; server: Name }
  | { do: 'wish'; server: Name; kind: 'drain' | 'cut' | 'force-up' | 'force-down' | 'resume' }
  | { do: 'hand'; server: Name; weight: number | null }
  | { do: 'apply'; quiesce: boolean; weights: number[] }
  | { do: 'repair' }

const PORT = 8080
const SERVICE = `tcp ${VIP.nat}:80`
const SORRY = '198.51.100.250'
const ACTOR = { user: 'walk', via: 'cli' } as const
/** An interval, re-entry, and what a guest needs for it. */
const WITHIN_MS = 25_000
const keyOf = (server: Name) => `${SERVICE} ${serverAddress(server)}:${PORT}`

const server = fc.constantFrom(...SERVERS)
const kind = fc.constantFrom('drain', 'cut', 'force-up', 'force-down', 'resume', 'resume')
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('flip' as const), server }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wish' as const), server, kind }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('hand' as const), server, weight: fc.constantFrom(0, 7, null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('apply' as const),
      quiesce: fc.boolean(),
      weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repair' as const) }) },
)

const exec = promisify(execFile)
const paths = pathsFrom(process.env)
const call = createClient(socketTransport(paths.socket))
const stopped = new Set<Name>()
const hands = new Hands()

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.code} ${JSON.stringify(reply.params)}`)
  return reply.value
}
const rowsNow = async (): Promise<HealthServer[]> => value(await call('health', {})).servers
const wantedOf = (rows: readonly HealthServer[]) => weightsWanted(rows, new Map([[SERVICE, `${SORRY}:80`]]))
const kernel = async (): Promise<Weights> => weightsOf(parseSave((await exec('ipvsadm', ['-S', '-n'])).stdout).services)

/** `-I`: the server refuses every connection, as one whose program has ended; `-D`: it answers again. */
const refuse = (what: '-I' | '-D', name: Name) =>
  exec('nsenter', [
    ...[`--net=/run/netns/${name}`, '--', 'iptables-legacy', what, 'INPUT', '-p', 'tcp', '--dport', `${PORT}`],
    ...['-j', 'REJECT', '--reject-with', 'tcp-reset'],
  ])

async function happen(step: Move): Promise<void> {
  if (step.do === 'flip') {
    const answers = stopped.delete(step.server)
    if (!answers) stopped.add(step.server)
    await refuse(answers ? '-D' : '-I', step.server)
  } else if (step.do === 'wish') {
    const body = { virtual: 'web', server: step.server, kind: step.kind, reason: 'walk', actor: ACTOR }
    const reply = await call('wish', { body })
    if (!reply.ok && !reply.code.startsWith('health.can.')) value(reply)
  } else if (step.do === 'repair') {
    value(await call('repair', { body: { actor: ACTOR } }))
    hands.forget()
  } else if (step.do === 'apply') {
    writeFileSync(`${paths.etc}/lvs.cf`, fileOf(step))
    await applySaved()
    hands.forget()
  } else await hand(step)
}

/** A verdict between the plan and its apply makes another plan of it: then it is looked at anew, as a person would. */
async function applySaved(): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { planId } = value(await call('plan', {}))
    const reply = await call('apply', { body: { planId, note: 'walk', actor: ACTOR } })
    if (reply.ok || reply.code === 'panels.cannot.nothing') return
    if (reply.code !== 'api.changed' || tries === 5) value(reply)
  }
}

async function hand({ server: name, weight }: Move & { do: 'hand' }): Promise<void> {
  const key = keyOf(name)
  const isThere = (await kernel()).has(key)
  const at = ['-t', `${VIP.nat}:80`, '-r', `${serverAddress(name)}:${PORT}`]
  if (weight === null && isThere) await exec('ipvsadm', ['-d', ...at])
  if (weight !== null) await exec('ipvsadm', [isThere ? '-e' : '-a', ...at, '-m', '-w', `${weight}`])
  const rows = await rowsNow()
  const row = rows.find((one) => one.name === name)
  const wanted = wantedOf(rows).get(key)
  const left = weight === null ? undefined : weight
  const isDown = row && (!row.want.present || row.state === 'quiesced' || row.state === 'forced-down')
  // No hand keeps a server that is down above weight 0.
  hands.changed(key, isDown && (left ?? 0) > 0 ? wanted : left, wanted)
}

function fileOf({ quiesce, weights }: { quiesce: boolean; weights: readonly number[] }): string {
  const values = { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'wrr' }
  const servers = SERVERS.map((name, i) => ({ name, values: { port: PORT, weight: weights[i] ?? 1 } }))
  const more = { timeout: 1, reentry: 2, sorry_server: SORRY, quiesce_server: quiesce ? 1 : 0 }
  return lvsCf('nat', { name: 'web', values: { ...values, ...more }, servers })
}

/** What the kernel differs in from what is wanted; first what `step` is about has to be seen: a check, or by a look what a hand did. */
async function differs(step: Move, sinceMs: number): Promise<string[]> {
  if (step.do === 'hand') {
    const { kernel: seen } = value(await call('status', {}))
    if ((seen.observedAt ?? 0) < sinceMs) return ['no look since']
  }
  const rows = await rowsNow()
  hands.wants(wantedOf(rows))
  const last = step.do === 'flip' ? rows.find((row) => row.name === step.server)?.checks[0]?.last : undefined
  if (step.do === 'flip' && (last?.result === 'up') === stopped.has(step.server))
    return [`${step.server} was not checked since`]
  const now = await kernel()
  const after = wantedOf(await rowsNow())
  hands.wants(after)
  return weightsDiffer(now, hands.over(after))
}

const [, , seed = '1', steps = '10'] = process.argv
const moves = [
  { do: 'apply' as const, quiesce: false, weights: [1, 2, 1] },
  ...fc.sample(move, { seed: Number(seed), numRuns: Number(steps) }),
]
let done = 0
try {
  for (const step of moves) {
    await happen(step)
    const began = Date.now()
    for (let left = await differs(step, began); left.length > 0; left = await differs(step, began)) {
      if (Date.now() - began > WITHIN_MS)
        throw new Error(`seed ${seed}, step ${done} ${JSON.stringify(step)}:\n${left.join('\n')}`)
      await pause(200)
    }
    process.stderr.write(`${done} ${JSON.stringify(step)} ${Date.now() - began} ms\n`)
    done++
  }
  value(await call('repair', { body: { actor: ACTOR } }))
} finally {
  for (const name of stopped) await refuse('-D', name)
}
process.stdout.write(`${done}\n`)
