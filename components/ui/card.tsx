import { type ReactNode, useId } from 'react'
import { join } from './join'

type Props = {
  title: ReactNode
  /** on the right of the title: a count, a legend, a link */
  aside?: ReactNode
  /** rank of the title; 2 under the page’s title, 1 where the card is the page */
  level?: 1 | 2 | 3
  id?: string
  /** no padding inside: for a table that reaches the edges */
  flush?: boolean
  /** what is inside takes the whole height of the box: beside a taller one it stands in the middle */
  fill?: boolean
  className?: string
  children: ReactNode
}

/** A box with a title: a section of the page that a screen reader finds by its heading. */
export function Card({ title, aside, level = 2, id, flush, fill, className, children }: Props) {
  const own = useId()
  const headId = id ? `${id}-title` : own
  const Heading = (['h1', 'h2', 'h3'] as const)[level - 1] ?? 'h2'
  return (
    <section
      id={id}
      aria-labelledby={headId}
      className={join(
        'rounded-box border border-line bg-surface min-w-0 break-inside-avoid-page',
        fill && 'flex flex-col',
        className,
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5">
        <Heading id={headId} className="text-[0.9375rem] font-semibold">
          {title}
        </Heading>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      <div className={join(!flush && 'px-4 py-3', fill && 'flex grow flex-col')}>{children}</div>
    </section>
  )
}
