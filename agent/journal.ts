import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor, JournalEntry } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { readPlain, replace, syncFolder } from '@/lib/store/disk'
import { ensureFolder } from '@/lib/store/folder'

/** What somebody did, as lines of JSON that are chained by hashes; STATE/agent/journal, 0600. */
export type NewEntry = {
  at: number
  actor: Actor
  what: string
  saying: Saying
  detail?: Record<string, unknown>
}
export type Verdict = {
  entries: number
  /** the first entry that does not follow from the one before; null = whole */
  brokenAt: { file: string; seq: number | null } | null
}
export type Journal = {
  /** Written and synced when it resolves. @throws the file system's error, with nothing half written left */
  append(entry: NewEntry): Promise<JournalEntry>
  /** The newest `limit` entries, or the first `limit` after number `after`; oldest first. */
  read(request: { after?: number; limit: number }): Promise<JournalEntry[]>
  /** Follows the chain through all files. */
  verify(): Promise<Verdict>
  close(): Promise<void>
}

const CURRENT = 'current.jsonl'
const OLD = /^\d{12}\.jsonl$/
const HEAD = 'head'
export const FIRST_CHAIN = '0'.repeat(64)
/** A file of the journal is never larger than its limit and one entry. */
const MAX_BYTES = 64 * 1024 * 1024

/** The chain value of an entry: sha256 over the previous one and the entry without its own. */
export function chainOf(previous: string, entry: Omit<JournalEntry, 'chain'>): string {
  const { seq, at, actor, what, saying, detail } = entry
  return createHash('sha256')
    .update(`${previous}\n${JSON.stringify([seq, at, actor, what, saying, detail ?? null])}`)
    .digest('hex')
}

/** Every file begins with the chain value that it follows, so that the oldest ones may go. */
type Head = { seq: number; chain: string }
type Lines = { previous: string; entries: JournalEntry[]; bytes: number; torn: boolean; bad: boolean }

function linesOf(text: string): Lines {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const lines: Lines = {
    previous: FIRST_CHAIN,
    entries: [],
    bytes: Buffer.byteLength(whole),
    torn: whole !== text,
    bad: false,
  }
  for (const [index, line] of whole.split('\n').slice(0, -1).entries()) {
    try {
      const value = JSON.parse(line) as JournalEntry & { previous?: string }
      if (index === 0) lines.previous = String(value.previous)
      else if (typeof value.seq === 'number') lines.entries.push(value)
      else lines.bad = true
    } catch {
      lines.bad = true
    }
  }
  return lines
}

async function readLines(path: string): Promise<Lines | null> {
  const bytes = await readPlain(path, MAX_BYTES)
  return bytes === null ? null : linesOf(bytes.toString('utf8'))
}

/** The first of these entries that does not follow, given the chain value before them. */
export function firstBroken(
  previous: string,
  entries: readonly JournalEntry[],
  firstSeq = entries[0]?.seq ?? 0,
): JournalEntry | null {
  let chain = previous
  let seq = firstSeq
  for (const entry of entries) {
    if (entry.seq !== seq || entry.chain !== chainOf(chain, entry)) return entry
    chain = entry.chain
    seq++
  }
  return null
}

/**
 * Opens the journal, making it if need be. A last line that was cut off by a crash is taken away; nobody was told of it.
 * @throws the file system's error
 */
export async function openJournal(
  folder: string,
  limits: { journalBytes: number; journalFiles: number },
): Promise<Journal> {
  await ensureFolder(folder, 0o700)
  return new FileJournal(folder, limits).open()
}

