import type { ReadStream, WriteStream } from 'node:tty'
import { type Io, languageFrom } from './io'

/** This process as the world of a verb. */
export function processIo(): Io {
  const { env, stdin, stdout, stderr } = process
  // Nobody reads any more (`| head`, a cut connection): what is being done is done all the same.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    stdin: readAll,
    input: arriving,
    ask: stdin.isTTY && stderr.isTTY ? (question, hidden) => ask(stdin, stderr, question, hidden) : null,
    language: languageFrom(env),
  }
}

/** More than a configuration file needs; standard input may be endless. */
const MAX_INPUT = 64 * 1024 * 1024

async function readAll(): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_INPUT) throw new Error('standard input: too much')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function arriving(timeoutMs: number): AsyncIterable<Uint8Array> {
  const late = () => process.stdin.destroy(Object.assign(new Error('standard input: too slow'), { code: 'ETIMEDOUT' }))
  setTimeout(late, timeoutMs).unref()
  return process.stdin
}

/** One line from the terminal, the characters unseen if `hidden`. ^C ends the process, as it would without us. */
function ask(input: ReadStream, output: WriteStream, question: string, hidden: boolean): Promise<string> {
  output.write(question)
  return new Promise((resolve) => {
    let typed = ''
    input.setRawMode(hidden)
    input.setEncoding('utf8')
    const finish = () => {
      input.setRawMode(false)
      input.pause()
      input.off('data', take)
      if (hidden) output.write('\n')
      resolve(typed)
    }
    const take = (text: string) => {
      for (const char of text) {
        if (char === '\r' || char === '\n' || char === '\u0004') return finish()
        if (hidden && char === '\u0003') {
          input.setRawMode(false)
          process.kill(process.pid, 'SIGINT')
          return
        }
        if (hidden && (char === '\u007f' || char === '\b')) typed = [...typed].slice(0, -1).join('')
        else typed += char
      }
    }
    input.on('data', take)
    input.resume()
  })
}
