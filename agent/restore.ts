import { ownedDuring, withRetired } from '@/lib/plan'
import { repair } from './change'
import { configurationOf, hasErrors } from './configuration'
import { alarm, type Context, calm, ITSELF, note } from './context'
import { underDuty } from './duty'
import { whyOf } from './errors'
import { observe, refreshRivals } from './observe'
import { wantedOf } from './planning'
import type { FoundRecord } from './record'
import { readRunning } from './running'

/**
 * What a start does with the kernel. Same boot and nothing cut off: nothing; the look that follows finds no difference when nothing changed,
 * and holds changes by hand as before. After a boot, or when an apply was cut off: the running revision is applied as a whole.
 */
export async function restore(context: Context, record: FoundRecord): Promise<void> {
  const { state, ports } = context
  state.owned = record.owned
  if (!(await loadRunning(context))) return
  const sameBoot = state.running?.bootId === ports.bootId
  if (record.state === 'lost')
    await note(context, { what: 'lost', actor: ITSELF, saying: { code: 'agent.recordLost', params: {} } })
  if (record.state === 'lost' && sameBoot) await adoptWanted(context)
  const whole = record.state === 'old' || record.intent !== null || !sameBoot
  if (whole) await again(context)
}

/** Without a record what the running revision wants is ours (operations.md 1); everything else that stands there is foreign. */
async function adoptWanted(context: Context): Promise<void> {
  const { state } = context
  const actual = await observe(context, state.configuration).catch(() => null)
  if (actual && state.lastApplied) state.owned = ownedDuring(state.owned, state.lastApplied, actual)
}

/** Everything of the running revision; tried at each look until it has been done. */
export async function again(context: Context): Promise<void> {
  const { state } = context
  state.restoring = true
  if ((await refreshRivals(context)).length > 0) return
  try {
    const { ok, failed } = await repair(context, ITSELF, 'restore')
    state.restoring = !ok
    if (ok) calm(context, 'agent.restore.again')
    else await alarm(context, 'agent.restore.again', { why: failed?.why ?? '' })
  } catch (error) {
    await alarm(context, 'agent.restore.again', { why: whyOf(error) })
  }
}

/** False when there is no running revision, or a damaged one: then the kernel is left as it is. */
async function loadRunning(context: Context): Promise<boolean> {
  const { state, ports } = context
  try {
    state.running = await readRunning(context.runningFolder)
  } catch (error) {
    await alarm(context, 'agent.runningUnreadable', { why: whyOf(error) })
    return false
  }
  if (!state.running) return false
  const configuration = configurationOf(state.running.files)
  if (hasErrors(configuration.problems)) {
    // Accepted once, refused now: this version is stricter. The kernel goes on serving what it holds.
    await alarm(context, 'agent.runningRefused', { revision: state.running.info.number })
    return false
  }
  state.configuration = configuration
  // The look below compares with what the last run left, the entries that were retiring then included.
  const actual = await observe(context, configuration).catch(() => null)
  const plain = wantedOf(configuration, state.duty.role, context.health.wishes(), actual?.loopback).wanted
  const wanted = actual ? underDuty(plain, state.duty, actual) : plain
  state.lastApplied = actual ? withRetired(wanted, actual, state.owned.retired) : wanted
  ports.log(`running: r${state.running.info.number} ${state.running.info.hash.slice(0, 12)}`)
  return true
}