class FileJournal implements Journal {
  private file: FileHandle | undefined
  private bytes = 0
  private head: Head = { seq: 0, chain: FIRST_CHAIN }
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly folder: string,
    private readonly limits: { journalBytes: number; journalFiles: number },
  ) {}

  async open(): Promise<Journal> {
    for (const name of await this.oldFiles()) this.follow(await readLines(join(this.folder, name)))
    const lines = await readLines(join(this.folder, CURRENT))
    this.follow(lines)
    const saved = await this.readHead()
    if (saved && saved.seq > this.head.seq) this.head = saved
    if (!lines || lines.bytes === 0) await this.begin()
    else {
      this.file = await open(join(this.folder, CURRENT), constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW)
      this.bytes = lines.bytes
      if (lines.torn) await this.file.truncate(lines.bytes)
    }
    return this
  }

  private follow(lines: Lines | null): void {
    const last = lines?.entries.at(-1)
    if (last) this.head = { seq: last.seq, chain: last.chain }
  }

  private async oldFiles(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => OLD.test(name)).sort()
  }

  /** How far the journal had come: entries that were cut off its end are missed by this. */
  private async readHead(): Promise<Head | null> {
    try {
      const bytes = await readPlain(join(this.folder, HEAD))
      return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as Head)
    } catch {
      return null
    }
  }

  private async begin(): Promise<void> {
    await this.file?.close()
    const path = join(this.folder, CURRENT)
    const first = `${JSON.stringify({ previous: this.head.chain })}\n`
    await replace(path, first, { mode: 0o600 })
    this.file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW)
    this.bytes = Buffer.byteLength(first)
  }

  private async rotate(): Promise<void> {
    await rename(join(this.folder, CURRENT), join(this.folder, `${String(this.head.seq).padStart(12, '0')}.jsonl`))
    await syncFolder(this.folder)
    await this.begin()
    const old = await this.oldFiles()
    for (const name of old.slice(0, Math.max(0, old.length - this.limits.journalFiles + 1)))
      await rm(join(this.folder, name), { force: true })
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.catch(() => undefined)
    return result
  }

  append(entry: NewEntry): Promise<JournalEntry> {
    return this.alone(async () => {
      if (this.bytes > this.limits.journalBytes) await this.rotate()
      if (!this.file) throw new Error('journal: closed')
      const { at, actor, what, saying, detail } = entry
      const body = { seq: this.head.seq + 1, at, actor, what, saying, ...(detail ? { detail } : {}) }
      // What is hashed is what JSON gives back: undefined members and such are gone by then.
      const plain = JSON.parse(JSON.stringify(body)) as Omit<JournalEntry, 'chain'>
      const made: JournalEntry = { ...plain, chain: chainOf(this.head.chain, plain) }
      const line = Buffer.from(`${JSON.stringify(made)}\n`)
      try {
        await this.file.appendFile(line)
        await this.file.datasync()
      } catch (error) {
        await this.file.truncate(this.bytes).catch(() => undefined)
        throw error
      }
      this.bytes += line.length
      this.head = { seq: made.seq, chain: made.chain }
      await replace(join(this.folder, HEAD), JSON.stringify(this.head), { mode: 0o600 })
      return made
    })
  }

  read({ after, limit }: { after?: number; limit: number }): Promise<JournalEntry[]> {
    return this.alone(async () => {
      const names = [...(await this.oldFiles()), CURRENT]
      let found: JournalEntry[] = []
      if (after !== undefined) {
        for (const name of names) {
          const lines = await readLines(join(this.folder, name))
          found.push(...(lines?.entries ?? []).filter((entry) => entry.seq > after))
          if (found.length >= limit) break
        }
        return found.slice(0, limit)
      }
      for (const name of names.reverse()) {
        found = [...((await readLines(join(this.folder, name)))?.entries ?? []), ...found]
        if (found.length >= limit) break
      }
      return found.slice(-limit)
    })
  }

  verify(): Promise<Verdict> {
    return this.alone(async () => {
      let entries = 0
      let chain: string | null = null
      let seq = 0
      for (const name of [...(await this.oldFiles()), CURRENT]) {
        const lines = await readLines(join(this.folder, name))
        if (!lines) continue
        const broken = firstBroken(lines.previous, lines.entries)
        const gap = chain !== null && (lines.previous !== chain || (lines.entries[0]?.seq ?? seq + 1) !== seq + 1)
        if (broken || gap || lines.bad)
          return { entries, brokenAt: { file: name, seq: broken?.seq ?? lines.entries[0]?.seq ?? null } }
        entries += lines.entries.length
        chain = lines.entries.at(-1)?.chain ?? lines.previous
        seq = lines.entries.at(-1)?.seq ?? seq
      }
      const head = await this.readHead()
      if (head && head.seq > seq) return { entries, brokenAt: { file: HEAD, seq: seq + 1 } }
      return { entries, brokenAt: null }
    })
  }

  close(): Promise<void> {
    return this.alone(async () => {
      await this.file?.close()
      this.file = undefined
    })
  }
}
