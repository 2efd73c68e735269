import { parseArgs } from 'node:util'
import { suggest } from '@/lib/lvscf/suggest'
import { EXIT, type Io, speak } from './io'

export type OptionTable = Record<string, { type: 'boolean' | 'string'; short?: string }>
export type Arguments<T extends OptionTable> = {
  values: { [K in keyof T]?: T[K]['type'] extends 'boolean' ? boolean : string } & { json?: boolean }
  words: string[]
}

/** A verb called wrongly: the message is written, the status is that of usage. */
export class UsageError extends Error {
  readonly exit = EXIT.usage
}

/**
 * Options and words of a verb; `--help` and `--json` are everywhere.
 * @throws UsageError for an unknown option (with did-you-mean), a value that is missing, or too many words
 */
export function readArguments<T extends OptionTable>(io: Io, argv: string[], table: T, maxWords: number): Arguments<T> {
  const options = { ...table, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  const { tokens, values, positionals } = parse(io, argv, options)
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const known = options[token.name as keyof typeof options] as { type: string } | undefined
    if (!known) throw unknownOption(io, token.rawName, Object.keys(options))
    if (known.type === 'string' && (token.value === undefined || token.value === ''))
      throw new UsageError(speak(io, 'cli.needsValue', { option: token.rawName }))
    if (known.type === 'boolean' && token.value !== undefined)
      throw new UsageError(speak(io, 'cli.takesNoValue', { option: token.rawName }))
  }
  const extra = positionals[maxWords]
  if (extra !== undefined) throw new UsageError(speak(io, 'cli.tooMany', { word: extra }))
  return { values: values as Arguments<T>['values'], words: positionals }
}

function parse(io: Io, args: string[], options: OptionTable) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true })
  } catch (error) {
    throw new UsageError(speak(io, 'cli.usage', { why: error instanceof Error ? error.message : String(error) }))
  }
}

function unknownOption(io: Io, option: string, known: string[]): UsageError {
  const close = suggest(option.replace(/^-+/, ''), known)
  const more = close ? ` ${speak(io, 'cli.didYouMean', { word: `--${close}` })}` : ''
  return new UsageError(speak(io, 'cli.unknownOption', { option }) + more)
}

/** `--role` of the verbs that take one. */
export function readRole(io: Io, value: string | undefined): 'active' | 'standby' | undefined {
  if (value === undefined || value === 'active' || value === 'standby') return value
  throw new UsageError(speak(io, 'cli.badRole', { value }))
}
