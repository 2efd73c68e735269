import { joinArgv, splitArgv } from './alert-argv'
import { checked, type FieldProblem } from './alert-check'
import { ALERT_DEFAULTS, ALERT_TOPICS, type AlertChannel, type AlertSettings, HIDDEN } from './alert-settings'

/**
 * The settings of alerts as lines of text with a name each, as a form and the command take them. A secret is '' wherever it is shown; given as '' it
 * stays what it is.
 */
const GENERAL = [
  ...([
    'language',
    'on',
    'repeat.count',
    'repeat.perSec',
    'digest.gatherSec',
    'digest.from',
    'digest.everySec',
  ] as const),
  ...(['flap.changes', 'flap.withinSec', 'flap.calmSec'] as const),
] as const
const WEBHOOK = ['enabled', 'url', 'secret', 'timeoutSec', 'allowLocal'] as const
const MAIL = [
  ...(['enabled', 'from', 'to', 'via', 'host', 'port', 'tls', 'verify', 'user', 'password'] as const),
  ...(['timeoutSec', 'allowLocal'] as const),
] as const
const PROGRAM = ['enabled', 'argv', 'timeoutSec'] as const

export type AlertField =
  | (typeof GENERAL)[number]
  | `webhook.${(typeof WEBHOOK)[number]}`
  | `mail.${(typeof MAIL)[number]}`
  | `program.${(typeof PROGRAM)[number]}`
/** Every field, in the order of the form. */
export const ALERT_FIELDS: readonly AlertField[] = [
  ...GENERAL,
  ...WEBHOOK.map((name) => `webhook.${name}` as const),
  ...MAIL.map((name) => `mail.${name}` as const),
  ...PROGRAM.map((name) => `program.${name}` as const),
]
export const SECRET_FIELDS = ['webhook.secret', 'mail.password'] as const satisfies readonly AlertField[]
export type AlertTexts = Record<AlertField, string>

const bit = (value: boolean) => (value ? '1' : '0')

/** The settings as text, secrets left out. A channel that is not set up is shown switched off, with the defaults. */
export function showAlerts(settings: AlertSettings): AlertTexts {
  const { language, on, repeat, digest, flap, webhook, mail, program } = settings
  const smtp = mail?.via.kind === 'smtp' ? mail.via : null
  return {
    language,
    on: ALERT_TOPICS.filter((topic) => on.includes(topic)).join(' '),
    'repeat.count': String(repeat.count),
    'repeat.perSec': String(repeat.perSec),
    'digest.gatherSec': String(digest.gatherSec),
    'digest.from': String(digest.from),
    'digest.everySec': String(digest.everySec),
    'flap.changes': String(flap.changes),
    'flap.withinSec': String(flap.withinSec),
    'flap.calmSec': String(flap.calmSec),
    'webhook.enabled': bit(webhook?.enabled ?? false),
    'webhook.url': webhook?.url ?? '',
    'webhook.secret': '',
    'webhook.timeoutSec': String(webhook?.timeoutSec ?? 10),
    'webhook.allowLocal': bit(webhook?.allowLocal ?? false),
    'mail.enabled': bit(mail?.enabled ?? false),
    'mail.from': mail?.from ?? '',
    'mail.to': mail?.to.join(' ') ?? '',
    'mail.via': mail?.via.kind ?? 'smtp',
    'mail.host': smtp?.host ?? '',
    'mail.port': String(smtp?.port ?? 587),
    'mail.tls': smtp?.tls ?? 'starttls',
    'mail.verify': bit(smtp?.verify ?? true),
    'mail.user': smtp?.login?.user ?? '',
    'mail.password': '',
    'mail.timeoutSec': String(mail?.timeoutSec ?? 30),
    'mail.allowLocal': bit(smtp?.allowLocal ?? false),
    'program.enabled': bit(program?.enabled ?? false),
    'program.argv': joinArgv(program?.argv ?? []),
    'program.timeoutSec': String(program?.timeoutSec ?? 10),
  }
}

/** Which secrets there are: `shown` settings hold HIDDEN in their place. */
export function secretsSet({ webhook, mail }: AlertSettings): Record<(typeof SECRET_FIELDS)[number], boolean> {
  return { 'webhook.secret': webhook !== null, 'mail.password': mail?.via.kind === 'smtp' && mail.via.login !== null }
}

