import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { run } from '@/agent/run'
import { alertSettings, type MailSettings, type SmtpSettings } from '@/lib/health/alert-settings'
import { mail } from './mail'
import { CERTIFICATE, KEY, MESSAGE, NEVER, outcome } from './testing'

type Got = { from: string; to: string[]; user: string | undefined; secure: boolean; text: string }
const got: Got[] = []
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  got.length = 0
  for (const end of ends.splice(0)) await end()
})

/** A real SMTP server on loopback; gives its port. */
async function server(options: SMTPServerOptions = {}): Promise<number> {
  const smtp = new SMTPServer({
    logger: false,
    authOptional: true,
    cert: CERTIFICATE,
    key: KEY,
    onAuth: ({ username, password }, _, done) =>
      password === 'the password' ? done(null, { user: username }) : done(new Error(`not ${password}`)),
    onData: async (stream, session, done) => {
      let text = ''
      for await (const part of stream) text += part
      const { mailFrom, rcptTo } = session.envelope
      const to = rcptTo.map(({ address }) => address)
      const from = mailFrom === false ? '' : mailFrom.address
      got.push({ from, to, user: session.user as string | undefined, secure: session.secure, text })
      done()
    },
    ...options,
  })
  // a client that gives up on our certificate is an error here
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise((resolve) => smtp.close(() => resolve())))
  return (smtp.server.address() as AddressInfo).port
}

const loopback = async () => [{ address: '127.0.0.1', family: 4 }]

function send(
  port: number,
  more: Partial<SmtpSettings> = {},
  whole: Partial<MailSettings> = {},
  ca: string | undefined = CERTIFICATE,
) {
  const via = { kind: 'smtp', host: 'receiver.test', port, allowLocal: true, ...more }
  const settings = { from: 'lvs@example.com', to: ['ops@example.com', 'night@example.com'], via, ...whole }
  const parsed = alertSettings.parse({ mail: settings }).mail as MailSettings
  return mail(parsed, { lookup: loopback, run, ca })(MESSAGE, NEVER)
}
const login = { user: 'lvs', password: 'the password' }

/** A header of a message, unfolded and decoded. */
function header(text: string, name: string): string {
  const found = new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(text)?.[1] ?? ''
  return found
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/g, (_, q: string) => decodeQ(q.replaceAll('_', ' ')))
}
const decodeQ = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

test('a mail over STARTTLS with log-in', async () => {
  expect(outcome(await send(await server(), { login }))).toBe('sent')
  const [first] = got
  expect(first).toMatchObject({
    from: 'lvs@example.com',
    to: ['ops@example.com', 'night@example.com'],
    user: 'lvs',
    secure: true,
  })
  const text = first?.text ?? ''
  expect(header(text, 'Subject')).toBe(MESSAGE.subject)
  expect(header(text, 'Message-ID')).toBe(`<${MESSAGE.id}@example.com>`)
  expect(header(text, 'Auto-Submitted')).toBe('auto-generated')
  expect(header(text, 'From')).toBe('Arapaima <lvs@example.com>')
  expect(
    decodeQ(text.slice(text.indexOf('\r\n\r\n') + 4))
      .replaceAll('\r\n', '\n')
      .trimEnd(),
  ).toBe(MESSAGE.text.trimEnd())
})

test('TLS from the first byte, and none where that is wanted', async () => {
  expect(outcome(await send(await server({ secure: true }), { tls: 'implicit', login }))).toBe('sent')
  expect(outcome(await send(await server({ disabledCommands: ['STARTTLS'] }), { tls: 'none' }))).toBe('sent')
  expect(got.map(({ secure, user }) => [secure, user])).toEqual([
    [true, 'lvs'],
    [false, undefined],
  ])
})

test('without the TLS that is asked for nothing is said', async () => {
  const commands: string[] = []
  const onAuth: SMTPServerOptions['onAuth'] = (_, __, done) => {
    commands.push('AUTH')
    done(null, { user: 'x' })
  }
  const bare = await server({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth })
  expect(outcome(await send(bare, { login }))).toMatch(/^(tls|smtp|connection)/)
  const untrusted = await server({ onAuth })
  expect(outcome(await send(untrusted, { login }, {}, ''))).toMatch(/^(tls|connection)/)
  const otherName = await server({ onAuth })
  expect(outcome(await send(otherName, { host: 'other.test', login }))).toMatch(/^(tls|connection)/)
  expect([commands, got]).toEqual([[], []])
  expect(outcome(await send(untrusted, { verify: false }, {}, ''))).toBe('sent')
})

