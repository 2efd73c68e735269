import { skipBlanks, trimmedEnd } from './lex'
import type { ProblemCode } from './problems'
import { splitWords, type Word } from './words'

/** The words of a setting's value, and what was odd or wrong in how they stand there. */
export type ValueWords = { words: Word[]; remark?: { code: ProblemCode; at: number }; broken: boolean }

const ok = (words: Word[]): ValueWords => ({ words, broken: false })
const odd = (words: Word[], code: ProblemCode, at: number): ValueWords => ({
  words,
  remark: { code, at },
  broken: false,
})
const broken = (code: ProblemCode, at: number): ValueWords => ({ words: [], remark: { code, at }, broken: true })

/**
 * Takes the value of a line apart: first as Piranha does; where Piranha would give up, as a person would (a trailing comment, quotes
 * inside quotes, a quoted word with blanks behind it), with the warning that Piranha would not read it.
 * @param from column behind `=` and blanks
 */
export function valueWords(text: string, from: number, arity: 1 | 2 | 'list'): ValueWords {
  const end = trimmedEnd(text, from)
  if (from >= end) return broken('VALUE_MISSING', Math.min(from, text.length))
  if (arity === 'list') return listWords(text, from)
  if (arity === 1 && isBare(text, from)) return ok([{ text: text.slice(from), at: from, end: text.length, quote: '' }])
  const strict = splitWords(text, from, arity + 1)
  if (strict.mismatch === undefined && strict.words.length === arity) return ok(strict.words)
  return arity === 1 ? looseWord(text, from, end) : looseWords(text, from)
}

/** One word to the end of the line, without quotes: nearly every line. */
function isBare(text: string, from: number): boolean {
  const first = text.charCodeAt(from)
  if (first === 34 || first === 39) return false
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 32 || code === 9) return false
  }
  return true
}

/** Where a trailing comment begins: the first word after the first that starts with `#`. */
function commentAt(text: string, from: number): number {
  const match = /[ \t]#/.exec(text.slice(from))
  return match ? from + match.index + 1 : -1
}

function looseWord(text: string, from: number, end: number): ValueWords {
  const quote = text[from]
  if (quote !== '"' && quote !== "'") {
    const first = splitWords(text, from, 1).words
    const next = skipBlanks(text, first[0]?.end ?? from)
    if (quote === '#') return broken('VALUE_MISSING', from)
    return text[next] === '#' ? odd(first, 'TRAILING_COMMENT', next) : broken('TOO_MANY_WORDS', next)
  }
  const word = (close: number): Word => ({ text: text.slice(from + 1, close), at: from, end: close + 1, quote })
  if (end - from >= 2 && text[end - 1] === quote) {
    const inner = word(end - 1)
    return odd([inner], /[ \t]/.test(inner.text) ? 'QUOTES_INSIDE' : 'QUOTED_WORD', from)
  }
  for (const close of [text.lastIndexOf(quote), text.indexOf(quote, from + 1)]) {
    const hash = close > from ? skipBlanks(text, close + 1) : -1
    if (hash > close + 1 && text[hash] === '#') return odd([word(close)], 'TRAILING_COMMENT', hash)
  }
  const first = text.indexOf(quote, from + 1)
  return first < 0 ? broken('QUOTE_NOT_CLOSED', from) : broken('TOO_MANY_WORDS', first + 1)
}

function looseWords(text: string, from: number): ValueWords {
  const hash = commentAt(text, from)
  const part = hash < 0 ? text : text.slice(0, trimmedEnd(text.slice(0, hash), from))
  const words: Word[] = []
  for (const match of part.slice(from).matchAll(/[^ \t]+/g)) {
    if (words.length === 3) break
    const at = from + match.index
    const quote = match[0][0]
    const quoted = (quote === '"' || quote === "'") && match[0].length >= 2 && match[0].endsWith(quote)
    const text = quoted ? match[0].slice(1, -1) : match[0]
    words.push({ text, at, end: at + match[0].length, quote: quoted ? (quote as '"') : '' })
  }
  if (words.length < 2) return broken('DEVICE_MISSING', from)
  const third = words[2]
  if (third) return broken('TOO_MANY_WORDS', third.at)
  return hash < 0 ? odd(words, 'QUOTED_WORD', from) : odd(words, 'TRAILING_COMMENT', hash)
}

function listWords(text: string, from: number): ValueWords {
  const { words, mismatch } = splitWords(text, from, Number.POSITIVE_INFINITY)
  if (mismatch !== undefined) return broken('QUOTE_NOT_CLOSED', mismatch)
  if (words[0]?.text !== '[' || words.at(-1)?.text !== ']' || words.length < 2) return broken('LIST_EXPECTED', from)
  return ok(words)
}
