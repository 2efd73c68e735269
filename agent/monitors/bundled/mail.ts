import type { CheckInput } from '../check'
import { Talk } from './talk'
import { type BundledCheck, type Outcome, type Values, word } from './types'

/** Greeting, a few commands, each with the replies that are right, and good-bye. RFC 5321, RFC 959 */
async function converse(
  input: CheckInput,
  greeting: number,
  commands: { say: string; right: readonly number[] }[],
): Promise<Outcome> {
  const talk = await Talk.open(input)
  try {
    const first = await talk.reply()
    const told = () => ({ sent: talk.sent.text(), got: talk.got.text() })
    if (first.code !== greeting) return { ok: false, reason: 'greeting', detail: first.text, ...told() }
    for (const { say, right } of commands) {
      talk.write(`${say}\r\n`)
      const reply = await talk.reply()
      if (!right.includes(reply.code)) return { ok: false, reason: 'answer', detail: reply.text, ...told() }
    }
    talk.write('QUIT\r\n')
    return { ok: true, line: `OK ${first.text}`, ...told() }
  } finally {
    talk.end()
  }
}

/** Mail server: greets with 220 and knows EHLO or HELO. */
export const smtp: BundledCheck = {
  name: 'smtp',
  port: 25,
  options: { helo: { type: 'string' } },
  example: '/usr/lib/arapaima/checks/smtp %h %p --helo lvs.example.com',
  refuse: (values) => (/^[\w.:[\]-]{1,255}$/.test(word(values, 'helo', 'localhost')) ? null : '--helo'),
  run: (input, values: Values) =>
    converse(input, 220, [{ say: `HELO ${word(values, 'helo', 'localhost')}`, right: [250] }]),
}

/** FTP server: greets with 220 and answers to a command before log-in (211 and 214, or that it wants a log-in first). */
export const ftp: BundledCheck = {
  name: 'ftp',
  port: 21,
  options: {},
  example: '/usr/lib/arapaima/checks/ftp %h %p',
  run: (input) => converse(input, 220, [{ say: 'NOOP', right: [200, 530, 500, 502, 503] }]),
}
