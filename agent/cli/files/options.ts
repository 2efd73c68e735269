import { parseArgs } from 'node:util'
import type { TextKey } from '@/lib/text'
import { type FileVerbIo, tell } from './io'

export type FileVerb = 'check' | 'get' | 'set' | 'add' | 'remove' | 'rename'
export type Options = {
  positionals: string[]
  file?: string
  note?: string
  json: boolean
  help: boolean
  strict: boolean
  values: boolean
  default: boolean
}

const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const
const FILE = { file: { type: 'string', short: 'f' } } as const
const NOTE = { note: { type: 'string' } } as const
const TAKES = {
  check: { ...COMMON, strict: { type: 'boolean' }, values: { type: 'boolean' } },
  get: { ...COMMON, ...FILE, default: { type: 'boolean' } },
  set: { ...COMMON, ...FILE, ...NOTE },
  add: { ...COMMON, ...FILE, ...NOTE },
  remove: { ...COMMON, ...FILE, ...NOTE },
  rename: { ...COMMON, ...FILE, ...NOTE },
} as const

/** How many words besides the options a verb takes. */
const COUNTS: Record<FileVerb, [number, number]> = {
  check: [0, 1],
  get: [0, 1],
  set: [1, Number.POSITIVE_INFINITY],
  add: [1, Number.POSITIVE_INFINITY],
  remove: [1, Number.POSITIVE_INFINITY],
  rename: [2, 2],
}

export function helpKey(verb: FileVerb): TextKey {
  return `lvscf.cli.help.${verb}`
}

/** The options and words of a verb; null after a message when they make no sense. */
export function readOptions(verb: FileVerb, argv: string[], io: FileVerbIo): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: TAKES[verb],
      allowPositionals: true,
      strict: true,
    })
    const given = values as Partial<Record<string, string | boolean>>
    const options: Options = {
      positionals,
      file: typeof given.file === 'string' ? given.file : undefined,
      note: typeof given.note === 'string' ? given.note : undefined,
      json: given.json === true,
      help: given.help === true,
      strict: given.strict === true,
      values: given.values === true,
      default: given.default === true,
    }
    const [least, most] = COUNTS[verb]
    if (!options.help && (positionals.length < least || positionals.length > most)) {
      tell(io, 'lvscf.cli.words', { verb })
      return null
    }
    return options
  } catch (error) {
    tell(io, 'lvscf.cli.option', { verb, why: error instanceof Error ? error.message : String(error) })
    return null
  }
}
