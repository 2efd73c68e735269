import type { Around } from './around'
import type { MonitorPorts } from './health/ports'
import type { Kernel } from './kernel/kernel'

/** Clock and timers, so that tests run minutes in no time. */
export type Clock = {
  /** epoch ms */
  now(): number
  /** calls `work` every `ms`; gives what ends it */
  every(ms: number, work: () => void): () => void
}

/** All that the agent needs of the world beside its files, as a record: two agents can run in one process. */
export type Ports = {
  kernel: Kernel
  around: Around
  /** null = real servers are not checked, each active one counts as up */
  monitors: MonitorPorts | null
  clock: Clock
  /** /proc/sys/kernel/random/boot_id: what was put into the kernel lives as long as this */
  bootId: string
  hostname: string
  version: string
  /** one line for the service's log */
  log: (line: string) => void
  /** what follows `node` to start the heartbeat process */
  heartbeat?: readonly string[]
  /** keepalived, where it is not found by its name */
  keepalived?: string
  /** ends the process for its keeper to start it again; absent = nobody would */
  restart?: () => void
  /** called at each step of an apply; tests end the process or fail the disk there */
  hook?: (step: ApplyStep) => void | Promise<void>
}
export type ApplyStep = 'recorded' | 'executed' | 'compared' | 'running'

export const systemClock: Clock = {
  now: () => Date.now(),
  every: (ms, work) => {
    const timer = setInterval(work, ms)
    return () => clearInterval(timer)
  },
}
