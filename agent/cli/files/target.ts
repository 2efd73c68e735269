import { readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileProblem } from '@/lib/api/types'
import { looksOf, readPlain, replace, whyOf } from '@/lib/store/disk'
import { openStore, StoreError } from '@/lib/store/index'
import type { FileVerbIo } from './io'

/** Why a file could not be read or written. */
export type Failure = { ok: false; path: string; why: string }
/** latin1 text of a file */
export type Text = { ok: true; text: string }

/** What became of an edit. */
export type Written =
  | { ok: true }
  | { ok: false; what: 'changed' }
  | { ok: false; what: 'problems'; problems: FileProblem[] }
  | { ok: false; what: 'failed'; path: string; why: string }

/** The file that a verb works on: read once, written once, and only if it is still what was read. */
export type Target = {
  name: string
  read: () => Promise<Text | Failure>
  write: (text: string, note: string) => Promise<Written>
}

const failure = (path: string, error: unknown): Failure => ({ ok: false, path, why: whyOf(error) })

/** The real path, following links; the path itself where nothing stands there. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** Standard input; it can be read only. */
export function inputTarget(io: FileVerbIo): Pick<Target, 'name' | 'read'> {
  return { name: '-', read: async () => ({ ok: true, text: (await io.stdin()).toString('latin1') }) }
}

/**
 * FILE of the command line. The lvs.cf of ARAPAIMA_ETC goes through the store: lock, revision, history, serial_no. Any other file is
 * replaced atomically, keeping mode, group and owner, without history.
 */
export async function openTarget(file: string | undefined, io: FileVerbIo): Promise<Target> {
  const own = join(io.etc, 'lvs.cf')
  const path = file ?? own
  if ((await realOf(path)) === (await realOf(own))) return storeTarget(path, io)
  return plainTarget(path)
}

/**
 * FILE for a verb that only reads. A file that is named has to be there; the lvs.cf of ARAPAIMA_ETC that nobody named may be absent, which counts
 * as empty.
 */
export async function openInput(file: string | undefined, io: FileVerbIo): Promise<Pick<Target, 'name' | 'read'>> {
  const target = await openTarget(file, io)
  if (file === undefined) return target
  const read = async () => {
    const input = await target.read()
    return input.ok && input.text === '' ? found(file, input) : input
  }
  return { name: target.name, read }
}

/** `input`, if a file of that name stands there. */
async function found(path: string, input: Text): Promise<Text | Failure> {
  try {
    await stat(path)
    return input
  } catch (error) {
    return failure(path, error)
  }
}

function plainTarget(path: string): Target {
  let seen: Buffer | null = null
  return {
    name: path,
    read: async () => {
      try {
        seen = await readFile(path)
        return { ok: true, text: seen.toString('latin1') }
      } catch (error) {
        return failure(path, error)
      }
    },
    write: async (text) => {
      try {
        const real = await realpath(path)
        const looks = await looksOf(real)
        if (!seen?.equals(await readFile(real))) return { ok: false, what: 'changed' }
        await replace(real, Buffer.from(text, 'latin1'), looks ?? { mode: 0o660 })
        return { ok: true }
      } catch (error) {
        return { ...failure(path, error), what: 'failed' }
      }
    },
  }
}

function storeTarget(path: string, io: FileVerbIo): Target {
  const store = openStore({ etc: io.etc, state: io.state })
  let seen = ''
  return {
    name: path,
    read: async () => {
      try {
        const saved = await store.read()
        seen = saved.hash
        return { ok: true, text: saved.files['lvs.cf'].toString('latin1') }
      } catch (error) {
        // Whoever may not see the history may still look at the file.
        const plain = await readPlain(path).catch(() => null)
        if (plain) return { ok: true, text: plain.toString('latin1') }
        if (error instanceof StoreError) return { ok: false, path: error.path, why: error.why }
        return failure(path, error)
      }
    },
    write: async (text, note) => {
      const files = { 'lvs.cf': Buffer.from(text, 'latin1') }
      const answer = await store.save({ files, ifMatch: seen, author: io.author, note })
      if (answer.ok) return { ok: true }
      if (answer.code === 'CHANGED') return { ok: false, what: 'changed' }
      if (answer.code === 'PROBLEMS') return { ok: false, what: 'problems', problems: answer.problems }
      return { ok: false, what: 'failed', path: answer.path, why: answer.why }
    },
  }
}
