'use client'

import { useActionState } from 'react'
import { Button, type ButtonKind } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { FormState, SaveAction } from '../form/state'

export type ApplyWords = {
  form: string
  note: string
  noteHint: string
  apply: string
  applying: string
  /** title of the notice when the plan has changed, and what to do then */
  changed: string
  changedHint: string
  /** title when the agent refused */
  refused: string
}

type Props = {
  action: SaveAction
  token: string
  planId: string
  kind: ButtonKind
  disabledReason: string | null
  /** the note that was typed before a log-in that led back here */
  draft: FormState | null
  words: ApplyWords
}

/** Note and button. The plan's id goes along: another plan is never applied in the place of the one that was read. */
export function ApplyForm({ action, token, planId, kind, disabledReason, draft, words }: Props) {
  const [state, submit, pending] = useActionState(action, draft, '/review')
  const [problem] = state?.problems ?? []
  const changed = problem?.field === 'plan'
  return (
    <form action={submit} aria-label={words.form} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="back" value="/review" />
      <input type="hidden" name="plan" value={planId} />
      {problem && (
        <Notice
          key={state?.attempt}
          kind={changed ? 'warn' : 'bad'}
          role="alert"
          title={changed ? words.changed : words.refused}
        >
          {changed ? words.changedHint : problem.says}
        </Notice>
      )}
      <div className="grid gap-x-5 gap-y-1 md:grid-cols-[auto_minmax(0,32rem)_1fr] md:items-baseline">
        <label htmlFor="note" className="font-semibold">
          {words.note}
        </label>
        <input
          id="note"
          name="note"
          type="text"
          maxLength={500}
          autoComplete="off"
          defaultValue={state?.values.note ?? ''}
          aria-describedby="note-hint"
        />
        <span id="note-hint" className="text-sm text-muted">
          {words.noteHint}
        </span>
      </div>
      <div>
        <Button kind={kind} disabledReason={disabledReason} aria-busy={pending}>
          {pending ? words.applying : words.apply}
        </Button>
      </div>
    </form>
  )
}
