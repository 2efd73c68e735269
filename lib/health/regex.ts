import { RE2JS, RE2JSException } from 're2js'
import { bytesOf, latin1 } from './escapes'
import type { Matcher } from './sendexpect'

/** Bytes of an answer that a regular expression sees (nanny: 254). */
export const REGEX_INPUT_MAX = 4096
/** Largest compiled pattern: pattern size times input bounds the time of a match. */
const PROGRAM_MAX = 600
/** Bytes of a pattern that is worth compiling: that takes time, too. */
const PATTERN_MAX = 4096

export type RegexProblem = { code: 'syntax' | 'too-big'; detail: string }

/**
 * Why `expect` cannot be used as a regular expression; null when it can. The syntax is RE2's (linear time): POSIX extended without
 * back-references, equivalence classes and `\<` `\>`; Perl's `\d \w \b (?i)` work as well. See README.md in this folder.
 */
export function regexProblem(expect: string): RegexProblem | null {
  const compiled = compile(expect)
  return 'code' in compiled ? compiled : null
}

function compile(expect: string): RE2JS | RegexProblem {
  if (expect.length > PATTERN_MAX) return { code: 'too-big', detail: String(expect.length) }
  try {
    // POSIX: a dot matches a line end too, ^ and $ stand at the ends of the whole answer
    const regex = RE2JS.compile(latin1(bytesOf(expect)), RE2JS.DOTALL)
    if (regex.programSize() <= PROGRAM_MAX) return regex
    return { code: 'too-big', detail: String(regex.programSize()) }
  } catch (error) {
    if (error instanceof RE2JSException) return { code: 'syntax', detail: error.message }
    throw error
  }
}

/**
 * Matches anywhere in the answer (unanchored, as nanny), on its first REGEX_INPUT_MAX bytes. `feed` tries at once for the first
 * pieces and then whenever the answer has grown by a quarter, so that a dripping server cannot make it quadratic; `settle` tries what has
 * not been tried (call it when the server pauses), `end` decides.
 * @returns null when the expression cannot be used (regexProblem says why)
 */
export function regexMatcher(expect: string): Matcher | null {
  const compiled = compile(expect)
  if ('code' in compiled) return null
  let text = ''
  let tried = -1
  let tries = 0
  const attempt = () => {
    tried = text.length
    tries++
    return compiled.matcher(text).find() ? 'match' : text.length >= REGEX_INPUT_MAX ? 'mismatch' : 'more'
  }
  return {
    feed(bytes) {
      text += latin1(bytes.subarray(0, REGEX_INPUT_MAX - text.length))
      const due = tries < 8 || text.length >= tried * 1.25 || text.length >= REGEX_INPUT_MAX
      return due ? attempt() : 'more'
    },
    settle: () => (tried === text.length ? 'more' : attempt()),
    end: () => (tried < text.length && attempt() === 'match' ? 'match' : 'mismatch'),
    full: () => text.length >= REGEX_INPUT_MAX,
  }
}
