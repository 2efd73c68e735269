import type { Bench } from '../testing'
import { main } from './command'
import type { Io } from './io'

/** What a command said and the status with which it ended. */
export type Said = { status: number; out: string; err: string }
/** What a command finds; without anything an empty environment, an empty standard input and no terminal, in English. */
export type World = { env?: Io['env']; stdin?: string | Buffer; ask?: Io['ask']; language?: Io['language'] }

/** The environment in which a command finds this router. */
export function envOf({ options: { paths } }: Bench): Record<string, string> {
  return { ARAPAIMA_ETC: paths.etc, ARAPAIMA_STATE: paths.state, ARAPAIMA_RUN: paths.run }
}

/** The command `arapaima WORDS` in this process. */
export async function runCli(words: string[], world: World = {}): Promise<Said> {
  const { env = {}, stdin = '', ask = null, language = 'en' } = world
  const said = { out: '', err: '' }
  const status = await main(words, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    env,
    stdin: async () => Buffer.from(stdin),
    ask,
    language,
  })
  return { status, ...said }
}
