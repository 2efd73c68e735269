import type { ProblemCode, Severity } from './problems'

/** One line of the file: `text` without its line end, which is '' at the end of a file without a final newline. */
export type Line = { text: string; eol: string; number: number }

/** Something to say about a line; `at` is the 0-based column. The reader adds the path. */
export type Remark = {
  code: ProblemCode
  severity: Severity
  line: Line
  at: number
  got?: string
  params?: Record<string, string | number>
}

/** A blank line, a comment, or a line that is none of the others (its remark says why). */
export type Filler = { kind: 'blank' | 'comment' | 'junk'; line: Line }

/** `key = value`. The value is the span [valueAt, valueEnd) of the line, trailing blanks and comment included until `valueWords` looks. */
export type Setting = {
  kind: 'setting'
  line: Line
  key: string
  keyAt: number
  /** how `=` stands: a word of its own, glued to its neighbours, or not there */
  equals: 'spaced' | 'glued' | 'missing'
  valueAt: number
}

export type BlockType = 'virtual' | 'failover' | 'server' | 'other'
export type Block = {
  kind: 'block'
  type: BlockType
  name: string
  nameAt: number
  nameEnd: number
  open: Line
  /** a `{` that stands on the next line */
  brace: Line | null
  children: Node[]
  /** null when the file never closes it */
  close: Line | null
}
export type Node = Filler | Setting | Block

/** The file, losing nothing: print gives its bytes again. `bom` is the UTF-8 byte order mark or ''. */
export type Tree = { bom: string; children: Node[]; remarks: Remark[] }
