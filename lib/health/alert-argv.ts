/**
 * A program with its arguments on one line: words apart by blanks; a word with blanks stands in double quotes, in which `\"` and `\\` mean the sign
 * itself. No shell reads it, so nothing else has a meaning.
 */

/** The words of a line; null when a quote is not closed or stands inside a word. */
export function splitArgv(line: string): string[] | null {
  const words: string[] = []
  let rest = line.trimStart()
  while (rest !== '') {
    const match = /^(?:"((?:[^"\\]|\\["\\])*)"|([^\s"]+))(?:\s+|$)/.exec(rest)
    if (!match) return null
    words.push(match[2] ?? (match[1] ?? '').replace(/\\(["\\])/g, '$1'))
    rest = rest.slice(match[0].length)
  }
  return words
}

/** The line that `splitArgv` takes apart into these words. */
export function joinArgv(words: readonly string[]): string {
  const quoted = (word: string) => `"${word.replace(/["\\]/g, '\\$&')}"`
  return words.map((word) => (word === '' || /[\s"]/.test(word) ? quoted(word) : word)).join(' ')
}
