/** One word of a line: its text without quotes, and the span [at, end) with them. */
export type Word = { text: string; at: number; end: number; quote: '' | '"' | "'" }

/** Piranha keeps at most 99 words of a line (reference 1.2). */
export const WORDS_MAX = 99

const isBlank = (code: number) => code === 32 || code === 9

function blankFrom(line: string, from: number): number {
  let at = from
  while (at < line.length && !isBlank(line.charCodeAt(at))) at++
  return at
}

/** The quoted word that begins at `at`: Piranha's rule, whose odd corners stand in the README of this folder. null = mismatch. */
function quotedWord(line: string, at: number): Word | null {
  const quote = line[at] === '"' ? '"' : "'"
  const blank = blankFrom(line, at)
  if (blank === line.length) {
    if (blank - at < 2 || line[blank - 1] !== quote) return null
    return { text: line.slice(at + 1, blank - 1), at, end: blank, quote }
  }
  const close = line.indexOf(quote, blank)
  return close < 0 ? null : { text: line.slice(at + 1, close), at, end: close + 1, quote }
}

/**
 * The words of a line from `from` on, exactly as Piranha 0.8.6 splits them; stops after `limit` words.
 * `mismatch` is the column (0-based) of a quote that does not close, where the words end.
 */
export function splitWords(line: string, from = 0, limit = WORDS_MAX): { words: Word[]; mismatch?: number } {
  const words: Word[] = []
  let at = from
  while (words.length < limit) {
    while (at < line.length && isBlank(line.charCodeAt(at))) at++
    if (at >= line.length) break
    const first = line[at]
    if (first === '"' || first === "'") {
      const word = quotedWord(line, at)
      if (!word) return { words, mismatch: at }
      words.push(word)
      at = word.end
    } else {
      const end = blankFrom(line, at)
      words.push({ text: line.slice(at, end), at, end, quote: '' })
      at = end
    }
  }
  return { words }
}
