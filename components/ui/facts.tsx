import type { ReactNode } from 'react'
import { join } from './join'

type Props = {
  /** name and value, a line each; the names are unequal */
  rows: readonly (readonly [string, ReactNode])[]
  /** small, and name beside value at every width: for a few short values */
  tight?: boolean
  /** values are sentences, not addresses and numbers */
  words?: boolean
  className?: string
}

/** What is known of one thing. Where there is no room a value stands below its name. */
export function Facts({ rows, tight, words, className }: Props) {
  const columns = tight
    ? 'grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm'
    : 'gap-x-5 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]'
  const value = join('break-words', !words && 'figure', !tight && 'max-sm:mb-1')
  return (
    <dl className={join('grid', columns, className)}>
      {rows.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt> <dd className={value}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
