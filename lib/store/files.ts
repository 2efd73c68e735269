import { createHash } from 'node:crypto'
import type { FileName, FileProblem, RevisionInfo } from '@/lib/api/types'

/** The configuration: always in this order, in hashes and renames alike. */
export const FILE_NAMES = ['lvs.cf', 'lvs.iptables', 'lvs.sysctl'] as const satisfies readonly FileName[]

/** The bytes of the three files; an absent file is an empty buffer. */
export type Files = Record<FileName, Buffer>

/** What stands in ARAPAIMA_ETC now. */
export type Saved = {
  files: Files
  /** sha256 over name, length and bytes of the three files, hex */
  hash: string
  /** null when these bytes are no revision of the history: a hand edit, or nothing was ever saved */
  revision: RevisionInfo | null
  /** true when the files differ from the last revision without a save in between */
  handEdited: boolean
}

export type SaveRequest = {
  /** only these are replaced; the others stay as they are */
  files: Partial<Files>
  /** hash of the files that the editor saw */
  ifMatch: string
  /** the user's name */
  author: string
  note: string
  /** a copy received from the partner keeps its serial_no; everything else counts it up by one */
  keepSerial?: boolean
}

export type SaveAnswer =
  /** `changed` false: identical content, no new revision was made */
  | { ok: true; changed: boolean; revision: RevisionInfo | null; hash: string }
  /** somebody saved meanwhile: what is there now, and what this save would have written */
  | { ok: false; code: 'CHANGED'; now: Saved; yours: Files }
  /** errors in what this save changes (errors that were there before do not count) */
  | { ok: false; code: 'PROBLEMS'; problems: FileProblem[] }
  /** nothing was changed on disk */
  | { ok: false; code: 'CANNOT_WRITE' | 'LOCKED' | 'TOO_LARGE' | 'SYMLINK' | 'UNREADABLE'; path: string; why: string }

/** A folder or file of the store that cannot be read or written; thrown by reads, a value in the answer of a save. */
export class StoreError extends Error {
  constructor(
    readonly code: 'CANNOT_WRITE' | 'LOCKED' | 'TOO_LARGE' | 'SYMLINK' | 'UNREADABLE',
    readonly path: string,
    readonly why: string,
    options?: { cause?: unknown },
  ) {
    super(`${code} ${path}: ${why}`, options)
    this.name = 'StoreError'
  }
}

export const emptyFiles = (): Files => ({
  'lvs.cf': Buffer.alloc(0),
  'lvs.iptables': Buffer.alloc(0),
  'lvs.sysctl': Buffer.alloc(0),
})

/** HASH of contract.md, "Revision". */
export function hashOf(files: Files): string {
  const hash = createHash('sha256')
  for (const name of FILE_NAMES) hash.update(`${name}\0${files[name].length}\0`).update(files[name])
  return hash.digest('hex')
}

export const sameFiles = (a: Files, b: Files): boolean => FILE_NAMES.every((name) => a[name].equals(b[name]))
