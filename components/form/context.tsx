'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { FormState } from './state'

/** The answer to the last attempt, for the fields below; null on the first view. */
export const FormContext = createContext<FormState | null>(null)

export type FieldContextValue = {
  id: string
  name: string
  value: string
  invalid: boolean
  /** ids of help, unit and problems, in the order in which they are read out */
  describedBy: string | undefined
  labelledBy: string
}

export const FieldContext = createContext<FieldContextValue | null>(null)

/** Shown only with the answer to an attempt: what was typed, while the page itself has nothing to show. */
export function Answered({ children }: { children: ReactNode }) {
  return useContext(FormContext) === null ? null : children
}

/** The field that a control stands in. */
export function useField(): FieldContextValue {
  const field = useContext(FieldContext)
  if (!field) throw new Error('a control of components/form stands outside of a Field')
  return field
}

/** Attributes that every control of a field carries. */
export function controlProps(field: FieldContextValue) {
  return {
    id: field.id,
    name: field.name,
    'aria-invalid': field.invalid || undefined,
    'aria-describedby': field.describedBy,
  }
}

/** Where the link of a problem goes. */
export const fieldId = (name: string) => `field-${name.replace(/[^a-zA-Z0-9_-]/g, '-')}`
