import { fromShown } from './bytes'
import type { World } from './model'
import { arityOf, type KeyInfo } from './schema'
import type { Setting } from './tree'
import { valueWords } from './value-words'
import { type Finding, hasControl, readValue } from './values'
import { splitWords, type Word } from './words'
import { quoteValue } from './write'

/** A value that a person gave, checked: its words as they go into the file (latin1, without quotes). */
export type Given = { words: string[]; findings: Finding[] }

const asWord = (text: string): Word => ({ text, at: 0, end: text.length, quote: '' })
const refused = (code: Finding['code'], params?: Finding['params']): Given => ({
  words: [],
  findings: [{ code, params }],
})

/** True for a shown string that no bytes stand for: half a surrogate pair. */
export function isBrokenText(shown: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udc7f\udd00-\udfff]/.test(shown)
}

/** Takes an unquoted value apart and checks it against the schema. No words when an error forbids it. */
export function givenValue(info: KeyInfo, value: string, world: World): Given {
  if (hasControl(value)) return refused('CONTROL_CHARACTER')
  if (isBrokenText(value)) return refused('VALUE_REFUSED', { why: 'encoding' })
  const latin1 = fromShown(value)
  const arity = arityOf(info)
  if (arity === 'list') return list(latin1)
  const words = arity === 1 ? [latin1] : latin1.split(/[ \t]+/).filter((word) => word !== '')
  if (arity === 2 && words.length !== 2) return refused(words.length < 2 ? 'DEVICE_MISSING' : 'TOO_MANY_WORDS')
  if (value === '' && info.type !== 'text') return refused('VALUE_MISSING')
  const { value: meaning, findings } = readValue(info, words.map(asWord), world)
  return { words: meaning === undefined ? [] : words, findings }
}

/** `[ a "b c" ]`, with or without the brackets. */
function list(latin1: string): Given {
  const { words, mismatch } = splitWords(latin1, 0, Number.POSITIVE_INFINITY)
  if (mismatch !== undefined) return refused('QUOTE_NOT_CLOSED')
  const texts = words.map((word) => word.text)
  const inner = texts[0] === '[' && texts.at(-1) === ']' && texts.length > 1 ? texts.slice(1, -1) : texts
  if (inner.some((word) => quoteValue(word, '', false) === null)) return refused('VALUE_REFUSED', { why: 'quotes' })
  return { words: ['[', ...inner, ']'], findings: [] }
}

/** The words as the text behind a new `key = `. */
export function newValue(info: KeyInfo, words: readonly string[]): string {
  if (info.type === 'list') return words.map((word) => quoteValue(word, '', false) ?? word).join(' ')
  if (words.length > 1) return words.join(' ')
  return quoteValue(words[0] ?? '', info.quoted ? '"' : '') ?? ''
}

/**
 * The line of a setting with its value replaced and every other byte kept: blanks, the way it was quoted, a trailing comment. Where the
 * line cannot be read with the new value in it (or could not be read before) it is written afresh, keeping its indentation.
 */
export function replaceValue(setting: Setting, info: KeyInfo, words: readonly string[]): string {
  const { line, keyAt, key, valueAt, equals } = setting
  const afresh = `${line.text.slice(0, keyAt)}${key} = ${newValue(info, words)}`
  if (equals === 'missing') return afresh
  const old = valueWords(line.text, valueAt, arityOf(info))
  if (old.broken || (old.words.length !== words.length && words.length === 1)) return afresh
  if (old.words.length === words.length && old.words.every((word, i) => word.text === words[i])) return line.text
  const text = changed(line.text, info, old.words, words)
  const back = valueWords(text, valueAt, arityOf(info))
  return !back.broken && back.words.length === words.length && back.words.every((w, i) => w.text === words[i])
    ? text
    : afresh
}

function changed(line: string, info: KeyInfo, old: readonly Word[], words: readonly string[]): string {
  if (info.type !== 'list')
    return words.length === 1 ? oneWord(line, old[0], words[0] ?? '') : manyWords(line, old, words)
  return line.slice(0, old[0]?.at ?? line.length) + newValue(info, words) + line.slice(old.at(-1)?.end ?? line.length)
}

function oneWord(line: string, old: Word | undefined, word: string): string {
  const { at, end, quote } = old ?? { at: line.length, end: line.length, quote: '' as const }
  const rest = line.slice(end)
  const text = quoteValue(word, quote, rest === '')
  if (text !== null) return line.slice(0, at) + text + rest
  // A quoted word without blanks is read only at the end of a line: blanks behind it go, a comment stays.
  return line.slice(0, at) + (quoteValue(word, quote) ?? '') + (rest.trim() === '' ? '' : rest)
}

function manyWords(line: string, old: readonly Word[], words: readonly string[]): string {
  const first = old[0]?.at ?? line.length
  const last = old.at(-1)?.end ?? line.length
  let text = line.slice(0, first)
  words.forEach((word, i) => {
    const span = old[i]
    const next = old[i + 1]
    text += span && span.text === word ? line.slice(span.at, span.end) : word
    text += span && next ? line.slice(span.end, next.at) : ''
  })
  return text + line.slice(last)
}
