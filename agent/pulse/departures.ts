import type { Op } from '@/lib/plan'

/** When virtual addresses were last taken down here: told right before it is done, so that a gap is counted too long rather than too short. */
export class Departures {
  private waiting: ((at: number) => void)[] = []

  /** What is about to run on the kernel. */
  coming(ops: readonly Op[]): void {
    if (!ops.some((op) => op.do === 'address.remove')) return
    const at = performance.now()
    for (const tell of this.waiting.splice(0)) tell(at)
  }

  /** Resolves with the next time, by performance.now(). */
  next(): Promise<number> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}
