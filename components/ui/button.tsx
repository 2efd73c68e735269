import { type ComponentProps, type ReactNode, useId } from 'react'
import { join } from './join'

export type ButtonKind = 'main' | 'plain' | 'danger' | 'danger-plain'

const KINDS: Record<ButtonKind, string> = {
  main: 'border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong',
  plain: 'border-edge bg-surface text-ink hover:bg-sunken hover:border-ink',
  danger: 'border-bad bg-bad text-on-bad hover:bg-bad-strong hover:border-bad-strong',
  'danger-plain': 'border-edge bg-surface text-bad hover:bg-bad-soft hover:border-bad',
}
const SHAPE =
  'inline-flex min-h-8 items-center justify-center gap-1.5 rounded-control border px-3 py-1 text-sm font-semibold no-underline hover:no-underline cursor-pointer'
const OFF = 'border-line bg-idle-soft text-muted cursor-not-allowed'

/** The classes of a button, for a link or summary that looks like one. */
export function buttonClass(kind: ButtonKind = 'plain'): string {
  return join(SHAPE, KINDS[kind])
}

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  kind?: ButtonKind
  /** Why it cannot be pressed now, as a sentence. It stays on the page, can be focused, and says why; it does nothing. */
  disabledReason?: string | null
  /** where the reason stands: beside the button, or below it */
  reasonAt?: 'beside' | 'below'
}

/** A button. Never hidden when it cannot be used: it says why instead. */
export function Button({
  kind = 'plain',
  disabledReason,
  reasonAt = 'beside',
  className,
  type = 'submit',
  ...rest
}: Props) {
  const id = useId()
  if (!disabledReason) return <button {...rest} type={type} className={join(buttonClass(kind), className)} />
  // type=button and no name: without a script, too, pressing it sends nothing.
  const { formAction: _, name: __, value: ___, onClick: ____, ...quiet } = rest
  return (
    <span
      className={join(
        'inline-flex gap-x-3 gap-y-1',
        reasonAt === 'below' ? 'flex-col items-start' : 'flex-wrap items-center',
      )}
    >
      <button
        {...quiet}
        type="button"
        aria-disabled="true"
        aria-describedby={id}
        className={join(SHAPE, OFF, className)}
      />
      <span id={id} className="text-sm text-muted">
        {disabledReason}
      </span>
    </span>
  )
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  kind = 'plain',
  className,
  ...rest
}: ComponentProps<'a'> & { kind?: ButtonKind; children: ReactNode }) {
  return <a {...rest} className={join(buttonClass(kind), className)} />
}
