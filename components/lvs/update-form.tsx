import { Button, ButtonLink } from '@/components/ui/button'
import type { Say } from './words'

type Props = {
  say: Say
  action: (form: FormData) => Promise<void>
  token: string
  auto: boolean
  /** what stands in the field: the interval, or what was typed and cannot be used */
  seconds: string
  /** the sentence about what was typed, if it cannot be used */
  problem: string | null
}

/** Auto update, its interval, and "Update information now": a form and a link, as Piranha had them. */
export function UpdateForm({ say, action, token, auto, seconds, problem }: Props) {
  return (
    <form
      action={action}
      aria-label={say('panels.update.form')}
      className="screen-only flex flex-wrap items-center gap-x-3 gap-y-2 text-sm"
    >
      <input type="hidden" name="token" value={token} />
      <label className="flex items-center gap-2">
        <input type="checkbox" name="auto" value="1" defaultChecked={auto} />
        {say('panels.update.auto')}
      </label>{' '}
      <span className="flex items-center gap-2">
        <label htmlFor="interval">{say('panels.update.interval')}</label>{' '}
        <input
          id="interval"
          name="interval"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={seconds}
          aria-invalid={problem !== null}
          aria-describedby={problem ? 'interval-unit interval-problem' : 'interval-unit'}
          className="figure w-16 text-end"
        />{' '}
        <span id="interval-unit">{say('panels.update.seconds')}</span>
      </span>{' '}
      <Button>{say('panels.update.set')}</Button> <ButtonLink href="/">{say('panels.update.now')}</ButtonLink>
      {problem && (
        <span id="interval-problem" role="alert" className="text-bad">
          {problem}
        </span>
      )}
    </form>
  )
}
