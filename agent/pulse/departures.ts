import type { Op } from '@/lib/plan'

/** The machine's monotonic clock, ms: the same in every process. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** When virtual addresses were last taken down here: told right before it is done, so that a gap is counted too long rather than too short. */
export class Departures {
  private waiting: ((at: number) => void)[] = []

  /** What is about to run on the kernel. */
  coming(ops: readonly Op[]): void {
    if (ops.some((op) => op.do === 'address.remove')) this.left(monotonicMs())
  }

  /** @param atMs by monotonicMs() of any process */
  left(atMs: number): void {
    const at = performance.now() - (monotonicMs() - atMs)
    for (const tell of this.waiting.splice(0)) tell(at)
  }

  /** Resolves with the next time, by performance.now(). */
  next(): Promise<number> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}
