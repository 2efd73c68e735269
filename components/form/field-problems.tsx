'use client'

import { useContext } from 'react'
import { FormContext } from './context'

/** A sentence about a value; a warning does not make it invalid. */
export type FieldSaying = { says: string; severity: 'error' | 'warning' }

/** What a field shows: after an attempt what was typed and what was wrong with it, before that what the file holds. */
export function useAnswer(name: string, value: string, problems: readonly FieldSaying[]) {
  const state = useContext(FormContext)
  const sayings: readonly FieldSaying[] = state
    ? state.problems.flatMap((one) => (one.field === name ? [{ says: one.says, severity: 'error' as const }] : []))
    : problems
  return {
    value: state?.values[name] ?? value,
    sayings,
    invalid: sayings.some((one) => one.severity === 'error'),
  }
}

export const problemId = (id: string, index: number) => `${id}-problem-${index}`

/** The sentences below a control. */
export function FieldProblems({ id, sayings }: { id: string; sayings: readonly FieldSaying[] }) {
  return sayings.map((one, index) => (
    <p
      key={one.says}
      id={problemId(id, index)}
      className={one.severity === 'error' ? 'text-sm text-bad' : 'text-sm text-warn'}
    >
      {one.says}
    </p>
  ))
}
