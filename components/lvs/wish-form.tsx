import { Button } from '@/components/ui/button'
import type { HealthServer } from '@/lib/api/health'
import type { Code, Say } from './words'

const KINDS = ['drain', 'cut', 'force-up', 'force-down', 'resume'] as const

type Props = {
  say: Say
  code: Code
  server: HealthServer
  action: (form: FormData) => Promise<void>
  /** hidden fields: the session's token, where to go back to, which server */
  hidden: Readonly<Record<string, string>>
  /** what was typed before, after a refusal */
  reason: string
}

/** Drain, cut, force, resume: each with what it does for clients; one that cannot be done now says why. */
export function WishForm({ say, code, server, action, hidden, reason }: Props) {
  return (
    <form action={action} className="flex flex-col gap-3" aria-label={say('monitors.wish')}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="max-w-[75ch] text-sm text-muted">{say('monitors.wish.lead')}</p>
      {server.notes.map((note) => (
        <p key={note.code} className="max-w-[75ch] text-sm">
          {code(note.code, note.params)}
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor="wish-reason" className="font-semibold">
          {say('monitors.wish.reason')}
        </label>{' '}
        <input
          id="wish-reason"
          name="reason"
          type="text"
          maxLength={500}
          autoComplete="off"
          defaultValue={reason}
          className="w-full max-w-96"
        />
      </div>
      <label className="flex items-start gap-2">
        <input type="checkbox" name="deactivate" value="1" className="mt-1 shrink-0" />
        {say('monitors.wish.deactivate')}
      </label>
      <dl className="grid items-baseline gap-x-5 gap-y-2 md:grid-cols-[max-content_minmax(0,1fr)]">
        {KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt>
              <WishButton say={say} code={code} server={server} kind={kind} />
            </dt>
            <dd className="text-sm text-muted">{say(`monitors.wish.${kind}.about`)}</dd>
          </div>
        ))}
      </dl>
    </form>
  )
}

type ButtonProps = Pick<Props, 'say' | 'code' | 'server'> & { kind: (typeof KINDS)[number] }

function WishButton({ say, code, server, kind }: ButtonProps) {
  const cannot = server.can[kind]
  return (
    <Button
      name="do"
      value={kind}
      kind={kind === 'cut' || kind === 'force-down' ? 'danger-plain' : 'plain'}
      disabledReason={cannot ? code(cannot.code, cannot.params) : null}
      reasonAt="below"
    >
      {say(`monitors.wish.${kind}`)}
    </Button>
  )
}
