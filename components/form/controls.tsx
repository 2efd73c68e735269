'use client'

import { useContext } from 'react'
import { join } from '../ui/join'
import { controlProps, FormContext, useField } from './context'

/** How wide a control is; a width that fits what belongs into it. */
export type Width = 'number' | 'address' | 'full'
const WIDTHS: Record<Width, string> = { number: 'w-28', address: 'w-full max-w-64', full: 'w-full' }

type TextProps = {
  width?: Width
  /** digits of one width: addresses, ports, commands */
  figure?: boolean
  placeholder?: string
  inputMode?: 'text' | 'numeric' | 'url'
  autoFocus?: boolean
}

/** A line of text, as it is: no spelling, no capitals, no completion. */
export function TextInput({ width = 'full', figure, placeholder, inputMode, autoFocus }: TextProps) {
  const field = useField()
  return (
    <input
      {...controlProps(field)}
      type="text"
      defaultValue={field.value}
      placeholder={placeholder}
      inputMode={inputMode}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      // biome-ignore lint/a11y/noAutofocus: only the first field of a form that a person opened to fill in
      autoFocus={autoFocus}
      data-1p-ignore="true"
      className={join(WIDTHS[width], figure && 'figure')}
    />
  )
}

/** A number as text: `80x` in the file stays visible, which type=number would hide. */
export function NumberInput({ placeholder, width = 'number' }: { placeholder?: string; width?: Width }) {
  return <TextInput width={width} figure inputMode="numeric" placeholder={placeholder} />
}

/** Something that is never shown again: it comes empty, and `state` says whether one is kept. */
export function SecretInput({ state, width = 'address' }: { state: string; width?: Width }) {
  const field = useField()
  return (
    <>
      <input
        {...controlProps(field)}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        data-1p-ignore="true"
        className={WIDTHS[width]}
      />{' '}
      <span className="text-sm text-muted">{state}</span>
    </>
  )
}

export type Option = { value: string; label: string }
export type OptionGroup = { label: string; options: readonly Option[] }

type SelectProps = {
  options: readonly (Option | OptionGroup)[]
  /** added behind a value of the file that is not in the list, so that it stays what it is */
  foreign: string
  width?: Width
}

/** One of a list. A value that the list does not have is offered as it is and stays selected. */
export function Select({ options, foreign, width = 'full' }: SelectProps) {
  const field = useField()
  const known = options.some((one) =>
    'options' in one ? one.options.some((inner) => inner.value === field.value) : one.value === field.value,
  )
  return (
    // The key: after an answer React resets a select to its first option; a new element starts at the right one.
    <select key={field.value} {...controlProps(field)} defaultValue={field.value} className={WIDTHS[width]}>
      {!known && (
        <option value={field.value}>
          {field.value} {foreign}
        </option>
      )}
      {options.map((one) =>
        'options' in one ? (
          <optgroup key={one.label} label={one.label}>
            {one.options.map((inner) => (
              <option key={inner.value} value={inner.value}>
                {inner.label}
              </option>
            ))}
          </optgroup>
        ) : (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ),
      )}
    </select>
  )
}

/** 1 when ticked, 0 when not: the hidden field says "asked and not ticked", which a checkbox alone cannot. */
export function Checkbox({ label }: { label: string }) {
  const field = useField()
  return (
    <span className="flex items-start gap-2 pt-1">
      <input type="hidden" name={field.name} value="0" />
      <input
        key={field.value}
        {...controlProps(field)}
        type="checkbox"
        value="1"
        defaultChecked={field.value === '1'}
        className="mt-1 shrink-0"
      />
      <label htmlFor={field.id}>{label}</label>
    </span>
  )
}

export type RadioOption = Option & { hint?: string }

/** Radios beside each other; with hints as boxes. With a value that none has (an error in the file) none is chosen. */
export function Radios({ options }: { options: readonly RadioOption[] }) {
  const field = useField()
  const boxes = options.some((one) => one.hint)
  return (
    <div
      role="radiogroup"
      aria-labelledby={field.labelledBy}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid || undefined}
      className={boxes ? 'grid w-full gap-3 lg:grid-cols-3' : 'flex flex-wrap gap-x-6 gap-y-2 pt-1'}
    >
      {options.map((one, index) => {
        const id = index === 0 ? field.id : `${field.id}-${one.value}`
        return (
          <div key={one.value} className={join('flex items-start gap-2', one.hint && BOX)}>
            <input
              key={field.value}
              type="radio"
              id={id}
              name={field.name}
              value={one.value}
              defaultChecked={field.value === one.value}
              aria-describedby={one.hint && `${id}-hint`}
              className="mt-1 shrink-0"
            />
            <span>
              <label htmlFor={id} className={one.hint && 'font-semibold'}>
                {one.label}
              </label>{' '}
              {one.hint && (
                <span id={`${id}-hint`} className="block text-sm text-muted">
                  {one.hint}
                </span>
              )}
            </span>
          </div>
        )
      })}
    </div>
  )
}
const BOX = 'rounded-control border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft'

/** Several ticks under one label, each a field of its own (see Checkbox for the hidden 0). */
export function CheckList({ options }: { options: readonly { name: string; label: string; value: string }[] }) {
  const field = useField()
  const state = useContext(FormContext)
  return (
    <fieldset
      aria-labelledby={field.labelledBy}
      aria-describedby={field.describedBy}
      className="flex flex-col gap-y-1 pt-1"
    >
      {options.map((one, index) => {
        const value = state?.values[one.name] ?? one.value
        const id = index === 0 ? field.id : `${field.id}-${index}`
        return (
          <div key={one.name} className="flex items-start gap-2">
            <input type="hidden" name={one.name} value="0" />
            <input
              key={value}
              id={id}
              type="checkbox"
              name={one.name}
              value="1"
              defaultChecked={value === '1'}
              className="mt-1 shrink-0"
            />
            <label htmlFor={id}>{one.label}</label>
          </div>
        )
      })}
    </fieldset>
  )
}
