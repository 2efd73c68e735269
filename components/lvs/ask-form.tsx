import { Submit } from '@/components/ui/submit'
import type { PairView } from '@/lib/api/pair'
import { type Ask, effectsOf } from './pair-asks'
import type { Code, Say } from './words'

export type AskAction = {
  run: (form: FormData) => Promise<void>
  token: string
  /** the page that says what it came to */
  back: string
}
type Props = { say: Say; code: Code; pair: PairView; ask: Ask; action: AskAction }

/** What a request does to traffic, in sentences, and below them the button that does it. */
export function AskForm({ say, code, pair, ask, action }: Props) {
  const { what, force } = ask
  return (
    <form action={action.run} className="flex flex-col items-start gap-3">
      <input type="hidden" name="token" value={action.token} />
      <input type="hidden" name="back" value={action.back} />
      <input type="hidden" name="do" value={what} />
      {effectsOf(what, pair, code).map(({ key, params }) => (
        <p key={key} className="max-w-[70ch]">
          {say(key, params)}
        </p>
      ))}
      {what === 'stop' && pair.holding && (
        <div>
          <label className="flex items-start gap-2 font-semibold">
            <input type="checkbox" name="withdraw" value="1" required={force} className="mt-1 shrink-0" />{' '}
            {say('pair.withdraw')}
          </label>
          <p className="max-w-[70ch] text-sm text-muted">{say('pair.withdraw.hint')}</p>
        </div>
      )}
      <Submit kind={what === 'start' ? 'main' : 'danger'} busy={say('pair.ask.busy')}>
        {say(`pair.ask.${what}`)}
      </Submit>
    </form>
  )
}
