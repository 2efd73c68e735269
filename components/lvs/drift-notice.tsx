import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Drift } from '@/lib/plan/types'
import { driftText } from './drift-text'
import type { Say } from './words'

const MOST = 12

/** Each difference with both values. */
export function DriftList({ say, drift }: { say: Say; drift: readonly Drift[] }) {
  return (
    <ul className="mb-2 flex flex-col gap-0.5">
      {drift.slice(0, MOST).map((one) => (
        <li key={`${one.key} ${one.field ?? one.what}`}>
          <span className="figure font-semibold">{one.key}</span> {driftText(say, one)}
        </li>
      ))}
      {drift.length > MOST && <li>{say('panels.drift.more', { count: drift.length - MOST })}</li>}
    </ul>
  )
}

type Props = {
  say: Say
  drift: readonly Drift[]
  action: (form: FormData) => Promise<void>
  token: string
  disabledReason: string | null
}

/** Values that somebody changed in the kernel by hand: both values, and the button that puts ours back. */
export function DriftNotice({ say, drift, action, token, disabledReason }: Props) {
  return (
    <Notice kind="warn" title={say('panels.drift.title', { count: drift.length })}>
      <DriftList say={say} drift={drift} />
      <form action={action} className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="back" value="/" />
        <Button disabledReason={disabledReason}>{say('panels.drift.repair')}</Button>{' '}
        <span>{say('panels.drift.held')}</span>
      </form>
    </Notice>
  )
}
