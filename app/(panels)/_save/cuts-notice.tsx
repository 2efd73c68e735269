import type { Speaker } from '@/app/_server/language'
import { store } from '@/app/_server/place'
import { Notice } from '@/components/ui/notice'
import type { Saying } from '@/lib/plan/types'
import { causesTakeover, cutsHeartbeat } from '@/lib/pulse/cuts'
import { systemWorld } from '@/lib/store/world'
import { loadStatus } from '../live'
import { configFile, textOf } from './file'
import { openConfig } from './open'

/** How the saved lvs.cf differs from the running one in what the heartbeats go by; nothing where no heartbeats are sent. */
async function cuts(): Promise<Saying[]> {
  const status = await loadStatus()
  if (!status.ok) return []
  const { pair, running } = status.value
  if (!pair || pair.state === 'off' || !running) return []
  const before = await store().revision(running.hash)
  if (!before) return []
  const { file } = await openConfig()
  const was = configFile(textOf(before.files), systemWorld())
  return cutsHeartbeat({ file: was.config }, { file: file.config })
}

/** On the panels that change such a setting, and on REVIEW: what an apply would do to the pair, and the order that is safe. */
export async function CutsNotice({ speaker: { t, code } }: { speaker: Pick<Speaker, 't' | 'code'> }) {
  const found = await cuts()
  if (found.length === 0) return null
  const certain = found.some(causesTakeover)
  return (
    <Notice
      kind={certain ? 'bad' : 'warn'}
      role="status"
      id="cuts"
      title={t(certain ? 'pair.cuts.takeover' : 'pair.cuts.differs')}
    >
      <ul className="list-disc ps-5">
        {found.map((one) => (
          <li key={`${one.code} ${JSON.stringify(one.params)}`}>{code(one.code, one.params)}</li>
        ))}
      </ul>
      <p className="mt-1">{t('pair.cuts.do')}</p>
    </Notice>
  )
}
