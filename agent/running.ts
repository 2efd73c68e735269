import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { revisionInfo } from '@/lib/api/answers'
import type { RevisionInfo } from '@/lib/api/types'
import { readPlain, replace } from '@/lib/store/disk'
import { type Files, hashOf } from '@/lib/store/files'
import { ensureFolder } from '@/lib/store/folder'
import { nameOf, readFiles, readInfo, writeRevision } from '@/lib/store/revisions'

/** STATE/agent/running: the revision that was applied last, files and all, whatever becomes of the history. */
export type Running = { info: RevisionInfo; files: Files; bootId: string }

const pointer = z.object({ name: z.string().regex(/^\d+-[0-9a-f]{64}$/), bootId: z.string() })

/**
 * The revision that was applied last; null before the first apply.
 * @throws Error when it is damaged: the agent then leaves the kernel as it is and says so
 */
export async function readRunning(folder: string): Promise<Running | null> {
  const bytes = await readPlain(join(folder, 'current'))
  if (bytes === null) return null
  const { name, bootId } = pointer.parse(JSON.parse(bytes.toString('utf8')))
  const info = revisionInfo.parse(await readInfo(folder, name))
  const files = await readFiles(folder, name)
  if (hashOf(files) !== info.hash) throw new Error(`${name}: the files are not those that were applied`)
  return { info, files, bootId }
}

/** Writes the revision beside the running one, so that a full disk is found before the kernel is touched. */
export async function prepareRunning(folder: string, running: Running): Promise<void> {
  await ensureFolder(folder, 0o700)
  const name = nameOf(running.info)
  // The folder that `current` names is never touched: applied again, it is already there.
  if (await isWhole(folder, name, running.info.hash)) return
  await rm(join(folder, name), { recursive: true, force: true })
  await writeRevision(folder, running.info, running.files)
}

/** Makes the prepared revision the running one: all or nothing, whenever the power goes. */
export async function switchRunning(folder: string, running: Running): Promise<void> {
  const name = nameOf(running.info)
  await replace(join(folder, 'current'), `${JSON.stringify({ name, bootId: running.bootId })}\n`, { mode: 0o600 })
  for (const old of await readdir(folder))
    if (old !== name && old !== 'current') await rm(join(folder, old), { recursive: true, force: true })
}

async function isWhole(folder: string, name: string, hash: string): Promise<boolean> {
  try {
    return hashOf(await readFiles(folder, name)) === hash
  } catch {
    return false
  }
}
