'use client'

import { type ReactNode, useActionState, useEffect, useState } from 'react'
import { Button, ButtonLink } from '../ui/button'
import { ClashNotice, type ClashWords } from './clash-notice'
import { FormContext } from './context'
import { ProblemSummary } from './problem-summary'
import type { FormState, SaveAction } from './state'

export type FormWords = {
  accept: string
  saving: string
  cancel: string
  /** beside the buttons: what accepting does and does not do */
  effect: string
  problems: string
  clash: ClashWords
}

type Props = {
  action: SaveAction
  /** the form's own address: where an answer is shown when there is no JavaScript */
  here: string
  /** hash of the revision that the page shows (If-Match) */
  revision: string
  /** the values that the page shows, as JSON */
  seen: string
  /** name and value of what else goes with the form: the session's token, the block's place */
  hidden: readonly (readonly [string, string])[]
  cancelHref: string
  words: FormWords
  /** what was typed before a log-in that led back here, and what is said about it */
  draft: FormState | null
  /** name of the form for screen readers */
  label: string
  /** why nothing can be accepted now; counts only while nothing was typed that would be lost */
  disabledReason?: string | null
  children: ReactNode
}

/** One panel, one form, one save. Works without JavaScript (the blanks between elements are for text browsers); with it, a warning before typed text is left behind. */
export function Form({
  action,
  here,
  revision,
  seen,
  hidden,
  cancelHref,
  words,
  draft,
  label,
  disabledReason,
  children,
}: Props) {
  const [state, submit, pending] = useActionState(action, draft, here)
  const [dirty, setDirty] = useState(false)
  // A page that renews itself brings newer values along: what was typed on the older ones is sent as based on those, for the clash to be seen.
  const [held, setHeld] = useState({ revision, seen })
  if (!dirty && held.revision !== revision) setHeld({ revision, seen })
  // An answer means that nothing was saved: what was typed is still only here.
  useEffect(() => setDirty(state !== null), [state])
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])
  return (
    <FormContext value={state}>
      <form
        action={submit}
        aria-label={label}
        autoComplete="off"
        noValidate
        className="group/form flex flex-col gap-4"
        onChange={() => setDirty(true)}
        onSubmit={(event) => {
          // A second press while the first is under way would meet the revision that the first has just made.
          if (pending) event.preventDefault()
          else setDirty(false)
        }}
      >
        <input type="hidden" name="revision" value={state?.revision ?? held.revision} />
        <input type="hidden" name="seen" value={state?.seen ?? held.seen} />
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {/* What Enter presses: the first button of a form, which must not be one that empties a field. */}
        {(!disabledReason || state !== null) && (
          <button type="submit" name="do" value="accept" tabIndex={-1} aria-hidden="true" className="sr-only">
            {words.accept}
          </button>
        )}
        {state?.clash && <ClashNotice clash={state.clash} words={words.clash} attempt={state.attempt} />}
        {state && state.problems.length > 0 && (
          <ProblemSummary title={words.problems} problems={state.problems} attempt={state.attempt} />
        )}
        {children}
        <div className="bottom-0 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-page py-3 md:sticky">
          <Button
            kind="main"
            name="do"
            value="accept"
            aria-busy={pending}
            disabledReason={state === null ? disabledReason : null}
          >
            {pending ? words.saving : words.accept}
          </Button>{' '}
          <ButtonLink href={cancelHref} onClick={() => setDirty(false)}>
            {words.cancel}
          </ButtonLink>{' '}
          <span className="text-sm text-muted">{words.effect}</span>
        </div>
      </form>
    </FormContext>
  )
}
