import type { Saying } from '@/lib/plan'
import { alarm, type Context, calm } from '../context'

/** The alarms of the pair: they come and go with what the heartbeat process tells. */
export class PairAlarms {
  private readonly known = new Set<string>()

  constructor(private readonly context: Context) {}

  /** All that holds now. */
  set(now: readonly Saying[]): void {
    const keys = new Set(now.map(keyOf))
    for (const key of this.known)
      if (!keys.has(key)) {
        this.known.delete(key)
        calm(this.context, key)
      }
    for (const saying of now) this.add(saying)
  }

  /** One more, until the next `set`. */
  add(saying: Saying): void {
    this.known.add(keyOf(saying))
    void alarm(this.context, saying.code, saying.params, keyOf(saying))
  }
}

/** One of a kind for each channel. */
const keyOf = ({ code, params }: Saying): string => `pulse ${code} ${params.channel ?? ''}`
