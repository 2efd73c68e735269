import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Foreign } from '@/lib/plan/types'
import { StateBadge } from './row-state'
import type { Say } from './words'

type Action = { run: (form: FormData) => Promise<void>; token: string }
type Props = {
  say: Say
  foreign: readonly Foreign[]
  /** removes one; absent where the entries are only shown */
  adopt?: Action
}

/** Takes over and removes one entry: what it means comes first, the red button after it. A <details>, so that it needs no script. */
function Adopt({ say, entry, action }: { say: Say; entry: Foreign; action: Action }) {
  return (
    <details className="screen-only text-sm">
      <summary className="text-muted">{say('panels.foreign.adopt')}</summary>
      <form action={action.run} className="flex flex-col items-start gap-2 py-2">
        <input type="hidden" name="token" value={action.token} />
        <input type="hidden" name="back" value="/" />
        <input type="hidden" name="key" value={entry.key} />
        <p>{say('panels.foreign.adopt.hint', { key: entry.key })}</p>
        <Button kind="danger">{say('panels.foreign.adopt.do', { key: entry.key })}</Button>
      </form>
    </details>
  )
}

/** What stands in the kernel and is somebody else's. */
export function ForeignCard({ say, foreign, adopt }: Props) {
  return (
    <Card title={say('panels.foreign')} aside={say('panels.foreign.lead')}>
      <ul className="flex flex-col gap-1.5">
        {foreign.map((one) => (
          <li key={`${one.what} ${one.key}`}>
            <div className="flex flex-wrap items-baseline gap-x-3">
              <StateBadge state="foreign" word={say(`panels.foreign.${one.what}`)} />{' '}
              <span className="figure break-all">{one.key}</span>{' '}
              {one.detail && <span className="figure break-all text-muted">{one.detail}</span>}
            </div>
            {adopt && one.what !== 'rule' && <Adopt say={say} entry={one} action={adopt} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}
