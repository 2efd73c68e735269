import { cache } from 'react'
import { store } from '@/app/_server/place'
import { systemWorld } from '@/lib/store/world'
import { configFile, textOf } from './file'
import type { ConfigFile } from './panel'

export type Opened = {
  file: ConfigFile
  /** for If-Match */
  revision: string
  /** number of the saved revision; null when the files were edited by hand, or never saved */
  number: number | null
}

/** lvs.cf as it is saved now, read once per request. */
export const openConfig = cache(async (): Promise<Opened> => {
  const saved = await store().read()
  return {
    file: configFile(textOf(saved.files), systemWorld()),
    revision: saved.hash,
    number: saved.handEdited ? null : (saved.revision?.number ?? null),
  }
})
