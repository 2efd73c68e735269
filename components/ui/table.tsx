import type { ComponentProps, ReactNode } from 'react'
import { join } from './join'
import { ScrollBox } from './scroll-box'

type TableProps = {
  /** says what the table holds; screen readers read it first */
  caption: string
  /** the caption is on the page already, as the title of the card */
  captionHidden?: boolean
  /** rows become small cards on a narrow screen; give each Td its `label` */
  stacked?: boolean
  className?: string
  children: ReactNode
}

/** A table with a caption. On a screen that is too narrow it scrolls inside its own box (or stacks), never the page. */
export function Table({ caption, captionHidden, stacked, className, children }: TableProps) {
  return (
    <ScrollBox label={caption}>
      <table className={join('w-full border-collapse text-sm', stacked && 'stacked', className)}>
        <caption className={captionHidden ? 'sr-only' : 'px-4 py-2 text-start font-semibold'}>{caption}</caption>
        {children}
      </table>
    </ScrollBox>
  )
}

type CellProps = {
  /** digits of one width, to the right */
  number?: boolean
  /** stands before the value when rows are stacked on a narrow screen */
  label?: string
}

/** A heading cell; a column's unless `scope="row"`. */
export function Th({ number, label, scope = 'col', className, ...rest }: ComponentProps<'th'> & CellProps) {
  const look = scope === 'col' && 'bg-sunken align-bottom text-[0.8125rem] font-semibold text-muted'
  return (
    <th
      {...rest}
      scope={scope}
      data-label={label}
      className={join('cell', number ? 'text-end' : 'text-start', look, className)}
    />
  )
}

/** A cell. */
export function Td({ number, label, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      {...rest}
      data-label={label}
      className={join('cell', number && 'figure text-end whitespace-nowrap', className)}
    />
  )
}

/** A row with the hairline above it. `head` marks the first row of a group. */
export function Tr({ head, className, ...rest }: ComponentProps<'tr'> & { head?: boolean }) {
  return <tr {...rest} className={join('border-t border-line', head && 'bg-sunken', className)} />
}
