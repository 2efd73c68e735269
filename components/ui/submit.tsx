'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonKind } from './button'

/** The button of a form that may take a while: says so meanwhile, and a second press sends nothing. */
export function Submit({ kind, children, busy }: { kind?: ButtonKind; children: string; busy: string }) {
  const { pending } = useFormStatus()
  return (
    <Button kind={kind} aria-busy={pending} onClick={(event) => pending && event.preventDefault()}>
      {pending ? busy : children}
    </Button>
  )
}
