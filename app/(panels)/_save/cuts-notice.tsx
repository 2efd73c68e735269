import type { Speaker } from '@/app/_server/language'
import { Notice } from '@/components/ui/notice'
import type { Saying } from '@/lib/plan/types'
import { causesTakeover } from '@/lib/pulse/cuts'
import type { TextKey } from '@/lib/text'
import { loadCuts } from './cuts'

/** On the panels that change such a setting, and on REVIEW: what an apply would do to the pair, and the order that is safe. */
export async function CutsNotice({ speaker: { t, code } }: { speaker: Pick<Speaker, 't' | 'code'> }) {
  const found = await loadCuts()
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
      <p className="mt-1">{t(safeOrder(found))}</p>
    </Notice>
  )
}

/** What to do instead of applying it here at once: a pair that begins or ends cannot change as one. Exported for its test. */
export function safeOrder(found: readonly Saying[]): TextKey {
  const has = (code: string) => found.some((one) => one.code === code)
  if (has('pulse.cuts.disabled')) return 'pair.cuts.do.disabled'
  return has('pulse.cuts.enabled') ? 'pair.cuts.do.enabled' : 'pair.cuts.do'
}
