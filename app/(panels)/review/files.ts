import { store } from '@/app/_server/place'
import type { FileName, RevisionInfo } from '@/lib/api/types'
import { emptyFiles, FILE_NAMES, type Files } from '@/lib/store'

/** Both sides of the diff; `running` null = that revision is not in the history. */
export type Sides = { saved: Record<FileName, string>; savedHash: string; running: Record<FileName, string> | null }

/** UTF-8 where it is, else byte by byte, so that each byte is seen as something. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

function texts(files: Files): Record<FileName, string> {
  const shown = Object.fromEntries(FILE_NAMES.map((name) => [name, textOf(files[name])]))
  return shown as Record<FileName, string>
}

/** The three files as saved and as running. Nothing running = three empty files. */
export async function loadSides(running: RevisionInfo | null): Promise<Sides> {
  const [saved, ran] = await Promise.all([store().read(), running ? store().revision(running.hash) : null])
  const before = running === null ? emptyFiles() : (ran?.files ?? null)
  return { saved: texts(saved.files), savedHash: saved.hash, running: before && texts(before) }
}
