'use client'

import { useEffect, useRef } from 'react'
import { DiffView } from '../ui/diff-view'
import { join } from '../ui/join'
import { Notice } from '../ui/notice'
import type { Clash, ClashField } from './state'

export type ClashWords = {
  title: string
  /** what pressing the button again does */
  next: string
  conflicts: string
  taken: string
  nothingHere: string
  field: string
  was: string
  now: string
  mine: string
  blank: string
  diff: DiffStrings
}
/** The words of DiffView as plain text: they cross from the server. `folded` holds `#` where the number goes. */
export type DiffStrings = Record<
  'caption' | 'added' | 'removed' | 'before' | 'after' | 'sign' | 'line' | 'folded',
  string
>

/** Somebody else saved meanwhile: what they changed, what was typed here, and what happens next. Nothing typed is lost. */
export function ClashNotice({ clash, words, attempt }: { clash: Clash; words: ClashWords; attempt: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt) box.current?.focus()
  }, [attempt])
  const quiet = clash.conflicts.length + clash.taken.length === 0
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice kind="warn" title={words.title} role="alert">
        <p>{clash.says}</p>
        {clash.conflicts.length > 0 && <Fields caption={words.conflicts} fields={clash.conflicts} words={words} mine />}
        {clash.taken.length > 0 && <Fields caption={words.taken} fields={clash.taken} words={words} />}
        {quiet && <p>{words.nothingHere}</p>}
        <p className="mt-2 font-semibold">{words.next}</p>
        {clash.diff && clash.diff.length > 0 && (
          <details className="mt-2">
            <summary>{words.diff.caption}</summary>
            <div className="mt-1 rounded-control border border-line bg-surface">
              <DiffView
                parts={clash.diff}
                words={{ ...words.diff, folded: (lines) => words.diff.folded.replace('#', String(lines)) }}
              />
            </div>
          </details>
        )}
      </Notice>
    </div>
  )
}

type FieldsProps = { caption: string; fields: readonly ClashField[]; words: ClashWords; mine?: boolean }

function Fields({ caption, fields, words, mine }: FieldsProps) {
  const cell = 'px-3 py-1 text-start align-top'
  return (
    <table className="mt-2 border-collapse">
      <caption className="text-start">{caption}</caption>
      <thead>
        <tr>
          {[words.field, words.was, words.now, ...(mine ? [words.mine] : [])].map((head) => (
            <th key={head} scope="col" className={join(cell, 'text-muted font-semibold')}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((one) => (
          <tr key={one.field} className="border-t border-line">
            <th scope="row" className={join(cell, 'font-semibold')}>
              {one.label}
            </th>
            {[one.was, one.now, ...(mine ? [one.mine] : [])].map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fixed columns
              <td key={index} className={join(cell, 'figure break-all')}>
                {value || words.blank}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
