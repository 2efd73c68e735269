import { splitWords } from './words'

/** What one line is, before the tree knows where it stands. Columns are 0-based. */
export type Lexed =
  | { kind: 'blank' | 'comment' }
  | { kind: 'close'; at: number; rest: number }
  | { kind: 'brace'; at: number }
  | { kind: 'setting'; key: string; keyAt: number; equals: 'spaced' | 'glued' | 'missing'; valueAt: number }
  | { kind: 'open'; word: string; at: number; head: Head }

/** `virtual NAME {` taken apart. `after` is the column of text behind the brace, `comment` of a comment there. */
export type Head = {
  name: string
  nameAt: number
  nameEnd: number
  shape: 'piranha' | 'quoted-word' | 'glued' | 'no-brace' | 'no-name' | 'blanks' | 'one-line'
  comment?: number
  /** a `{` stands on this line */
  braced: boolean
}

const BLOCK_WORDS = new Set(['virtual', 'failover', 'server'])

const isBlank = (code: number) => code === 32 || code === 9

/** First column from `from` on that is no blank and no tab. */
export function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}

/** Column behind the last character that is no blank and no tab. */
export function trimmedEnd(text: string, from = 0): number {
  let end = text.length
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--
  return end
}

function keyEnd(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || code === 61) break
    at++
  }
  return at
}

/** Says what a line is. Never fails: a line that makes no sense is a setting without `=`, which the reader reports. */
export function lexLine(text: string): Lexed {
  const at = skipBlanks(text, 0)
  if (at === text.length) return { kind: 'blank' }
  const first = text.charCodeAt(at)
  if (first === 35) return { kind: 'comment' }
  if (first === 125) return { kind: 'close', at, rest: skipBlanks(text, at + 1) }
  if (first === 123 && trimmedEnd(text) === at + 1) return { kind: 'brace', at }
  const end = keyEnd(text, at)
  const sign = skipBlanks(text, end)
  const key = text.slice(at, end)
  if (text.charCodeAt(sign) === 61 && !(BLOCK_WORDS.has(key) && /\{[ \t]*$/.test(text))) {
    const after = sign + 1
    const spaced = sign > end && (after === text.length || isBlank(text.charCodeAt(after)))
    return { kind: 'setting', key, keyAt: at, equals: spaced ? 'spaced' : 'glued', valueAt: skipBlanks(text, after) }
  }
  if (BLOCK_WORDS.has(key) || /[^=]\{[ \t]*$/.test(text))
    return { kind: 'open', word: key, at, head: lexHead(text, end) }
  return { kind: 'setting', key, keyAt: at, equals: 'missing', valueAt: sign }
}

/** The part of a block's first line behind its word. */
function lexHead(text: string, from: number): Head {
  const { words, mismatch } = splitWords(text, from, 3)
  const [name, brace] = words
  if (mismatch === undefined && words.length === 2 && name && brace?.text === '{')
    return { name: name.text, nameAt: name.at, nameEnd: name.end, shape: 'piranha', braced: true }
  return looseHead(text, from)
}

function looseHead(text: string, from: number): Head {
  const start = skipBlanks(text, from)
  const hash = /\{[ \t]+(?=#)/.exec(text.slice(start))
  const comment = hash ? start + hash.index + hash[0].length : undefined
  const end = trimmedEnd(hash ? text.slice(0, start + hash.index + 1) : text, start)
  const braced = end > start && text[end - 1] === '{'
  const nameEnd = braced ? trimmedEnd(text.slice(0, end - 1), start) : end
  const raw = text.slice(start, nameEnd)
  const spot = { nameAt: start, nameEnd, comment, braced }
  if (raw === '') return { ...spot, name: '', shape: 'no-name' }
  const quote = raw[0]
  const quoted = raw.length >= 2 && (quote === '"' || quote === "'") && raw.endsWith(quote)
  const name = quoted ? raw.slice(1, -1) : raw
  if (!quoted && /\{/.test(raw) && !braced) return { ...spot, name, shape: 'one-line' }
  if (!quoted && /[ \t]/.test(raw)) return { ...spot, name, shape: 'blanks' }
  if (!braced) return { ...spot, name, shape: 'no-brace' }
  if (quoted) return { ...spot, name, shape: 'quoted-word' }
  return { ...spot, name, shape: nameEnd === end - 1 ? 'glued' : 'piranha' }
}
