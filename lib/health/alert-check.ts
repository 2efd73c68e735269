import type * as z from 'zod'
import { splitArgv } from './alert-argv'
import type { AlertField, AlertTexts } from './alert-fields'
import {
  ALERT_LIMITS,
  ALERT_TOPICS,
  type AlertSettings,
  ARGV_MAX,
  alertSettings,
  MAILBOXES_MAX,
  mailbox,
  SECRET_MIN,
  withSecrets,
} from './alert-settings'

/** What is wrong with a field: the sentence is `alerts.bad.CODE`. */
export type FieldProblem = { field: AlertField; code: BadCode; params: Record<string, string | number> }
export type BadCode =
  | 'missing'
  | 'number'
  | 'flag'
  | 'choice'
  | 'topic'
  | 'url'
  | 'secret'
  | 'mailbox'
  | 'mailboxes'
  | 'host'
  | 'login'
  | 'clear'
  | 'again'
  | 'argv'
  | 'quotes'

/** Where a finding of the schema belongs: the names of fields that are not the path itself. */
const FIELD_OF: { [path: string]: AlertField } = {
  'mail.via': 'mail.tls',
  'mail.via.kind': 'mail.via',
  'mail.via.login.user': 'mail.user',
  'mail.via.login.password': 'mail.password',
}

/** Settings that were made of texts, by the schema: all that is wrong, each at its field. */
export function checked(
  made: unknown,
  texts: AlertTexts,
  before: AlertSettings,
): { ok: true; settings: AlertSettings } | { ok: false; problems: FieldProblem[] } {
  const parsed = alertSettings.safeParse(made)
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error.issues, texts) }
  if (withSecrets(parsed.data, before) === null)
    return { ok: false, problems: [{ field: 'mail.password', code: 'again', params: {} }] }
  return { ok: true, settings: parsed.data }
}

function problemsOf(issues: readonly z.core.$ZodIssue[], texts: AlertTexts): FieldProblem[] {
  const found = new Map<AlertField, FieldProblem>()
  const add = (problem: FieldProblem) => found.has(problem.field) || found.set(problem.field, problem)
  for (const { path } of issues) add(problemAt(fieldAt(path), texts))
  // The schema looks at it only when all else is right.
  if (found.size > 0 && isClear(texts)) add({ field: 'mail.tls', code: 'clear', params: {} })
  return [...found.values()]
}

const isClear = (texts: AlertTexts) =>
  texts['mail.via'] === 'smtp' && texts['mail.tls'] === 'none' && texts['mail.user'] + texts['mail.password'] !== ''

function fieldAt(path: readonly PropertyKey[]): AlertField {
  const name = path.filter((part) => typeof part !== 'number').join('.')
  return FIELD_OF[name] ?? (name.replace(/^mail\.via\./, 'mail.') as AlertField)
}

function problemAt(field: AlertField, texts: AlertTexts): FieldProblem {
  const text = texts[field]
  const say = (code: BadCode, params: FieldProblem['params'] = {}): FieldProblem => ({ field, code, params })
  if (field in ALERT_LIMITS) {
    const [least, most] = ALERT_LIMITS[field as keyof typeof ALERT_LIMITS]
    return say('number', { least, most })
  }
  switch (field) {
    case 'webhook.enabled':
    case 'webhook.allowLocal':
    case 'mail.enabled':
    case 'mail.verify':
    case 'mail.allowLocal':
    case 'program.enabled':
      return say('flag')
    case 'on':
      return say('topic', { known: ALERT_TOPICS.join(' ') })
    case 'language':
      return say('choice', { known: 'en zh' })
    case 'mail.via':
      return say('choice', { known: 'smtp sendmail' })
    case 'mail.tls':
      return isClear(texts) ? say('clear') : say('choice', { known: 'starttls implicit none' })
    case 'webhook.secret':
      return text === '' ? say('missing') : say('secret', { least: SECRET_MIN })
    case 'mail.user':
    case 'mail.password':
      return text === '' ? say('missing') : say('login')
    case 'program.argv':
      if (text !== '' && splitArgv(text) === null) return say('quotes')
      return say('argv', { most: ARGV_MAX })
    case 'mail.to':
      return text === '' ? say('missing') : badMailboxes(text)
    case 'mail.from':
      return text === '' ? say('missing') : say('mailbox', { value: text })
    case 'mail.host':
      return text === '' ? say('missing') : say('host')
    default:
      return text === '' ? say('missing') : say('url')
  }
}

/** The first address that is none, or that there are too many. */
function badMailboxes(text: string): FieldProblem {
  const bad = text.split(/[\s,;]+/).find((one) => one !== '' && !mailbox.safeParse(one).success)
  return bad === undefined
    ? { field: 'mail.to', code: 'mailboxes', params: { most: MAILBOXES_MAX } }
    : { field: 'mail.to', code: 'mailbox', params: { value: bad } }
}
