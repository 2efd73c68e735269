import { join } from 'node:path'
import * as z from 'zod'
import { type RoleChange, roleChange } from '@/lib/api/pair'
import { readPlain, replace } from '@/lib/store/disk'

/** More changes of role than anybody looks back at. */
const KEPT = 100
const shape = z.array(roleChange)

/** STATE/agent/roles.json: the changes of this router's role, newest first, for the panel. The journal has them too, with everything else. */
export class RoleHistory {
  private writing: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private changes: RoleChange[],
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @param folder STATE/agent. What cannot be read begins anew: it is only for show. */
  static async open(folder: string, failed: (error: unknown) => void): Promise<RoleHistory> {
    const path = join(folder, 'roles.json')
    try {
      const bytes = await readPlain(path)
      return new RoleHistory(path, bytes ? shape.parse(JSON.parse(bytes.toString('utf8'))) : [], failed)
    } catch (error) {
      failed(error)
      return new RoleHistory(path, [], failed)
    }
  }

  /** @param count at most so many, newest first */
  newest(count: number): RoleChange[] {
    return this.changes.slice(0, count)
  }

  add(change: RoleChange): void {
    this.changes = [change, ...this.changes].slice(0, KEPT)
    const text = `${JSON.stringify(this.changes)}\n`
    this.writing = this.writing.then(() => replace(this.path, text, { mode: 0o600 })).catch(this.failed)
  }

  written(): Promise<void> {
    return this.writing
  }
}
