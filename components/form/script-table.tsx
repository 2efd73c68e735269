'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { FieldContext, fieldId } from './context'
import { Checkbox, TextInput } from './controls'
import { FieldProblems, type FieldSaying, problemId, useAnswer } from './field-problems'

export type ScriptRow = {
  name: string
  label: string
  /** what is saved */
  current: string
  value: string
  problems: readonly FieldSaying[]
  help?: string
}
/** A text with the button that empties its row and saves. */
export type TextRow = ScriptRow & { clear: string }
export type ScriptWords = Record<'caption' | 'what' | 'current' | 'replacement' | 'none', string>

type Props = {
  rows: readonly TextRow[]
  /** a last row with a checkbox; `current` and `tickLabel` in words */
  tick: ScriptRow & { tickLabel: string }
  words: ScriptWords
}

/** Current text beside replacement text, a row for each setting, as users of Piranha know it. */
export function ScriptTable({ rows, tick, words }: Props) {
  const head = 'bg-sunken px-4 py-2 text-start text-[0.8125rem] font-semibold text-muted'
  return (
    <table className="stacked w-full border-collapse">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr>
          {[words.what, words.current, words.replacement].map((one) => (
            <th key={one} scope="col" className={head}>
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} row={row} words={words} code>
            <TextInput figure />
            <Button name="blank" value={row.name} className="whitespace-nowrap">
              {row.clear}
            </Button>
          </Row>
        ))}
        <Row row={tick} words={words}>
          <Checkbox label={tick.tickLabel} />
        </Row>
      </tbody>
    </table>
  )
}

type RowProps = { row: ScriptRow; words: ScriptWords; code?: boolean; children: ReactNode }

function Row({ row, words, code, children }: RowProps) {
  const id = fieldId(row.name)
  const answer = useAnswer(row.name, row.value, row.problems)
  const describedBy = [...answer.sayings.map((_, index) => problemId(id, index)), `${id}-help`].join(' ')
  const cell = 'wide text-start align-top md:px-4 md:py-3'
  return (
    <tr className="border-t border-line">
      <th scope="row" className={`${cell} font-semibold md:w-48 md:pt-4.5`}>
        <label id={`${id}-label`} htmlFor={id}>
          {row.label}
        </label>
      </th>
      <td className={`${cell} md:w-1/3 md:pt-4.5`} data-label={words.current}>
        {row.current && code && (
          <code className="rounded bg-sunken px-1 break-all whitespace-pre-wrap">{row.current}</code>
        )}
        {row.current && !code && row.current}
        {!row.current && <span className="text-muted">{words.none}</span>}
      </td>
      <td className={cell}>
        <div className="flex flex-col gap-1">
          <div className="flex flex-wrap gap-2 md:flex-nowrap">
            <FieldContext
              value={{
                id,
                name: row.name,
                value: answer.value,
                invalid: answer.invalid,
                describedBy,
                labelledBy: `${id}-label`,
              }}
            >
              {children}
            </FieldContext>
          </div>
          <FieldProblems id={id} sayings={answer.sayings} />
          <p id={`${id}-help`} className="max-w-[60ch] text-sm text-muted">
            {row.help}
          </p>
        </div>
      </td>
    </tr>
  )
}
