import { Button } from '@/components/ui/button'
import type { HealthServer } from '@/lib/api/health'
import { ShortForm, ShortText, ShortTick } from '../form/short-form'
import type { FormState, SaveAction } from '../form/state'
import type { Code, Say } from './words'

const KINDS = ['drain', 'cut', 'force-up', 'force-down', 'resume'] as const

type Props = {
  say: Say
  code: Code
  server: HealthServer
  action: SaveAction
  /** the page's own address */
  here: string
  /** hidden fields: the session's token, where to go back to, which server */
  hidden: Readonly<Record<string, string>>
  /** the reason that was typed before a log-in that led back here */
  draft: FormState | null
}

/** Drain, cut, force, resume: each with what it does for clients; one that cannot be done now says why. */
export function WishForm({ say, code, server, action, here, hidden, draft }: Props) {
  return (
    <ShortForm
      action={action}
      here={here}
      hidden={hidden}
      draft={draft}
      label={say('monitors.wish')}
      refused={say('monitors.wish.refused')}
      className="flex flex-col gap-3"
    >
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
        <ShortText id="wish-reason" name="reason" max={500} className="w-full max-w-96" />
      </div>
      <ShortTick name="deactivate">{say('monitors.wish.deactivate')}</ShortTick>
      <dl className="grid items-baseline gap-x-5 gap-y-2 md:grid-cols-[max-content_minmax(0,1fr)]">
        {KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt className="md:max-w-56">
              <WishButton say={say} code={code} server={server} kind={kind} />
            </dt>
            <dd className="text-sm text-muted">{say(`monitors.wish.${kind}.about`)}</dd>
          </div>
        ))}
      </dl>
    </ShortForm>
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