/** Fields without which a channel counts as not set up. */
const FILLED: Record<AlertChannel, readonly AlertField[]> = {
  webhook: ['webhook.url', 'webhook.secret'],
  mail: ['mail.from', 'mail.to', 'mail.host', 'mail.user', 'mail.password'],
  program: ['program.argv'],
}

/**
 * Settings from text.
 * @param given what was typed; a field that is not named stays as it is. A channel that gets its first field is switched on unless it is said otherwise
 * @param before the settings as they are, secrets hidden
 * @returns settings in which HIDDEN stands for a secret that stays, or everything that is wrong
 */
export function readAlerts(
  given: Partial<AlertTexts>,
  before: AlertSettings,
): { ok: true; settings: AlertSettings } | { ok: false; problems: FieldProblem[] } {
  const texts: AlertTexts = { ...showAlerts(before), ...given }
  for (const name of ALERT_FIELDS)
    if (!(SECRET_FIELDS as readonly string[]).includes(name)) texts[name] = texts[name].trim()
  const made = {
    ...generalOf(texts),
    webhook: isSetUp('webhook', texts, given, before) ? webhookOf(texts, before) : null,
    mail: isSetUp('mail', texts, given, before) ? mailOf(texts, before) : null,
    program: isSetUp('program', texts, given, before) ? programOf(texts) : null,
  }
  return checked(made, texts, before)
}

function isSetUp(channel: AlertChannel, texts: AlertTexts, given: Partial<AlertTexts>, before: AlertSettings): boolean {
  const enabled = `${channel}.enabled` as const
  const filled = FILLED[channel].some((name) => texts[name] !== '')
  if (before[channel] === null && given[enabled] === undefined && filled) texts[enabled] = '1'
  return filled || texts[enabled] !== '0'
}

/** NaN for what is no whole number: the schema refuses it. */
const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)
/** The text itself for what is neither: the schema refuses it. */
const flagOf = (text: string) => (text === '1' ? true : text === '0' ? false : text)
const wordsOf = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== '')

function generalOf(texts: AlertTexts) {
  return {
    language: texts.language,
    on: wordsOf(texts.on),
    repeat: { count: numberOf(texts['repeat.count']), perSec: numberOf(texts['repeat.perSec']) },
    digest: {
      gatherSec: numberOf(texts['digest.gatherSec']),
      from: numberOf(texts['digest.from']),
      everySec: numberOf(texts['digest.everySec']),
    },
    flap: {
      changes: numberOf(texts['flap.changes']),
      withinSec: numberOf(texts['flap.withinSec']),
      calmSec: numberOf(texts['flap.calmSec']),
    },
  }
}

function webhookOf(texts: AlertTexts, before: AlertSettings) {
  return {
    enabled: flagOf(texts['webhook.enabled']),
    url: texts['webhook.url'],
    secret: texts['webhook.secret'] || (before.webhook ? HIDDEN : ''),
    timeoutSec: numberOf(texts['webhook.timeoutSec']),
    allowLocal: flagOf(texts['webhook.allowLocal']),
  }
}

function mailOf(texts: AlertTexts, before: AlertSettings) {
  const via = texts['mail.via'] === 'smtp' ? smtpOf(texts, before) : { kind: texts['mail.via'] }
  return {
    enabled: flagOf(texts['mail.enabled']),
    from: texts['mail.from'],
    to: wordsOf(texts['mail.to']),
    via,
    timeoutSec: numberOf(texts['mail.timeoutSec']),
  }
}

function smtpOf(texts: AlertTexts, before: AlertSettings) {
  const [user, typed] = [texts['mail.user'], texts['mail.password']]
  const password = typed || (secretsSet(before)['mail.password'] ? HIDDEN : '')
  return {
    kind: 'smtp',
    host: texts['mail.host'],
    port: numberOf(texts['mail.port']),
    tls: texts['mail.tls'],
    verify: flagOf(texts['mail.verify']),
    login: user === '' && typed === '' ? null : { user, password },
    allowLocal: flagOf(texts['mail.allowLocal']),
  }
}

function programOf(texts: AlertTexts) {
  return {
    enabled: flagOf(texts['program.enabled']),
    argv: splitArgv(texts['program.argv']) ?? [],
    timeoutSec: numberOf(texts['program.timeoutSec']),
  }
}

/** The settings with a channel taken away, its secret included. */
export function withoutChannel(settings: AlertSettings, channel: AlertChannel): AlertSettings {
  return { ...settings, [channel]: ALERT_DEFAULTS[channel] }
}
