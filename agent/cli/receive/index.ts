import { readArguments, UsageError } from '../args'
import { type Io, speak } from '../io'
import { installKey, removeKey } from './install'
import { serve } from './serve'
import { receiverOf } from './world'

/**
 * `receive`: what the partner's key may do here, and nothing else (run by sshd as a forced command). `--install KEY` and `--remove KEY`, as
 * root, write and take away the line that binds a key to it; KEY is a public key, as one word or several.
 */
export async function receiveVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, { install: { type: 'string' }, remove: { type: 'string' } }, 8)
  if (values.install !== undefined) return installKey(io, [values.install, ...words].join(' '))
  if (values.remove !== undefined) return removeKey(io, [values.remove, ...words].join(' '))
  if (words[0] !== undefined) throw new UsageError(speak(io, 'cli.tooMany', { word: words[0] }))
  return serve(receiverOf(io))
}
