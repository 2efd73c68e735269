import {
  type Applied,
  compareWithPartner,
  confirmThere,
  type OnProgress,
  partnerPlan,
  type SyncResult,
  syncToPartner,
} from '@/lib/sync'
import { SyncError } from '@/lib/sync/errors'
import { passOn, queueEntry } from '@/lib/sync/journal-queue'
import { changeTogether } from '@/lib/sync/together'
import { readArguments, UsageError } from '../args'
import { EXIT, type Io, line, speak, speakCode } from '../io'
import { planText } from '../plan'
import { actorOf, agentOf } from '../transport'
import { syncFiles } from './files'
import { differenceLines, type Here, short, withPair } from './pair'

/**
 * `sync`: makes the partner's files equal to those saved here. Progress on standard error; success is said only when the hashes read back are
 * equal. `--dry-run` shows what would change and writes nothing. On an active partner its plan is shown and has to be confirmed.
 */
export async function syncVerb(io: Io, argv: string[]): Promise<number> {
  const table = {
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
    overwrite: { type: 'string' },
    together: { type: 'boolean' },
    role: { type: 'string' },
  } as const
  const { values } = readArguments(io, argv, table, 0)
  const { overwrite } = values
  const json = values.json === true
  if (overwrite !== undefined && !/^[0-9a-f]{64}$/.test(overwrite))
    throw new UsageError(speak(io, 'sync.badHash', { value: overwrite }))
  const role = roleOf(io, values.role)
  return withPair(io, json, async (here) => {
    if (values.together) return together(io, here, { overwrite, json, role })
    if (here.settings.via === 'sftp') return syncFiles(io, here, { overwrite, json, dry: values['dry-run'] === true })
    if (values['dry-run']) return dryRun(io, here, json)
    const result = await syncToPartner(here, { overwrite, onProgress: json ? undefined : progressOf(io, here) })
    if (result.changed) await journal(io, here, result)
    const applied =
      result.applied.done === 'confirm' ? await confirm(io, here, result.hash, values.yes === true) : result.applied
    return told(io, here, { ...result, applied }, json)
  })
}

function roleOf(io: Io, value: string | undefined): 'pulse' | 'vrrp' | undefined {
  if (value === undefined || value === 'pulse' || value === 'vrrp') return value
  throw new UsageError(speak(io, 'sync.badRoleSource', { value }))
}

/** `--together`: the heartbeat's settings change on both routers as one. */
async function together(
  io: Io,
  here: Here,
  { overwrite, json, role }: { overwrite?: string; json: boolean; role?: 'pulse' | 'vrrp' },
): Promise<number> {
  const agent = agentOf(io)
  if (here.settings.via === 'sftp') throw new SyncError('sync.togetherFiles')
  const known = role ? await agent('settings') : null
  if (known && !known.ok) throw new SyncError('sync.agentHere', { why: known.code })
  const result = await changeTogether(
    { ...here, agent, actor: actorOf(io) },
    {
      overwrite,
      ...(role && known?.ok ? { role: { ...known.value.role, from: role } } : {}),
      onProgress: json
        ? undefined
        : (progress) => io.err(line(speak(io, `sync.step.${progress.step}`, { address: here.target.address }))),
    },
  )
  const { hash, number, numberThere, heard } = result
  await journal(io, here, result)
  if (json) io.out(`${JSON.stringify({ ok: true, ...result }, null, 2)}\n`)
  else
    io.out(
      line(
        speak(io, heard ? 'sync.togetherDone' : 'sync.togetherLate', { number, there: numberThere, hash: short(hash) }),
      ),
    )
  return heard ? EXIT.done : EXIT.problems
}

async function dryRun(io: Io, here: Here, json: boolean): Promise<number> {
  const { mine, theirs, equal, differences, onlyText } = await compareWithPartner(here)
  const about = { equal, mine: mine.hash, theirs: theirs.hash, differences, onlyText }
  if (json) io.out(`${JSON.stringify(about, null, 2)}\n`)
  else for (const text of differenceLines(io, about)) io.out(line(text))
  return equal ? EXIT.done : EXIT.todo
}

function progressOf(io: Io, { target }: Here): OnProgress {
  const tell = (text: string) => io.err(line(text))
  return (progress) => {
    if (progress.step === 'file') {
      const { file, bytes, same } = progress
      tell(speak(io, 'sync.step.file', { file, bytes, same: same ? 1 : 0 }))
    } else tell(speak(io, `sync.step.${progress.step}`, { address: target.address }))
  }
}

/** An active partner saved only: its plan is shown, and a person says yes. */
async function confirm(io: Io, here: Here, hash: string, yes: boolean): Promise<Applied> {
  const plan = await partnerPlan(here)
  io.err(line(speak(io, 'sync.confirmFirst', { address: here.target.address })))
  io.err(planText(io, plan))
  const answer = yes ? 'y' : ((await io.ask?.(`${speak(io, 'sync.askConfirm')} `, false)) ?? '')
  if (!['y', 'yes', '是'].includes(answer.trim().toLowerCase())) return { done: 'confirm' }
  return confirmThere(here, { hash, planId: plan.planId })
}

/** Exit 0 when the files are there and, where that was due, applied; 1 when they are there but not applied. */
function told(io: Io, { target }: Here, result: SyncResult, json: boolean): number {
  const { applied, hash, number, numberThere, changed } = result
  if (json) io.out(`${JSON.stringify({ ok: true, ...result }, null, 2)}\n`)
  else {
    const words = { address: target.address, number, there: numberThere, hash: short(hash) }
    io.out(line(speak(io, changed ? 'sync.done' : 'sync.nothing', words)))
    if (applied.done === 'applied' && changed) io.out(line(speak(io, 'sync.applied', { count: applied.operations })))
  }
  if (applied.done === 'applied') return EXIT.done
  const why = applied.done === 'confirm' ? speak(io, 'sync.notConfirmed') : speakCode(io, applied.code, applied.params)
  io.err(line(speak(io, 'sync.notApplied', { why })))
  return EXIT.problems
}

/** The sync in this router's own journal; the other one writes its own. */
async function journal(
  io: Io,
  { folder, target, user }: Here,
  result: Pick<SyncResult, 'number' | 'hash'>,
): Promise<void> {
  const params = { user, address: target.address, number: result.number, hash: short(result.hash) }
  await queueEntry(folder, {
    at: Date.now(),
    actor: actorOf(io),
    what: 'sync',
    saying: { code: 'sync.journalSent', params },
  })
  const agent = agentOf(io)
  await passOn(folder, (entry) => agent('record', { body: entry }))
}
