import type { KernelState } from '@/lib/kernel/state'
import { diff, guard, type Op, type Owned, ownedAfter, ownedDuring, type Saying, type Wanted } from '@/lib/plan'
import { whyOf } from './errors'
import type { Kernel } from './kernel/kernel'
import type { ApplyStep } from './ports'
import type { Intent, OwnedRecord } from './record'

/** One change of the kernel, complete: what was seen, what shall be, and how to get there. */
export type Task = {
  actual: KernelState
  wanted: Wanted
  owned: Owned
  /** diff(actual, wanted, owned), as it was shown */
  ops: Op[]
  /** for a change of the running revision: what it is, so that a crash in the middle is known at the next start */
  intent: Intent | null
  /** what counts as applied afterwards, where it is not `wanted`: hand changes that are held are not */
  plain?: Wanted
  /** only some of the differences are its business; without it all are */
  isOurs?: (op: Op) => boolean
}
export type Outcome =
  /** an operation is out of bounds: nothing was done */
  | { done: 'refused'; refusals: { index: number; saying: Saying }[] }
  /** the record could not be written: nothing was done */
  | { done: 'unwritable'; why: string }
  | {
      done: 'ran'
      /** operations that were done, as far as the tools said */
      applied: number
      failed?: { index: number; why: string }
      /** what the kernel held afterwards; null when it could not be read */
      actual: KernelState | null
      /** what it still differs in, as far as the task goes; empty = done */
      remaining: Op[]
      /** all that it differs in */
      open: Op[]
      owned: Owned
      /** the kernel could not be read back, or the record not be closed */
      error?: string
    }

export type Tools = {
  kernel: Kernel
  write: (record: OwnedRecord) => Promise<void>
  /** called when the kernel equals the plan and before the record is closed */
  commit?: () => Promise<void>
  hook?: (step: ApplyStep) => void | Promise<void>
  /** hears how many operations are done, while they run */
  told?: (done: number) => void
}

/** Tells the neighbours again where the addresses are. Changes nothing on this machine. */
export async function announce(kernel: Kernel, places: readonly { device: string; address: string }[]): Promise<void> {
  await kernel.execute(places.map(({ device, address }) => ({ do: 'address.announce', device, address })))
}

/** Settings to ask the kernel for: those wanted, and those of ours that are to go back. */
export const sysctlsOf = (wanted: Wanted, owned: Owned): string[] => [
  ...new Set([...Object.keys(wanted.sysctls), ...Object.keys(owned.sysctls)]),
]

/**
 * Brings the kernel to what is wanted, and says how far it got. Everything is checked before the first operation; the record of what is ours
 * stands on disk before it; afterwards the kernel is read back, and only what it then holds counts. The only place that runs
 * operations.
 */
export async function carryOut(task: Task, tools: Tools): Promise<Outcome> {
  const { actual, wanted, ops, intent } = task
  const refusals = guard(ops)
  if (refusals.length > 0) return { done: 'refused', refusals }
  const during = ownedDuring(task.owned, wanted, actual)
  const recorded = isRecorded(task, during)
  try {
    if (!recorded) await tools.write({ owned: during, intent })
  } catch (error) {
    return { done: 'unwritable', why: whyOf(error) }
  }
  await tools.hook?.('recorded')
  const executed = ops.length > 0 ? await run(tools, ops) : { done: 0 }
  await tools.hook?.('executed')
  const ran = {
    done: 'ran' as const,
    applied: executed.done,
    ...('failed' in executed ? { failed: executed.failed } : {}),
  }
  let after: KernelState
  try {
    after = await readBack(task, during, tools.kernel)
  } catch (error) {
    return { ...ran, actual: null, remaining: ops, open: ops, owned: during, error: whyOf(error) }
  }
  const open = diff(after, wanted, during)
  const remaining = task.isOurs ? open.filter(task.isOurs) : open
  const result = { ...ran, actual: after, remaining, open }
  await tools.hook?.('compared')
  // A failed apply is told and its record kept as it is; the intent is only for one that was cut off.
  if (open.length > 0) return { ...result, owned: during, ...(recorded ? {} : await close(tools, during)) }
  try {
    await tools.commit?.()
  } catch (error) {
    return { ...result, owned: during, error: whyOf(error) }
  }
  await tools.hook?.('running')
  const owned = ownedAfter(during, wanted)
  return { ...result, owned, ...(isRecorded(task, owned) ? {} : await close(tools, owned)) }
}

/** What the kernel holds after the operations: what they touched is read anew, a table that they did not touch only if it shows a sign of a change. */
async function readBack({ actual, wanted, ops }: Task, during: Owned, kernel: Kernel): Promise<KernelState> {
  if (ops.length === 0) return actual
  if (ops.every((op) => op.do.startsWith('ipvs.')))
    return { ...actual, ...(await kernel.observeTable({ before: actual, ops })) }
  if (ops.every((op) => op.do.startsWith('address.'))) return { ...actual, ...(await kernel.observeNet()) }
  const quick = !ops.some((op) => op.do.startsWith('ipvs.'))
  return kernel.observe({ sysctls: sysctlsOf(wanted, during), quick })
}

/** Whether the record on disk says enough already: inside a service of ours every server is ours. */
function isRecorded({ owned, intent }: Task, during: Owned): boolean {
  const partsOf = ({ services, addresses, sysctls, retired }: Owned) =>
    JSON.stringify([services, addresses, sysctls, retired])
  return intent === null && partsOf(owned) === partsOf(during)
}

async function close(tools: Tools, owned: Owned): Promise<{ error?: string }> {
  try {
    await tools.write({ owned, intent: null })
    return {}
  } catch (error) {
    return { error: whyOf(error) }
  }
}

/** A tool that throws has failed at a step that nobody knows: the read-back decides. */
async function run(
  { kernel, told }: Tools,
  ops: readonly Op[],
): Promise<{ done: number; failed?: { index: number; why: string } }> {
  try {
    return await kernel.execute(ops, told)
  } catch (error) {
    return { done: 0, failed: { index: 0, why: whyOf(error) } }
  }
}
