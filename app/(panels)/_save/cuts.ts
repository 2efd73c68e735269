import { cache } from 'react'
import { store } from '@/app/_server/place'
import type { Saying } from '@/lib/plan/types'
import { cutsHeartbeat } from '@/lib/pulse/cuts'
import { systemWorld } from '@/lib/store/world'
import { loadStatus } from '../live'
import { configFile, textOf } from './file'
import { openConfig } from './open'

/** How the saved lvs.cf differs from the running one in what the heartbeats go by; nothing where no heartbeats are sent. Once per request. */
export const loadCuts = cache(async (): Promise<Saying[]> => {
  const status = await loadStatus()
  if (!status.ok) return []
  const { pair, running } = status.value
  if (!pair || pair.state === 'off' || !running) return []
  const before = await store().revision(running.hash)
  if (!before) return []
  const { file } = await openConfig()
  const was = configFile(textOf(before.files), systemWorld())
  return cutsHeartbeat({ file: was.config }, { file: file.config })
})
