import { systemWorld } from '@/lib/store/world'
import { say } from '@/lib/text'
import { runCheck } from './check'
import { runEdit } from './edit'
import { runGet } from './get'
import { EXIT, type FileVerbIo } from './io'
import { type FileVerb, helpKey, readOptions } from './options'

export type { FileVerb, FileVerbIo }

/**
 * One of the verbs on lvs.cf (contract.md, "Command"): check, get, set, add, remove, rename.
 * @param argv the words behind the verb
 * @returns the exit status: 0 done, 1 problems or refused, 2 usage, 3 file cannot be read or written, 4 changed meanwhile
 */
export async function runFileVerb(verb: FileVerb, argv: string[], io: FileVerbIo): Promise<number> {
  const options = readOptions(verb, argv, io)
  if (!options) return EXIT.usage
  if (options.help) {
    io.stdout(`${say(io.language, helpKey(verb))}\n`)
    return EXIT.done
  }
  const world = systemWorld()
  if (verb === 'check') return runCheck(options, io, world)
  if (verb === 'get') return runGet(options, io)
  return runEdit(verb, options, io, world)
}
