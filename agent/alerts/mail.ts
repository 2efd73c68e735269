import { connect, type LookupFunction, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { MailSettings, SmtpSettings } from '@/lib/health/alert-settings'
import { codeOf, type Lookup, reach, unless } from './address'
import { handToSendmail, type SendmailWorld } from './sendmail'
import { type AlertMessage, failed, type Send, type Sent } from './types'

export type MailWorld = SendmailWorld & {
  lookup: Lookup
  /** certificates to trust instead of the system's */
  ca?: string
}

/** Sends alerts by mail, over SMTP or by this machine's sendmail. */
export function mail(settings: MailSettings, world: MailWorld): Send {
  const { via } = settings
  if (via.kind === 'smtp') return (message, signal) => bySmtp(settings, via, message, world, signal)
  return (message, signal) => bySendmail(settings, message, world, signal)
}

/** The message as nodemailer takes it; texts only, so that it never opens a file or an address by itself. */
function letter({ from, to }: MailSettings, { id, subject, text }: AlertMessage) {
  return {
    from: { name: 'Arapaima', address: from },
    to: [...to],
    subject,
    text,
    messageId: `<${id}@${from.split('@')[1]}>`,
    // RFC 3834: nobody shall answer automatically
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

async function bySmtp(
  settings: MailSettings,
  via: SmtpSettings,
  message: AlertMessage,
  world: MailWorld,
  signal: AbortSignal,
): Promise<Sent> {
  const { host } = via
  const limitMs = settings.timeoutSec * 1000
  // Each limit of the transport is for one step; this one is for the whole conversation, the resolver's call included.
  const ending = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const sockets: Socket[] = []
  const end = () => {
    for (const socket of sockets) socket.destroy()
  }
  ending.addEventListener('abort', end, { once: true })
  try {
    const reached = await unless(ending, reach(host, via.allowLocal, world.lookup))
    if (!reached.ok) return reached
    await smtpTransport(via, limitMs, reached.lookup, world.ca, sockets).sendMail(letter(settings, message))
    return { ok: true }
  } catch (error) {
    if (ending.aborted) return failed(true, 'timeout', { host, seconds: settings.timeoutSec })
    return smtpFailure(error, host)
  } finally {
    ending.removeEventListener('abort', end)
    end()
  }
}

function smtpTransport(
  via: SmtpSettings,
  limitMs: number,
  lookup: LookupFunction,
  ca: string | undefined,
  sockets: Socket[],
) {
  const { host, port, tls, verify, login } = via
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { rejectUnauthorized: verify, ca, minVersion: 'TLSv1.2' },
    auth: login ? { user: login.user, pass: login.password } : undefined,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    // Its own resolver would ask DNS again: the connection is made here, to the addresses that were judged.
    getSocket: (_options, done) => {
      const socket = connect({ host, port, lookup, autoSelectFamily: true })
      sockets.push(socket)
      const refused = (error: Error) => done(error, false)
      socket.once('error', refused)
      socket.once('connect', () => {
        socket.off('error', refused)
        done(null, { connection: socket })
      })
    },
  })
}

/** By codes alone: the texts of a mail server may repeat what it was told. A refusal for good (5xx, no log-in, no TLS) is not tried again. */
function smtpFailure(error: unknown, host: string): Sent {
  const code = codeOf(error)
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  if (code === 'EAUTH') return failed(status < 500, 'login', { host, status })
  if (status > 0) return failed(status < 500, 'smtp', { host, status })
  if (code === 'ETLS' || /CERT|SELF_SIGNED|ALTNAME/.test(code)) return failed(false, 'tls', { host, error: code })
  return failed(true, 'connection', { host, error: code })
}

async function bySendmail(
  settings: MailSettings,
  message: AlertMessage,
  world: MailWorld,
  signal: AbortSignal,
): Promise<Sent> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const made = await transport.sendMail(letter(settings, message))
  return handToSendmail(settings, made.message.toString('latin1'), world, signal)
}
