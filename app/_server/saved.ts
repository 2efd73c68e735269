import { basename } from 'node:path'
import type { FileProblem, SavedState } from '@/lib/api/types'
import { FILE_NAMES, type Saved, type Store, StoreError } from '@/lib/store'
import { judge as judgeFiles } from '@/lib/store/judge'
import { systemWorld } from '@/lib/store/world'
import { oncePerProcess, store } from './place'

type Judge = (files: Saved['files']) => FileProblem[]

/**
 * A reader of what is saved, with every finding. The files are read each time; they are judged anew only when their bytes, or the names of
 * this machine that they may use, are others. Files that cannot be read are a finding, not an exception.
 */
export function savedReader(files: Pick<Store, 'read'>, judge: Judge = judgeFiles): () => Promise<SavedState> {
  let kept: { hash: string; world: object; problems: FileProblem[] } | undefined
  return async () => {
    try {
      const saved = await files.read()
      const world = systemWorld()
      if (kept?.hash !== saved.hash || kept.world !== world)
        kept = { hash: saved.hash, world, problems: judge(saved.files) }
      const revision = saved.handEdited ? null : saved.revision
      return { hash: saved.hash, revision, problems: kept.problems }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return { hash: '', revision: null, problems: [unreadable(error)] }
    }
  }
}

function unreadable({ path, why }: StoreError): FileProblem {
  const file = FILE_NAMES.find((name) => name === basename(path)) ?? 'lvs.cf'
  return { file, code: 'api.unreadable', severity: 'error', line: 1, column: 1, path: '', params: { path, why } }
}

/** What is saved on this router. */
export const savedState = (): Promise<SavedState> => oncePerProcess('saved', () => savedReader(store()))()
