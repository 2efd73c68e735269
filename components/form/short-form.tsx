'use client'

import { type ReactNode, useActionState } from 'react'
import { FormContext } from './context'
import { useAnswer } from './field-problems'
import { ProblemSummary } from './problem-summary'
import type { FormState, SaveAction } from './state'

type Props = {
  action: SaveAction
  /** the page's own address: where an answer is shown when there is no JavaScript */
  here: string
  /** what goes along unseen: the session's token, what the buttons are about */
  hidden: Readonly<Record<string, string>>
  /** what was typed before a log-in that led back here */
  draft: FormState | null
  /** name of the form for screen readers */
  label: string
  /** above the problems of an attempt */
  refused: string
  className?: string
  children: ReactNode
}

/** A few fields and buttons that do something at once: no revision, no clash. What was typed stays when it was not done. */
export function ShortForm({ action, here, hidden, draft, label, refused, className, children }: Props) {
  const [state, submit, pending] = useActionState(action, draft, here)
  return (
    <FormContext value={state}>
      <form
        action={submit}
        aria-label={label}
        className={className}
        onSubmit={(event) => pending && event.preventDefault()}
      >
        {/* The button that Enter in a text would press: none of those that do something. HTML, implicit submission */}
        <button type="submit" disabled hidden />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {state && state.problems.length > 0 && (
          <ProblemSummary title={refused} problems={state.problems} attempt={state.attempt} />
        )}
        {children}
      </form>
    </FormContext>
  )
}

/** A line of text of a ShortForm. */
export function ShortText({ id, name, max, className }: { id: string; name: string; max: number; className?: string }) {
  const { value } = useAnswer(name, '', [])
  return (
    <input
      id={id}
      name={name}
      type="text"
      maxLength={max}
      autoComplete="off"
      defaultValue={value}
      className={className}
    />
  )
}

/** A tick of a ShortForm. Nothing is sent for it when it is not set. */
export function ShortTick({ name, children }: { name: string; children: ReactNode }) {
  const { value } = useAnswer(name, '', [])
  return (
    <label className="flex items-start gap-2">
      <input
        key={value}
        type="checkbox"
        name={name}
        value="1"
        defaultChecked={value === '1'}
        className="mt-1 shrink-0"
      />
      {children}
    </label>
  )
}
