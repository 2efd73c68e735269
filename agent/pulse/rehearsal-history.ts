import { join } from 'node:path'
import * as z from 'zod'
import { type Rehearsal, rehearsal } from '@/lib/api/rehearsal'
import { readPlain, replace } from '@/lib/store/disk'

const KEPT = 50
const shape = z.array(rehearsal)

/** STATE/agent/rehearsals.json: the last rehearsals of this router, newest first. */
export class RehearsalHistory {
  private writing: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private rehearsals: Rehearsal[],
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @param folder STATE/agent. What cannot be read begins anew: it is only for show. */
  static async open(folder: string, failed: (error: unknown) => void): Promise<RehearsalHistory> {
    const path = join(folder, 'rehearsals.json')
    try {
      const bytes = await readPlain(path)
      return new RehearsalHistory(path, bytes ? shape.parse(JSON.parse(bytes.toString('utf8'))) : [], failed)
    } catch (error) {
      failed(error)
      return new RehearsalHistory(path, [], failed)
    }
  }

  all(): readonly Rehearsal[] {
    return this.rehearsals
  }

  add(one: Rehearsal): void {
    this.keep([one, ...this.rehearsals].slice(0, KEPT))
  }

  /** False: there is no such rehearsal any more. */
  seen(at: number, seenMs: number): boolean {
    const known = this.rehearsals.some((one) => one.at === at)
    if (known) this.keep(this.rehearsals.map((one) => (one.at === at ? { ...one, seenMs } : one)))
    return known
  }

  written(): Promise<void> {
    return this.writing
  }

  private keep(rehearsals: Rehearsal[]): void {
    this.rehearsals = rehearsals
    const text = `${JSON.stringify(rehearsals)}\n`
    this.writing = this.writing.then(() => replace(this.path, text, { mode: 0o600 })).catch(this.failed)
  }
}
