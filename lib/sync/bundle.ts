import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { emptyFiles, FILE_NAMES, type Files, hashOf } from '@/lib/store/files'
import { type AnswerTo, type BundleHeader, MAX_HEADER_BYTES, PROTOCOL } from './protocol'

/**
 * The three files on the wire: one line of JSON with names, sizes and hashes, then exactly that many bytes, then the end. Nothing in it
 * names a path.
 */

/** Why bytes are no bundle. `SHORT` is what a cut connection leaves. */
export type BundleFault = 'SHORT' | 'LONG' | 'HEADER' | 'HEADER_LONG' | 'FILE_HASH' | 'HASH'
export class BundleError extends Error {
  constructor(
    readonly fault: BundleFault,
    readonly why = '',
  ) {
    super(`${fault} ${why}`.trim())
    this.name = 'BundleError'
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The part of a header that follows from the files. */
export function headerOf(files: Files): BundleHeader {
  const list = FILE_NAMES.map((name) => ({ name, size: files[name].length, sha256: sha256(files[name]) }))
  return { protocol: PROTOCOL, hash: hashOf(files), files: list }
}

/** Header line and bytes. */
export function encodeBundle(header: BundleHeader, files: Files): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...FILE_NAMES.map((name) => files[name])])
}

/**
 * Reads one bundle to its end, and never more than its header announces.
 * @param schema the header that is expected; sizes and names are checked before a byte of a file is taken
 * @throws BundleError, as soon as it can be none
 */
export async function readBundle<H extends BundleHeader>(
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  schema: z.ZodType<H>,
): Promise<{ header: H; files: Files }> {
  const parts: Uint8Array[] = []
  let size = 0
  let head: { header: H; start: number; end: number } | null = null
  for await (const part of input) {
    parts.push(part)
    size += part.length
    if (head === null && (part.includes(NEWLINE) || size > MAX_HEADER_BYTES)) head = readHeader(parts, schema)
    if (head !== null && size > head.end) throw new BundleError('LONG')
  }
  if (head === null || size < head.end) throw new BundleError('SHORT')
  const files = takeFiles(head.header, Buffer.concat(parts).subarray(head.start))
  return { header: head.header, files }
}

const NEWLINE = 0x0a

function readHeader<H extends BundleHeader>(parts: readonly Uint8Array[], schema: z.ZodType<H>) {
  const bytes = Buffer.concat(parts)
  const end = bytes.indexOf(NEWLINE)
  if (end < 0 || end > MAX_HEADER_BYTES) throw new BundleError('HEADER_LONG')
  const header = checkedHeader(bytes.toString('utf8', 0, end), schema)
  const start = end + 1
  return { header, start, end: start + header.files.reduce((sum, file) => sum + file.size, 0) }
}

function checkedHeader<H extends BundleHeader>(text: string, schema: z.ZodType<H>): H {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BundleError('HEADER', 'not JSON')
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new BundleError('HEADER', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim().slice(0, 200))
}

function takeFiles(header: BundleHeader, bytes: Buffer): Files {
  const files = emptyFiles()
  let at = 0
  for (const { name, size, sha256: wanted } of header.files) {
    files[name] = bytes.subarray(at, at + size)
    if (sha256(files[name]) !== wanted) throw new BundleError('FILE_HASH', name)
    at += size
  }
  if (hashOf(files) !== header.hash) throw new BundleError('HASH')
  return files
}

/** The files of an answer to `compare`. @throws BundleError when they are not those of its hash */
export function filesOfAnswer({ hash, files: texts }: AnswerTo<'compare'>): Files {
  const files = emptyFiles()
  for (const name of FILE_NAMES) files[name] = Buffer.from(texts[name], 'base64')
  if (hashOf(files) !== hash) throw new BundleError('HASH')
  return files
}

/** The files as an answer to `compare` carries them. */
export function answerFiles(files: Files): AnswerTo<'compare'>['files'] {
  const text = (name: keyof Files) => files[name].toString('base64')
  return { 'lvs.cf': text('lvs.cf'), 'lvs.iptables': text('lvs.iptables'), 'lvs.sysctl': text('lvs.sysctl') }
}
