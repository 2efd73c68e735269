import type * as z from 'zod'
import { readPlain, replace } from '@/lib/store/disk'
import { whyOf } from '../errors'

/** What a list needs to be kept: its file, the form of one entry, and how many are kept. */
export type ListFile<T> = { path: string; shape: z.ZodType<T[]>; kept: number }

/** A list for show in a file of its own (0600), newest first. What cannot be read begins anew; what cannot be written is told and tried again with the next entry. */
export class KeptList<T> {
  private writing: Promise<void> = Promise.resolve()

  private constructor(
    private readonly file: ListFile<T>,
    private entries: T[],
    private readonly log: (line: string) => void,
  ) {}

  static async open<T>(file: ListFile<T>, log: (line: string) => void): Promise<KeptList<T>> {
    try {
      const bytes = await readPlain(file.path)
      return new KeptList(file, bytes ? file.shape.parse(JSON.parse(bytes.toString('utf8'))) : [], log)
    } catch (error) {
      log(`${file.path}: ${whyOf(error)}`)
      return new KeptList<T>(file, [], log)
    }
  }

  all(): readonly T[] {
    return this.entries
  }

  add(entry: T): void {
    this.replace([entry, ...this.entries].slice(0, this.file.kept))
  }

  /** Other entries in the place of these. */
  replace(entries: T[]): void {
    this.entries = entries
    const { path } = this.file
    const text = `${JSON.stringify(entries)}\n`
    this.writing = this.writing
      .then(() => replace(path, text, { mode: 0o600 }))
      .catch((error: unknown) => this.log(`${path}: ${whyOf(error)}`))
  }

  /** Resolves when all is on disk, or was told. */
  written(): Promise<void> {
    return this.writing
  }
}
