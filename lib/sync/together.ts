import type { Call } from '@/lib/api/client'
import type { PairView } from '@/lib/api/pair'
import type { Actor, ApplyAnswer, PlanAnswer, Status } from '@/lib/api/types'
import { effectiveGlobal, read } from '@/lib/lvscf'
import { isPair } from '@/lib/pulse/cuts'
import type { RoleSettings } from '@/lib/pulse/vrrp-settings'
import { encodeBundle } from './bundle'
import { type SyncCode, SyncError } from './errors'
import type { TransactHeader } from './protocol'
import { headerFor, mayReplace, type OnProgress, type Pair, savedHere } from './sync'

/** What a change over both routers works with, beside the files and the way to the partner. */
export type Together = Pair & {
  /** this router's agent */
  agent: Call
  actor: Actor
}
export type TogetherOptions = {
  /** where both shall take their role from; absent = as it is */
  role?: RoleSettings
  /** for the journal */
  note?: string
  overwrite?: string
  onProgress?: (progress: TogetherProgress) => void
  /** how long each router may take to be heard on the new line, ms; by default three dead times and 10 s */
  waitMs?: number
}
export type TogetherProgress = Parameters<OnProgress>[0] | { step: 'there' | 'here' | 'heard' }
export type TogetherResult = {
  hash: string
  number: number
  numberThere: number
  /** both hear each other as they shall from now on; false: not yet, over the former line only */
  heard: boolean
}

const POLL_MS = 200
/** A plan is made anew this often when the kernel changed between looking and applying. */
const TRIES = 3

/**
 * Changes the heartbeat's settings (port, addresses, times, role source) on both routers as one: first the standby saves and applies, then this one.
 * Each keeps speaking and listening as before until the other has followed (lib/pulse/bridge.ts), so that whatever breaks off in the middle,
 * nobody takes over from a living partner. Called on the active router, while the two hear each other.
 * @throws SyncError: before `there` nothing was changed on either; after it the sentence says how to finish or to go back
 */
export async function changeTogether(work: Together, options: TogetherOptions = {}): Promise<TogetherResult> {
  const { link, agent, actor } = work
  const { role, note = '', overwrite, onProgress: tell = () => undefined } = options
  const before = await readyHere(agent)
  const mine = await savedHere(work)
  // Alone each would serve by itself, the partner at once: that is for a person who has stopped it first.
  if (!isPair(effectiveGlobal(read(mine.files['lvs.cf'].toString('latin1')).config.global)))
    throw new SyncError('sync.togetherAlone')
  const plan = await planHere(agent, mine.hash)
  tell({ step: 'connect' })
  const theirs = await link.ask({ verb: 'status' })
  await mayReplace(work, mine, theirs, overwrite)
  if (!theirs.agent.up) throw new SyncError('sync.agentThere', { why: theirs.agent.code })
  if (theirs.agent.role !== 'standby') throw new SyncError('sync.togetherBothActive')
  tell({ step: 'there' })
  const header: TransactHeader = { ...headerFor(work, mine, theirs), ...(role ? { role } : {}) }
  const there = await link.ask({ verb: 'transact' }, encodeBundle(header, mine.files))
  tell({ step: 'here' })
  await applyHere(work, plan, mine.hash, note)
  if (role) {
    const reply = await agent('changeSettings', { body: { settings: { role }, actor } })
    if (!reply.ok) throw new SyncError('sync.togetherHalf', { why: reply.code })
  }
  tell({ step: 'heard' })
  const waitMs = options.waitMs ?? 3 * before.deadtimeMs + 10_000
  const heard = await until(waitMs, async () => {
    const pair = await pairHere(agent)
    return pair !== null && pair.partner?.alive === true && (pair.behind === null || pair.behind.followed)
  })
  return { hash: mine.hash, number: mine.revision.number, numberThere: there.number, heard }
}

async function statusHere(agent: Call): Promise<Status> {
  const reply = await agent('status')
  if (!reply.ok) throw new SyncError('sync.agentHere', { why: reply.code })
  return reply.value
}

const pairHere = async (agent: Call): Promise<PairView | null> => (await statusHere(agent)).pair

/** Why this router cannot change both now; null = it can. Only a pair that hears each other can change as one; alone it would be a take-over. */
export function cannotTogether({ pair, pulse }: Pick<Status, 'pair' | 'pulse'>): SyncCode | null {
  if (!pair?.paired) return 'sync.togetherNoPair'
  if (pulse.role !== 'active') return 'sync.togetherStandby'
  return pair.partner?.alive ? null : 'sync.togetherUnheard'
}

async function readyHere(agent: Call): Promise<PairView> {
  const status = await statusHere(agent)
  const cannot = cannotTogether(status)
  if (cannot || !status.pair) throw new SyncError(cannot ?? 'sync.togetherNoPair')
  return status.pair
}

async function planHere(agent: Call, hash: string): Promise<PlanAnswer> {
  const reply = await agent('plan')
  if (!reply.ok) throw new SyncError('sync.agentHere', { why: reply.code })
  const { value } = reply
  if (value.hash !== hash) throw new SyncError('sync.changedHere', { theirs: value.hash })
  const [first] = value.problems.filter(({ severity }) => severity === 'error')
  if (!first) return value
  const where = `${first.file}:${first.line}:${first.column} ${first.code}`
  throw new SyncError('sync.togetherProblems', { count: value.problems.length, first: where })
}

/** @throws SyncError sync.togetherHalf: the partner has changed, this router has not */
async function applyHere(work: Together, shown: PlanAnswer, hash: string, note: string): Promise<ApplyAnswer | null> {
  const { agent, actor } = work
  let plan = shown
  for (let tries = 1; ; tries++) {
    // A change of role alone has no plan.
    if (plan.steps.length === 0 && (await statusHere(agent)).running?.hash === hash) return null
    const reply = await agent('apply', { body: { planId: plan.planId, note, actor } })
    if (reply.ok && reply.value.ok) return reply.value
    const why = reply.ok ? (reply.value.failed?.why ?? '') : reply.code
    if (reply.ok || reply.code !== 'api.changed' || tries === TRIES) throw new SyncError('sync.togetherHalf', { why })
    plan = await planHere(agent, hash).catch((error: unknown) => {
      throw new SyncError('sync.togetherHalf', { why: error instanceof SyncError ? error.code : String(error) })
    })
  }
}

async function until(waitMs: number, holds: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + waitMs
  for (;;) {
    if (await holds()) return true
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
