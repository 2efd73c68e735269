import { nameProblem, passwordProblem, setPassword } from '@/lib/store/accounts'
import { pathsFrom } from '@/lib/store/paths'
import { consoleFolder } from '@/lib/store/private'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak } from './io'

const DEFAULT_USER = 'admin'

/**
 * `passwd [USER]`: sets the password of an account of the console, making the account if there is none. The password is typed twice on
 * the terminal, or is the first line of standard input; never an argument, which every user of the machine can read in ps(1).
 */
export async function passwdVerb(io: Io, argv: string[]): Promise<number> {
  const { words, values } = readArguments(io, argv, {}, 1)
  const user = words[0] ?? DEFAULT_USER
  const bad = nameProblem(user)
  if (bad) throw new UsageError(speak(io, bad))
  const password = await passwordFrom(io, user)
  if (password === null) {
    io.err(line(speak(io, 'login.different')))
    return EXIT.problems
  }
  const weak = passwordProblem(password)
  if (weak) {
    io.err(line(speak(io, weak)))
    return EXIT.problems
  }
  const done = await setPassword(await consoleFolder(pathsFrom(io.env)), user, password)
  if (values.json) io.out(`${JSON.stringify({ user, done })}\n`)
  else io.out(line(speak(io, done === 'made' ? 'cli.passwd.made' : 'cli.passwd.changed', { user })))
  return EXIT.done
}

/** null when the two typed ones differ. */
async function passwordFrom(io: Io, user: string): Promise<string | null> {
  if (!io.ask) return ((await io.stdin()).toString('utf8').split('\n')[0] ?? '').replace(/\r$/, '')
  const first = await io.ask(speak(io, 'cli.passwd.ask', { user }), true)
  const second = await io.ask(speak(io, 'cli.passwd.again'), true)
  return first === second ? first : null
}
