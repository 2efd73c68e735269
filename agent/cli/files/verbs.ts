import type { FileVerb } from './options'

/** True for a verb of the command that works on lvs.cf alone, without an agent. */
export function isFileVerb(verb: string): verb is FileVerb {
  return ['check', 'get', 'set', 'add', 'remove', 'rename'].includes(verb)
}
