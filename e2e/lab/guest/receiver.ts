import { createServer } from 'node:http'
import { SMTPServer } from 'smtp-server'

/**
 * Whoever alerts go to: `receiver.mjs ADDRESS HTTP_PORT SMTP_PORT STATUS…` answers the first POSTs with these statuses and all others with the last,
 * and takes every mail. Each thing that came is one line of JSON on standard output.
 */
const [, , address = '', httpPort = '', smtpPort = '', ...statuses] = process.argv
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)
const collect = async (stream: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const hooks = createServer(async (request, response) => {
  const body = await collect(request)
  const status = Number((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? '200')
  const { 'arapaima-signature': signature, 'arapaima-delivery': delivery } = request.headers
  tell({ kind: 'post', status, signature, delivery, atSec: Math.floor(Date.now() / 1000), body })
  response.writeHead(status).end()
})
const mails = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, { envelope }, done) => {
    collect(stream as unknown as AsyncIterable<Buffer>).then((text) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      tell({ kind: 'mail', from, to: envelope.rcptTo.map((one) => one.address), text })
      done()
    }, done)
  },
})
await Promise.all([
  new Promise<void>((resolve) => hooks.listen(Number(httpPort), address, resolve)),
  new Promise<void>((resolve) => mails.listen(Number(smtpPort), address, resolve)),
])
tell({ kind: 'listening' })
