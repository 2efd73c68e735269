import type { Evidence } from '@/lib/health/blast'
import { gatewayEvidence } from '@/lib/health/gateway'
import type { AskGateways } from '../kernel/gateway'

type Answer = Evidence['gateway']

/** An answer counts for so long; one that is older than half of it is asked anew. */
const COUNTS_MS = 10_000
/** Servers asked about at a time; the others when these are answered. */
const AT_ONCE = 200

/**
 * What the gateways towards failing servers said last. Asked as soon as one server fails, so that the answer is there when the last one of its pool
 * does; `news` is called when it came later.
 */
export class Gateways {
  private readonly known = new Map<string, { atMs: number; answer: Answer }>()
  private readonly waiting = new Set<string>()
  private isAsking = false

  constructor(
    private readonly ask: AskGateways | undefined,
    private readonly sourceFor: (address: string) => string | undefined,
    private readonly now: () => number,
    private readonly news: () => void,
  ) {}

  /** @param servers addresses that fail */
  towards(servers: readonly string[]): Answer {
    this.prepare(servers)
    const since = this.now() - COUNTS_MS
    return gatewayEvidence(
      servers.map((server) => {
        const known = this.known.get(server)
        return known && known.atMs >= since ? known.answer : 'unknown'
      }),
    )
  }

  /** Asks about those of which nothing fresh is known; does not wait. */
  prepare(servers: readonly string[]): void {
    if (!this.ask) return
    const since = this.now() - COUNTS_MS / 2
    for (const server of servers) if ((this.known.get(server)?.atMs ?? -Infinity) < since) this.waiting.add(server)
    if (this.waiting.size > 0 && !this.isAsking) void this.askOn(this.ask)
  }

  private async askOn(ask: AskGateways): Promise<void> {
    this.isAsking = true
    try {
      while (this.waiting.size > 0) {
        const servers = [...this.waiting].slice(0, AT_ONCE)
        const answers = await ask(servers, this.sourceFor).catch(() => new Map<string, Answer>())
        this.note(servers, answers)
        this.news()
      }
    } finally {
      this.isAsking = false
    }
  }

  private note(servers: readonly string[], answers: ReadonlyMap<string, Answer>): void {
    const atMs = this.now()
    for (const [server, { atMs: then }] of this.known) if (then < atMs - COUNTS_MS) this.known.delete(server)
    for (const server of servers) {
      this.waiting.delete(server)
      this.known.set(server, { atMs, answer: answers.get(server) ?? 'unknown' })
    }
  }
}
