import { toShown } from './bytes'
import type { Problem } from './model'

export type Severity = 'error' | 'warning'

/**
 * Every finding about an lvs.cf, with its severity: a closed list. `lvscf.CODE` in lib/text says it in words, with the parameters
 * that the reader gives (`path`, `got` and those of `params`).
 */
export const PROBLEMS = {
  // what stands in a line
  UNKNOWN_KEY: 'error',
  KEY_ELSEWHERE: 'error',
  UNKNOWN_BLOCK: 'error',
  COMMENT_SIGN: 'error',
  EQUALS_MISSING: 'error',
  VALUE_MISSING: 'error',
  TOO_MANY_WORDS: 'error',
  QUOTE_NOT_CLOSED: 'error',
  LIST_EXPECTED: 'error',
  CONTROL_CHARACTER: 'error',
  // blocks
  NAME_MISSING: 'error',
  NAME_NEEDS_QUOTES: 'error',
  BRACE_MISSING: 'error',
  TEXT_AFTER_BRACE: 'error',
  BLOCK_MISPLACED: 'error',
  BRACE_STRAY: 'error',
  BLOCK_OPEN_AT_END: 'warning',
  TEXT_AFTER_CLOSE: 'warning',
  // values
  NOT_A_NUMBER: 'error',
  OUT_OF_RANGE: 'error',
  NOT_A_BOOLEAN: 'error',
  NOT_A_PORT: 'error',
  NOT_AN_ADDRESS: 'error',
  ADDRESS_ZERO: 'error',
  DEVICE_MISSING: 'error',
  NOT_AN_INTERFACE: 'error',
  NOT_A_MASK: 'error',
  MASK_HOLES: 'error',
  NOT_A_CHOICE: 'error',
  SCHEDULER_FLAG: 'error',
  OPS_NEEDS_UDP: 'error',
  NOT_A_REGEX: 'error',
  // several places together
  SAME_SERVICE: 'error',
  SAME_SERVER: 'error',
  MARK_UNEQUAL: 'error',
  MARK_COVERS: 'error',
  VIP_TWO_DEVICES: 'error',
  VIP_TWO_MASKS: 'error',
  FAMILY_MIXED: 'error',
  PORT_ZERO: 'error',
  // read, but worth a look
  NAT_NO_ROUTER: 'warning',
  MARK_NO_PERSISTENCE: 'warning',
  BACKUP_MISSING: 'warning',
  DEADTIME_SHORT: 'warning',
  NO_ACTIVE_VIRTUAL: 'warning',
  SERVER_PORT_IGNORED: 'warning',
  MARK_SERVER_PORT: 'warning',
  VIP_MISSING: 'warning',
  SERVER_ADDRESS_MISSING: 'warning',
  EXPECT_MISSING: 'warning',
  LABEL_IGNORED: 'warning',
  DUPLICATE_KEY: 'warning',
  DUPLICATE_NAME: 'warning',
  GUI_ONLY_KEY: 'warning',
  SERVICE_FOS: 'warning',
  FAILOVER_NOT_RUN: 'warning',
  NUMBER_FORM: 'warning',
  SWITCH_NOT_01: 'warning',
  ADDRESS_FORM: 'warning',
  MASK_FORM: 'warning',
  SINGLE_QUOTES: 'warning',
  TOO_LONG: 'warning',
  SERVER_BEFORE_PORT: 'warning',
  // Piranha would not read this
  BOM: 'warning',
  CRLF: 'warning',
  GLUED_EQUALS: 'warning',
  GLUED_BRACE: 'warning',
  BRACE_NEXT_LINE: 'warning',
  TRAILING_COMMENT: 'warning',
  QUOTED_WORD: 'warning',
  QUOTES_INSIDE: 'warning',
  BEYOND_PIRANHA: 'warning',
  // edits and paths
  PATH_SYNTAX: 'error',
  NOT_THERE: 'error',
  NAME_TAKEN: 'error',
  NAME_REFUSED: 'error',
  VALUE_REFUSED: 'error',
  NOT_A_BLOCK: 'error',
  NOT_A_KEY: 'error',
  // the list itself
  MORE_PROBLEMS: 'warning',
} as const satisfies Record<string, Severity>

export type ProblemCode = keyof typeof PROBLEMS
export type Params = Record<string, string | number>

/** How many problems are reported; the rest is counted (MORE_PROBLEMS). */
export const PROBLEMS_MAX = 1000
const GOT_MAX = 120

/** What stands there (latin1), shown as UTF-8 and not longer than a line. */
export function shownGot(latin1: string): string {
  const shown = toShown(latin1.slice(0, GOT_MAX * 4))
  return shown.length > GOT_MAX ? `${shown.slice(0, GOT_MAX)}…` : shown
}

/** Place first, then errors before warnings, then code: the order of a report. */
export function compareProblems(a: Problem, b: Problem): number {
  if (a.line !== b.line) return a.line - b.line
  if (a.column !== b.column) return a.column - b.column
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
}

/**
 * Collects problems without ever holding more than it will report: errors push warnings out. `only` narrows the collection
 * to some problems (what an edit touches), so that a file full of others does not hide them.
 */
export class ProblemList {
  private readonly errors: Problem[] = []
  private readonly warnings: Problem[] = []
  private more = 0

  constructor(private readonly only: (path: string) => boolean = () => true) {}

  add(problem: Problem): void {
    if (!this.only(problem.path) && !(typeof problem.params?.other === 'string' && this.only(problem.params.other)))
      return
    const list = problem.severity === 'error' ? this.errors : this.warnings
    if (list.length < PROBLEMS_MAX) list.push(problem)
    else this.more++
  }

  /** A problem that there is no room for. */
  countMore(): void {
    this.more++
  }

  /** True when another problem of this severity would only be counted: dear parameters (suggestions) are then not worth making. */
  full(severity: Severity): boolean {
    return (severity === 'error' ? this.errors : this.warnings).length >= PROBLEMS_MAX
  }

  /** All problems in report order, at most PROBLEMS_MAX, then how many more there are. */
  sorted(): Problem[] {
    const room = Math.max(PROBLEMS_MAX - this.errors.length, 0)
    const shown = [...this.errors, ...this.warnings.slice(0, room)].sort(compareProblems)
    const more = this.more + this.errors.length + this.warnings.length - shown.length
    if (more === 0) return shown
    const severity = this.errors.length >= PROBLEMS_MAX ? 'error' : 'warning'
    return [...shown, { code: 'MORE_PROBLEMS', severity, line: 1, column: 1, path: '', params: { more } }]
  }
}

/** A problem as a sentence of lib/text: its code and every parameter that the sentence may use. */
export function sayingOf(problem: Problem): { code: string; params: Params } {
  return { code: `lvscf.${problem.code}`, params: { path: problem.path, got: problem.got ?? '', ...problem.params } }
}
