'use client'

import { useContext } from 'react'
import { FormContext, fieldId } from '../form/context'
import { Table, Td, Th, Tr } from '../ui/table'

export type MergeLine = {
  part: string
  /** name of the two radios for screen readers */
  choose: string
  was: string
  mine: string
  theirs: string
  /** null: a person decides */
  take: 'mine' | 'theirs' | null
}
type Words = { caption: string; part: string; was: string; mine: string; theirs: string }

/** Each part that differs with a radio at both values; what was chosen before an answer stays chosen. */
export function MergeTable({ rows, words }: { rows: readonly MergeLine[]; words: Words }) {
  const state = useContext(FormContext)
  return (
    <Table caption={words.caption} captionHidden stacked>
      <thead>
        <tr>
          <Th>{words.part}</Th>
          <Th>{words.was}</Th>
          <Th>{words.mine}</Th>
          <Th>{words.theirs}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          const name = `side-${i}`
          const chosen = state?.values[name] ?? row.take
          return (
            <Tr key={row.part} className={chosen ? undefined : 'bg-warn-soft'}>
              <Th scope="row" className="figure break-all max-md:basis-full">
                {row.part}
              </Th>
              <Td label={words.was} className="figure break-all whitespace-pre-line text-muted max-md:basis-full">
                {row.was}
              </Td>
              {(['mine', 'theirs'] as const).map((side) => (
                <Td key={side} label={words[side]} className="align-top max-md:basis-full">
                  <label className="flex cursor-pointer items-start gap-2">
                    <input
                      key={chosen}
                      id={side === 'mine' ? fieldId(name) : undefined}
                      type="radio"
                      name={name}
                      value={side}
                      defaultChecked={chosen === side}
                      className="mt-px shrink-0"
                    />
                    <span className="sr-only">{row.choose}: </span>
                    <span className="figure break-all whitespace-pre-line">{row[side]}</span>
                  </label>
                </Td>
              ))}
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}
