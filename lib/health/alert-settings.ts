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

/** Least and most of each number: form, command and agent refuse the same. */
export const ALERT_LIMITS = {
  'repeat.count': [1, 100],
  'repeat.perSec': [60, 86_400],
  'digest.gatherSec': [0, 60],
  'digest.from': [2, 1000],
  'digest.everySec': [10, 3600],
  'flap.changes': [3, 100],
  'flap.withinSec': [10, 86_400],
  'flap.calmSec': [10, 86_400],
  'webhook.timeoutSec': [1, 60],
  'mail.port': [1, 65_535],
  'mail.timeoutSec': [1, 120],
  'program.timeoutSec': [1, 60],
} as const satisfies Record<string, readonly [number, number]>
const within = (name: keyof typeof ALERT_LIMITS) => z.int().min(ALERT_LIMITS[name][0]).max(ALERT_LIMITS[name][1])
/** Characters of the webhook's key. */
export const SECRET_MIN = 8
/** Addresses of a mail; words of a program. */
export const MAILBOXES_MAX = 20
export const ARGV_MAX = 32

/** One line of printable text. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
const secret = line(1024)
/** false: set up, and silent for now */
const enabled = z.boolean().default(true)
/** An addr-spec of RFC 5321 without quoted parts; never begins with `-`, which sendmail would take for an option. */
export const mailbox = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._%+=-]*@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/)

const webhook = z.strictObject({
  enabled,
  url: line(2048).refine(isWebAddress),
  /** key of the signature; what is sent without one cannot be told from a forgery */
  secret: secret.min(SECRET_MIN),
  timeoutSec: within('webhook.timeoutSec').default(10),
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
    port: within('mail.port').default(587),
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
  enabled,
  from: mailbox,
  to: z.array(mailbox).min(1).max(MAILBOXES_MAX),
  via: z.discriminatedUnion('kind', [smtp, z.strictObject({ kind: z.literal('sendmail') })]),
  timeoutSec: within('mail.timeoutSec').default(30),
})

const program = z.strictObject({
  enabled,
  /** absolute path, then arguments as they are; agent/alerts/program.ts says where a program may lie */
  argv: z
    .array(line(1024))
    .min(1)
    .max(ARGV_MAX)
    .refine((argv) => argv[0]?.startsWith('/')),
  timeoutSec: within('program.timeoutSec').default(10),
})

/** The schema of the setting `alerts`; every member has a default, so `{}` is a valid value that tells nobody. */
export const alertSettings = z.strictObject({
  /** of mails, and of the `text` member that webhook and program get */
  language: z.enum(['en', 'zh']).default('en'),
  on: z.array(z.enum(ALERT_TOPICS)).default(['down', 'up', 'hold', 'empty', 'alarm']),
  /** the same state of the same server is told at most `count` times in `perSec` */
  repeat: z
    .strictObject({ count: within('repeat.count'), perSec: within('repeat.perSec') })
    .default({ count: 3, perSec: 3600 }),
  /** what happens within `gatherSec` goes out together; `from` news or more as one digest, the next not before `everySec` */
  digest: z
    .strictObject({
      gatherSec: within('digest.gatherSec'),
      from: within('digest.from'),
      everySec: within('digest.everySec'),
    })
    .default({ gatherSec: 3, from: 5, everySec: 60 }),
  /** `changes` of state within `withinSec` is flapping: told once, then silence until nothing changed for `calmSec` */
  flap: z
    .strictObject({
      changes: within('flap.changes'),
      withinSec: within('flap.withinSec'),
      calmSec: within('flap.calmSec'),
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