test('a wrong password is not tried again, and no failure tells it', async () => {
  const sent = await send(await server(), { login: { user: 'lvs', password: 'a wrong password' } })
  expect(outcome(sent)).toBe('login 535')
  expect(JSON.stringify(sent)).not.toContain('a wrong password')
})

test('refusals of the server: for good, and for now', async () => {
  const refusing = (responseCode: number) =>
    server({ onRcptTo: (_, __, done) => done(Object.assign(new Error('no'), { responseCode })) })
  expect(outcome(await send(await refusing(550)))).toBe('smtp 550')
  expect(outcome(await send(await refusing(451)))).toBe('smtp 451 again')
})

test('a server that says nothing, and none at all', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  expect(outcome(await send(port, {}, { timeoutSec: 1 }))).toBe('timeout again')
  await new Promise((resolve) => silent.close(resolve))
  expect(outcome(await send(port))).toMatch(/^connection .*again$/)
})

test('no conversation with this machine unless it is allowed', async () => {
  const port = await server()
  for (const host of ['127.0.0.1', 'receiver.test', '::1', '2130706433', '0x7f.1', '169.254.169.254'])
    expect(outcome(await send(port, { host, allowLocal: false })), host).toMatch(/^refused/)
  expect(got).toEqual([])
})

test('by sendmail: the message on standard input, the addresses after --', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-sendmail-'))
  ends.push(async () => rmSync(folder, { recursive: true }))
  const settings = alertSettings.parse({
    mail: { from: 'lvs@example.com', to: ['ops@example.com'], via: { kind: 'sendmail' } },
  }).mail as MailSettings
  const by = (name: string, body: string) => {
    const path = join(folder, name)
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    return mail(settings, { lookup: loopback, run, sendmailPaths: [join(folder, 'absent'), path] })(MESSAGE, NEVER)
  }
  expect(outcome(await by('good', `printf '%s\\n' "$@" > ${folder}/argv; cat > ${folder}/mail`))).toBe('sent')
  expect(readFileSync(`${folder}/argv`, 'utf8')).toBe('-i\n-f\nlvs@example.com\n--\nops@example.com\n')
  const text = readFileSync(`${folder}/mail`, 'utf8')
  expect(header(text, 'Subject')).toBe(MESSAGE.subject)
  expect(header(text, 'To')).toBe('ops@example.com')
  expect(decodeQ(text.slice(text.indexOf('\n\n') + 2)).trimEnd()).toBe(MESSAGE.text.trimEnd())
  expect(outcome(await by('bad', 'exit 69'))).toBe('program-exit 69')
  expect(outcome(await by('later', 'exit 75'))).toBe('program-exit 75 again')
  expect(
    outcome(await mail(settings, { lookup: loopback, run, sendmailPaths: ['/nowhere/sendmail'] })(MESSAGE, NEVER)),
  ).toBe('no-sendmail')
  // A set-user-id sendmail that could not use it is not asked; one that needs no privileges is.
  const may = async (mode: number, noNewPrivs: boolean) => {
    const path = join(folder, `mode-${mode}`)
    writeFileSync(path, '#!/bin/sh\nexit 0\n')
    chmodSync(path, mode)
    const world = { lookup: loopback, run, sendmailPaths: [path], noNewPrivs: async () => noNewPrivs }
    return outcome(await mail(settings, world)(MESSAGE, NEVER))
  }
  expect([await may(0o4755, true), await may(0o2755, true)]).toEqual(['no-privileges', 'no-privileges'])
  expect([await may(0o4755, false), await may(0o755, true)]).toEqual(['sent', 'sent'])
})

test('what sendmail leaves running to deliver is not ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-sendmail-'))
  ends.push(async () => rmSync(folder, { recursive: true }))
  const path = join(folder, 'sendmail')
  // Delivers once it is told to, long after sendmail itself has ended.
  const deliver = `while [ ! -e ${folder}/go ]; do sleep 0.05; done; touch ${folder}/delivered`
  writeFileSync(path, `#!/bin/sh\ncat > /dev/null\n( ${deliver} ) > /dev/null 2>&1 &\n`, { mode: 0o755 })
  const { mail: settings } = alertSettings.parse({
    mail: { from: 'lvs@example.com', to: ['ops@example.com'], via: { kind: 'sendmail' } },
  })
  const send = mail(settings as MailSettings, { lookup: loopback, run, sendmailPaths: [path] })
  expect(outcome(await send(MESSAGE, NEVER))).toBe('sent')
  writeFileSync(join(folder, 'go'), '')
  await expect.poll(() => existsSync(join(folder, 'delivered')), { timeout: 5000 }).toBe(true)
})
