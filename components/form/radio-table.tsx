import type { ReactNode } from 'react'
import { Table, Td, Th, Tr } from '../ui/table'

export type RadioRow = {
  value: string
  /** what the radio selects, for screen readers: "Select web" */
  label: string
  /** one per column; the first stays visible as the row's head */
  cells: readonly ReactNode[]
}
export type RadioColumn = { key: string; label: string; number?: boolean; head?: boolean }

type Props = {
  /** name of the radio field */
  name: string
  caption: string
  /** head of the column of radios, for screen readers and text browsers */
  pick: string
  columns: readonly RadioColumn[]
  rows: readonly RadioRow[]
  /** the row that is selected when the page opens */
  selected?: string
}

/** A table whose rows are chosen by a radio at their left, as in Piranha's lists; the buttons stand below it. */
export function RadioTable({ name, caption, pick, columns, rows, selected }: Props) {
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          <Th>
            <span className="sr-only">{pick}</span>
          </Th>
          {columns.map((column) => (
            <Th key={column.key} number={column.number}>
              {column.label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.value} className="has-checked:bg-accent-soft">
            <Td className="align-middle! max-md:order-1 max-md:self-center md:w-0">
              <label className="-m-2 flex cursor-pointer p-2 max-md:m-0 max-md:p-0">
                <input
                  type="radio"
                  name={name}
                  value={row.value}
                  defaultChecked={row.value === selected}
                  className="mt-0.5"
                />
                <span className="sr-only">{row.label}</span>
              </label>
            </Td>
            {columns.map((column, index) =>
              column.head ? (
                <Th
                  key={column.key}
                  scope="row"
                  className="align-middle! max-md:order-2 max-md:basis-[calc(100%-2.5rem)]"
                >
                  {row.cells[index]}
                </Th>
              ) : (
                <Td
                  key={column.key}
                  number={column.number}
                  label={column.label}
                  className="align-middle! max-md:order-3"
                >
                  {row.cells[index]}
                </Td>
              ),
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
