/** Time for the monitors, so that tests run hours in no time. */
export type MonitorClock = {
  /** epoch ms that never step back while the process runs, whatever happens to the wall clock */
  now(): number
  /** calls `work` once after `ms`; gives what prevents it */
  after(ms: number, work: () => void): () => void
}

const { timeOrigin } = performance

export const monotonicClock: MonitorClock = {
  now: () => timeOrigin + performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
