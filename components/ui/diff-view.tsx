import type { DiffLine, DiffPart } from './diff-lines'
import { join } from './join'
import { ScrollBox } from './scroll-box'

export type DiffWords = {
  caption: string
  added: string
  removed: string
  before: string
  after: string
  sign: string
  line: string
  /** the sentence for a fold of n unchanged lines */
  folded: (lines: number) => string
}

const SIGNS = { '+': '+', '-': '−', ' ': '' } as const
const ROWS = { '+': 'bg-good-soft', '-': 'bg-bad-soft', ' ': '' } as const
const INKS = { '+': 'text-good font-semibold', '-': 'text-bad font-semibold', ' ': '' } as const

function Line({ line, words }: { line: DiffLine; words: DiffWords }) {
  const said = { '+': words.added, '-': words.removed, ' ': '' }[line.sign]
  return (
    <tr className={ROWS[line.sign]}>
      <td className="w-0 px-2 text-end text-muted select-none">{line.before}</td>
      <td className="w-0 px-2 text-end text-muted select-none">{line.after}</td>
      <td className={join('w-0 px-1 select-none', INKS[line.sign])}>
        {said && <span className="sr-only">{said}</span>}
        <span aria-hidden="true">{SIGNS[line.sign]}</span>
      </td>
      <td className="ps-1 pe-4 whitespace-pre">{line.text}</td>
    </tr>
  )
}

/** A diff as a table: line numbers of both sides, a sign with its word, the line. Scrolls sideways in its own box. */
export function DiffView({ parts, words }: { parts: readonly DiffPart[]; words: DiffWords }) {
  let at = 0
  return (
    <ScrollBox label={words.caption} className="py-1">
      <table className="figure w-full border-collapse leading-relaxed">
        <caption className="sr-only">{words.caption}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.sign}</th>
            <th scope="col">{words.line}</th>
          </tr>
        </thead>
        <tbody>
          {parts.flatMap((part) => {
            if (part.kind === 'lines') return part.lines.map((line) => <Line key={at++} line={line} words={words} />)
            return [
              <tr key={at++} className="bg-sunken text-muted">
                <td colSpan={4} className="px-3 py-0.5 font-sans text-[0.8125rem]">
                  {words.folded(part.lines)}
                </td>
              </tr>,
            ]
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}
