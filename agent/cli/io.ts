import { type Language, languageOf, type Params, say, sayCode, type TextKey } from '@/lib/text'

/** What a verb has of the world: texts go out, a code comes back. Tests give their own. */
export type Io = {
  out: (text: string) => void
  err: (text: string) => void
  env: Readonly<Record<string, string | undefined>>
  /** all of standard input */
  stdin: () => Promise<Buffer>
  /** standard input as it arrives, for at most this long: for a verb that must not wait for an end that never comes */
  input?: (timeoutMs: number) => AsyncIterable<Uint8Array>
  /** asks on the terminal; null when there is none */
  ask: ((question: string, hidden: boolean) => Promise<string>) | null
  language: Language
}

/** Exit statuses of contract.md. */
export const EXIT = { done: 0, problems: 1, usage: 2, file: 3, changed: 4, away: 5, todo: 6 } as const

/** LC_ALL before LANG, as everywhere. locale(7) */
export const languageFrom = (env: Io['env']): Language => languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG)

export const speak = (io: Io, key: TextKey, params: Params = {}): string => say(io.language, key, params)
export const speakCode = (io: Io, code: string, params: Params = {}): string => sayCode(io.language, code, params)

/** One line of text from values that somebody else wrote: control characters would play with the terminal. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

export const line = (text: string): string => `${plain(text)}\n`
