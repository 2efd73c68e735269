import type { FileName, RevisionInfo } from '@/lib/api/types'
import { toShown } from '@/lib/lvscf'
import { FILE_NAMES, type Files } from '@/lib/store'
import { systemWorld } from '@/lib/store/world'
import { compareBySftp, compareWithPartner, type Difference, type OpenPair } from '@/lib/sync'

/** Both configurations, as a page shows them side by side. */
export type Compared = {
  equal: boolean
  differences: Difference[]
  onlyText: FileName[]
  mine: { hash: string; revision: RevisionInfo | null }
  theirs: { hash: string; revision: RevisionInfo | null }
  /** what stands there came from here: a sync loses nothing */
  known: boolean
  texts: Record<'mine' | 'theirs', Record<FileName, string>>
}

/** Asks for the files there. @throws SyncError */
export async function comparedWith(pair: OpenPair): Promise<Compared> {
  if (pair.settings.via === 'sftp') {
    const { files, mine, theirs, ...rest } = await compareBySftp({ ...pair, world: systemWorld() })
    const { revision } = await pair.store.read()
    const there = { hash: theirs, revision: null }
    return { ...rest, mine: { hash: mine, revision }, theirs: there, texts: textsOf(files.mine, files.theirs) }
  }
  const { mine, theirs, ...rest } = await compareWithPartner(pair)
  // The revision there by its hash: if it came from here, it has a number here.
  const known = (await pair.store.history()).find((one) => one.hash === theirs.hash) ?? null
  const nothing = FILE_NAMES.every((name) => theirs.files[name].length === 0)
  return {
    ...rest,
    mine: { hash: mine.hash, revision: mine.revision },
    theirs: { hash: theirs.hash, revision: known },
    known: known !== null || nothing || theirs.hash === mine.hash,
    texts: textsOf(mine.files, theirs.files),
  }
}

const textsOf = (mine: Files, theirs: Files) => ({ mine: shown(mine), theirs: shown(theirs) })
const shown = (files: Files): Record<FileName, string> =>
  Object.fromEntries(FILE_NAMES.map((name) => [name, toShown(files[name].toString('latin1'))])) as Record<
    FileName,
    string
  >
