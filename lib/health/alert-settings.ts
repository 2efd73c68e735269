import * as z from 'zod'

/**
 * Who is told of what happens to servers, and how often: the part `alerts` of STATE/agent/settings.json. Times in seconds, as an administrator
 * writes them.
 */

/** What an administrator can ask to be told of. */
export const ALERT_TOPICS = ['down', 'up', 'operator', 'hold', 'empty', 'alarm'] as const
export type AlertTopic = (typeof ALERT_TOPICS)[number]
export const ALERT_CHANNELS = ['webhook', 'mail', 'program'] as const
export type AlertChannel = (typeof ALERT_CHANNELS)[number]

/** What stands in place of a secret wherever settings are shown; sent back unchanged it means "as it is". */
export const HIDDEN = '********'

/** One line of printable text. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
const secret = line(1024)
const timeoutSec = z.int().min(1).max(60).default(10)
/** An addr-spec of RFC 5321 without quoted parts; never begins with `-`, which sendmail would take for an option. */
const mailbox = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._%+=-]*@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/)

const webhook = z.strictObject({
  url: line(2048).refine(isWebAddress),
  /** key of the signature; what is sent without one cannot be told from a forgery */
  secret: secret.min(8),
  timeoutSec,
  /** lets the address be loopback, link-local, multicast or a cloud's metadata service */
  allowLocal: z.boolean().default(false),
})

const smtp = z
  .strictObject({
    kind: z.literal('smtp'),
    host: z
      .string()
      .max(253)
      .regex(/^[A-Za-z0-9:][A-Za-z0-9.:_-]*$/),
    port: z.int().min(1).max(65535).default(587),
    /** `starttls` refuses to go on without it; `implicit` is TLS from the first byte (port 465) */
    tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
    /** chain and name of the server's certificate */
    verify: z.boolean().default(true),
    login: z
      .strictObject({ user: line(256), password: secret })
      .nullable()
      .default(null),
    allowLocal: z.boolean().default(false),
  })
  // a password never goes over the network in the clear
  .refine(({ login, tls }) => login === null || tls !== 'none')

const mail = z.strictObject({
  from: mailbox,
  to: z.array(mailbox).min(1).max(20),
  via: z.discriminatedUnion('kind', [smtp, z.strictObject({ kind: z.literal('sendmail') })]),
  timeoutSec: z.int().min(1).max(120).default(30),
})

const program = z.strictObject({
  /** absolute path, then arguments as they are; agent/alerts/program.ts says where a program may lie */
  argv: z
    .array(line(1024))
    .min(1)
    .max(32)
    .refine((argv) => argv[0]?.startsWith('/')),
  timeoutSec,
})

/** The schema of the setting `alerts`; every member has a default, so `{}` is a valid value that tells nobody. */
export const alertSettings = z.strictObject({
  /** of mails, and of the `text` member that webhook and program get */
  language: z.enum(['en', 'zh']).default('en'),
  on: z.array(z.enum(ALERT_TOPICS)).default(['down', 'up', 'hold', 'empty', 'alarm']),
  /** the same state of the same server is told at most `count` times in `perSec` */
  repeat: z
    .strictObject({ count: z.int().min(1).max(100), perSec: z.int().min(60).max(86_400) })
    .default({ count: 3, perSec: 3600 }),
  /** what happens within `gatherSec` goes out together; `from` news or more as one digest, the next not before `everySec` */
  digest: z
    .strictObject({
      gatherSec: z.int().min(0).max(60),
      from: z.int().min(2).max(1000),
      everySec: z.int().min(10).max(3600),
    })
    .default({ gatherSec: 3, from: 5, everySec: 60 }),
  /** `changes` of state within `withinSec` is flapping: told once, then silence until nothing changed for `calmSec` */
  flap: z
    .strictObject({
      changes: z.int().min(3).max(100),
      withinSec: z.int().min(10).max(86_400),
      calmSec: z.int().min(10).max(86_400),
    })
    .default({ changes: 6, withinSec: 600, calmSec: 300 }),
  webhook: webhook.nullable().default(null),
  mail: mail.nullable().default(null),
  program: program.nullable().default(null),
})
export type AlertSettings = z.infer<typeof alertSettings>
export type WebhookSettings = z.infer<typeof webhook>
export type MailSettings = z.infer<typeof mail>
export type SmtpSettings = z.infer<typeof smtp>
export type ProgramSettings = z.infer<typeof program>
export const ALERT_DEFAULTS: AlertSettings = alertSettings.parse({})

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

/** The settings as they may be shown: each secret is HIDDEN. */
export function hideSecrets(settings: AlertSettings): AlertSettings {
  const { webhook: hook, mail: post } = settings
  return {
    ...settings,
    webhook: hook && { ...hook, secret: HIDDEN },
    mail: post && { ...post, via: hiddenVia(post.via) },
  }
}

function hiddenVia(via: MailSettings['via']): MailSettings['via'] {
  return via.kind === 'smtp' && via.login ? { ...via, login: { ...via.login, password: HIDDEN } } : via
}

/**
 * New settings in which HIDDEN stands for the secret of before. A password is kept only for the same host, port and user, with TLS and its
 * verification not weaker than before: whoever may change settings could otherwise send it to a machine of their own.
 * @returns null when a HIDDEN is left that stands for nothing: the secret has to be given anew
 */
export function withSecrets(next: AlertSettings, before: AlertSettings): AlertSettings | null {
  const made = { ...next }
  if (next.webhook?.secret === HIDDEN) {
    if (!before.webhook) return null
    made.webhook = { ...next.webhook, secret: before.webhook.secret }
  }
  const via = next.mail?.via
  if (next.mail && via?.kind === 'smtp' && via.login?.password === HIDDEN) {
    const old = before.mail?.via
    if (old?.kind !== 'smtp' || !old.login || !sameDoor(via, old)) return null
    made.mail = { ...next.mail, via: { ...via, login: old.login } }
  }
  return made
}

function sameDoor(next: SmtpSettings, old: SmtpSettings): boolean {
  return (
    next.host === old.host &&
    next.port === old.port &&
    next.tls === old.tls &&
    (next.verify || !old.verify) &&
    next.login?.user === old.login?.user
  )
}
