import type { FileProblem } from '@/lib/api/types'
import { type Problem, sayingOf } from '@/lib/lvscf'
import { type Language, say, sayCode, type TextKey } from '@/lib/text'

/** What a verb has around it. Results go to standard output, messages to standard error. */
export type FileVerbIo = {
  stdout: (text: string) => void
  stderr: (text: string) => void
  stdin: () => Promise<Buffer>
  language: Language
  /** ARAPAIMA_ETC: its lvs.cf is the default file, and is saved through the store */
  etc: string
  /** ARAPAIMA_STATE, where the store keeps its revisions */
  state: string
  /** who a revision is by */
  author: string
}

/** Exit statuses of the contract that these verbs use. */
export const EXIT = { done: 0, problems: 1, usage: 2, file: 3, changed: 4 } as const

/** Text for a terminal: control characters (of a hostile file) are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
    const code = char.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  })
}

/** `error OUT_OF_RANGE: sentence` */
function sentenceOf(problem: Problem, language: Language): string {
  const { code, params } = sayingOf(problem)
  const key = problem.code.includes('.') ? problem.code : code
  return `${problem.severity} ${problem.code}: ${sayCode(language, key, params)}`
}

/** The line of `check`: `FILE:LINE:COL: error CODE: sentence`. */
export function checkLine(file: string, problem: Problem, language: Language): string {
  return `${printable(`${file}:${problem.line}:${problem.column}: ${sentenceOf(problem, language)}`)}\n`
}

/** A problem of an edit: it is about a path, not yet about a line. */
export function editLine(problem: Problem | FileProblem, language: Language): string {
  const about = problem.path === '' ? '' : `${problem.path}: `
  return `${printable(about + sentenceOf(problem, language))}\n`
}

/** A problem with its sentence, for --json. */
export function withSentence(problem: Problem, language: Language): Problem & { sentence: string } {
  const { code, params } = sayingOf(problem)
  return { ...problem, sentence: sayCode(language, code, params) }
}

/** A message on standard error. */
export function tell(io: FileVerbIo, key: TextKey, params: Record<string, string | number> = {}): void {
  const safe = Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'string' ? printable(v) : v]))
  io.stderr(`arapaima: ${say(io.language, key, safe)}\n`)
}

export function tellJson(io: FileVerbIo, value: unknown): void {
  io.stdout(`${JSON.stringify(value)}\n`)
}
