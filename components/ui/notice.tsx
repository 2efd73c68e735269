import type { ReactNode } from 'react'
import { join } from './join'
import { type Shape, StateShape } from './state-badge'

export type NoticeKind = 'info' | 'good' | 'warn' | 'bad'

const LOOK: Record<NoticeKind, { box: string; sign: string; shape: Shape }> = {
  info: { box: 'border-s-accent bg-accent-soft', sign: 'text-accent', shape: 'ring' },
  good: { box: 'border-s-good bg-good-soft', sign: 'text-good', shape: 'disc' },
  warn: { box: 'border-s-warn bg-warn-soft', sign: 'text-warn', shape: 'alert' },
  bad: { box: 'border-s-bad bg-bad-soft', sign: 'text-bad', shape: 'down' },
}

type Props = {
  kind: NoticeKind
  /** the word that says what kind of notice it is comes with the sentence itself */
  title?: ReactNode
  /** alert = an error that must be heard at once; status = politely */
  role?: 'alert' | 'status'
  id?: string
  className?: string
  children?: ReactNode
}

/** A sentence that must not be missed, in the flow of the page. */
export function Notice({ kind, title, role, id, className, children }: Props) {
  const { box, sign, shape } = LOOK[kind]
  return (
    <div
      id={id}
      role={role}
      className={join('rounded-control border border-line border-s-4 px-4 py-2.5', box, className)}
    >
      {title && (
        <p className={join('flex items-baseline gap-2 font-semibold', sign)}>
          <StateShape shape={shape} />
          <span>{title}</span>
        </p>
      )}
      {children && <div className={join('text-sm text-ink', title ? 'mt-1' : undefined)}>{children}</div>}
    </div>
  )
}
