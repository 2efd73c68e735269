'use client'

import type { ReactNode } from 'react'
import { join } from '../ui/join'
import { FieldContext, fieldId } from './context'
import { FieldProblems, type FieldSaying, problemId, useAnswer } from './field-problems'

export type { FieldSaying }

type Props = {
  name: string
  label: string
  /** what the file holds; what was typed goes before it after an error */
  value: string
  /** what is to be said about the value in the file, before anything was typed */
  problems?: readonly FieldSaying[]
  /** what it means and what it does, at the side */
  help?: ReactNode
  /** stands behind the control: seconds */
  unit?: string
  /** several controls (radios, checkboxes): the label names the group */
  group?: boolean
  /** a word beside the label: may be blank, beyond Piranha */
  mark?: string
  /** the control takes the room of the help too, and the help stands below it */
  wide?: boolean
  children: ReactNode
}

/** One field: label, control, help at the side, problems below the control. On a phone in one column. */
export function Field({ name, label, value, problems = [], help, unit, group, mark, wide, children }: Props) {
  const answer = useAnswer(name, value, problems)
  const id = fieldId(name)
  const problemIds = answer.sayings.map((_, index) => problemId(id, index))
  const describedBy = [...problemIds, unit && `${id}-unit`, help && `${id}-help`].filter(Boolean).join(' ') || undefined
  const labelText = (
    <>
      {label} {mark && <span className="ms-2 text-[0.8125rem] font-normal text-muted md:ms-0 md:block">{mark}</span>}
    </>
  )
  return (
    <div
      className={join(
        'grid gap-x-5 gap-y-1 px-4 py-2',
        wide ? 'md:grid-cols-[10rem_minmax(0,1fr)]' : 'md:grid-cols-[10rem_minmax(0,20rem)_minmax(0,1fr)]',
        wide ? 'xl:grid-cols-[13.5rem_minmax(0,1fr)]' : 'xl:grid-cols-[13.5rem_minmax(0,23rem)_minmax(0,1fr)]',
      )}
    >
      {group ? (
        <span id={`${id}-label`} className="pt-1 font-semibold">
          {labelText}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={id} className="pt-1 font-semibold">
          {labelText}
        </label>
      )}
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex min-w-0 items-center gap-2">
          <FieldContext
            value={{
              id,
              name,
              value: answer.value,
              invalid: answer.invalid,
              describedBy,
              labelledBy: `${id}-label`,
            }}
          >
            {children}
          </FieldContext>{' '}
          {unit && (
            <span id={`${id}-unit`} className="text-sm text-muted">
              {unit}
            </span>
          )}
        </div>
        <FieldProblems id={id} sayings={answer.sayings} />
      </div>
      <div
        id={help ? `${id}-help` : undefined}
        className={join('max-w-[62ch] text-sm text-muted', wide ? 'md:col-start-2' : 'md:pt-1.5', !help && 'hidden')}
      >
        {help}
      </div>
    </div>
  )
}
