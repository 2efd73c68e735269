import { ALERT_FIELDS, type AlertTexts, SECRET_FIELDS } from '@/lib/health/alert-fields'
import { ALERT_TOPICS } from '@/lib/health/alert-settings'
import { hasText, type TextKey } from '@/lib/text'

/** The fields of the form: those of the settings, with a tick for each topic instead of a list of words. */
export const topicField = (topic: string) => `on:${topic}`
const FIELDS: readonly string[] = ALERT_FIELDS.flatMap((name) =>
  name === 'on' ? ALERT_TOPICS.map(topicField) : [name],
)
export const SECRETS: readonly string[] = SECRET_FIELDS

export type FormValues = Record<string, string>

/** Settings as the form shows them. */
export function formValues({ on, ...rest }: AlertTexts): FormValues {
  const words = on.split(' ')
  const ticks = ALERT_TOPICS.map((topic) => [topicField(topic), words.includes(topic) ? '1' : '0'])
  return { ...rest, ...Object.fromEntries(ticks) }
}

/** The settings' texts from a form's values; a field that the form did not send is left out. */
export function textsOf(values: FormValues): Partial<AlertTexts> {
  const { on, ...rest } = Object.fromEntries(ALERT_FIELDS.map((name) => [name, values[name]]))
  const ticks = ALERT_TOPICS.filter((topic) => values[topicField(topic)] === '1')
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const asked = ALERT_TOPICS.some((topic) => values[topicField(topic)] !== undefined)
  return { ...Object.fromEntries(given), ...(asked ? { on: ticks.join(' ') } : {}) }
}

/** What a request carries of the form's fields. */
export function sentValues(form: FormData): FormValues {
  const values: FormValues = {}
  for (const field of FIELDS) {
    const last = form.getAll(field).at(-1)
    if (typeof last === 'string') values[field] = last
  }
  return values
}

/** The key of a field's label; fields that every channel has share one. */
export function labelKey(field: string): TextKey {
  if (field.startsWith('on:')) return 'alerts.field.on'
  const own = `alerts.field.${field}`
  if (hasText(own)) return own
  const shared = `alerts.field.${field.split('.').at(-1)}`
  if (hasText(shared)) return shared
  throw new Error(`no label for ${field}`)
}

/** The key of a field's help, if it has some. */
export function helpKey(field: string): TextKey | null {
  const keys = [`alerts.field.${field}.help`, `alerts.field.${field.split('.').at(-1)}.help`]
  return keys.find(hasText) ?? null
}
