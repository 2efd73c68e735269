'use client'

import { type ReactNode, useActionState } from 'react'
import { controlProps, FormContext, useField } from '@/components/form/context'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { SaveAction } from '@/components/form/state'
import { Button } from '@/components/ui/button'

type Props = {
  action: SaveAction
  /** the form's own address: where an answer is shown when there is no JavaScript */
  here: string
  hidden: readonly (readonly [string, string])[]
  words: { label: string; submit: string; wait: string; problems: string }
  children: ReactNode
}

/** The form of a page without a session. Works without JavaScript; after an error all but the secrets is still there. */
export function AuthForm({ action, here, hidden, words, children }: Props) {
  const [state, submit, pending] = useActionState(action, null, here)
  return (
    <FormContext value={state}>
      <form action={submit} aria-label={words.label} noValidate className="flex flex-col gap-3">
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {state && state.problems.length > 0 && (
          <ProblemSummary title={words.problems} problems={state.problems} attempt={state.attempt} />
        )}
        <div className="-mx-4 flex flex-col">{children}</div>
        <div>
          <Button kind="main" aria-busy={pending}>
            {pending ? words.wait : words.submit}
          </Button>
        </div>
      </form>
    </FormContext>
  )
}

type CredentialProps = {
  kind: 'username' | 'current-password' | 'new-password' | 'one-time-code'
  autoFocus?: boolean
}

/** A field that a password manager may fill in. */
export function Credential({ kind, autoFocus }: CredentialProps) {
  const field = useField()
  const secret = kind === 'current-password' || kind === 'new-password'
  return (
    <input
      {...controlProps(field)}
      type={secret ? 'password' : 'text'}
      autoComplete={kind === 'one-time-code' ? 'off' : kind}
      defaultValue={secret ? undefined : field.value}
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      required
      // biome-ignore lint/a11y/noAutofocus: the first field of a page that is nothing but this form
      autoFocus={autoFocus}
      className="w-full"
    />
  )
}
