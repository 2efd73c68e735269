import { AskDialog } from '@/components/ui/ask-dialog'
import { Button } from '@/components/ui/button'
import type { PairView } from '@/lib/api/pair'
import { type AskAction, AskForm } from './ask-form'
import { type Ask, asksOf } from './pair-asks'
import { partnerAddress } from './pair-look'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; pair: PairView; action: AskAction }

/** Start, stop, hand over or take over, as the state allows; each asks first, and says why where it cannot be done. */
export function PairButtons({ say, code, pair, action }: Props) {
  return (
    <div className="screen-only flex flex-wrap items-center gap-x-3 gap-y-2">
      {asksOf(pair).map((ask) => (
        <PairButton key={ask.what} say={say} code={code} pair={pair} ask={ask} action={action} />
      ))}
    </div>
  )
}

/** One of them. */
export function PairButton({ say, code, pair, ask, action }: Props & { ask: Ask }) {
  const { what, cannot } = ask
  const label = say(`pair.ask.${what}`)
  if (cannot) return <Button disabledReason={code(cannot.code, cannot.params)}>{label}</Button>
  return (
    <span>
      <AskDialog
        href={`/redundancy/ask/${what}?back=${encodeURIComponent(action.back)}`}
        label={label}
        kind={what === 'start' ? 'main' : what === 'stop' ? 'danger-plain' : 'plain'}
        title={say(`pair.ask.${what}.title`, { partner: partnerAddress(pair) })}
        cancel={say('pair.ask.cancel')}
      >
        <AskForm say={say} code={code} pair={pair} ask={ask} action={action} />
      </AskDialog>{' '}
    </span>
  )
}
