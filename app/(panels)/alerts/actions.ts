'use server'

import { isDeepStrictEqual } from 'node:util'
import { revalidatePath } from 'next/cache'
import { buttonAction, type Caller, type Outcome, problem, userAction } from '@/app/_server/action'
import type { ClashField, FormProblem } from '@/components/form/state'
import { readAlerts, showAlerts } from '@/lib/health/alert-fields'
import { ALERT_CHANNELS, type AlertSettings } from '@/lib/health/alert-settings'
import { type Meanwhile, merge } from '../_save/changes'
import { withQuery, withSaved } from '../_save/with-query'
import { keepTested } from './tested'
import { type FormValues, formValues, labelKey, SECRETS, sentValues, textsOf } from './values'

type Sent = { values: FormValues; seen: FormValues }

/** Saves the settings of alerts with the agent: they count at once. What differs since the page was opened is shown, not overwritten. */
export const saveAlerts = userAction<Sent>(
  (form, caller) => ({ ok: true, value: { values: sentValues(form), seen: seenOf(caller.field('seen')) } }),
  save,
  { secrets: SECRETS },
)

function seenOf(text: string): FormValues {
  try {
    const seen: unknown = JSON.parse(text)
    const pairs = typeof seen === 'object' && seen !== null ? Object.entries(seen) : []
    return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  } catch {
    return {}
  }
}

async function save({ values, seen }: Sent, caller: Caller): Promise<Outcome> {
  const now = await caller.agent.settings()
  if (!now.ok) return refused(values, [problem(null, caller.code(now.code, now.params))], caller)
  const before = now.value.alerts
  const current = formValues(showAlerts(before))
  if (Object.keys(seen).length > 0 && !isDeepStrictEqual(seen, current)) return clash(values, seen, current, caller)
  const read = readAlerts(textsOf(values), before)
  if (!read.ok) {
    const problems = read.problems.map(({ field, code, params }) =>
      problem(field, caller.t(`alerts.bad.${code}`, params), labelOf(field, caller)),
    )
    return refused(values, problems, caller)
  }
  if (isDeepStrictEqual(read.settings, before)) return { to: withSaved('/alerts', null) }
  return change(read.settings, values, caller)
}

async function change(alerts: AlertSettings, values: FormValues, caller: Caller): Promise<Outcome> {
  const reply = await caller.agent.changeSettings({ settings: { alerts }, actor: caller.actor })
  if (!reply.ok) return refused(values, [problem(null, caller.code(reply.code, reply.params))], caller)
  revalidatePath('/', 'layout')
  // The address differs each time, so that the page is shown anew.
  return { to: withQuery('/alerts', 'saved', crypto.randomUUID().slice(0, 8)) }
}

/** The problems, and at each secret that was typed that it has to be typed again. */
function refused(values: FormValues, problems: FormProblem[], caller: Caller): Outcome {
  return { problems: [...problems, ...retype(values, problems, caller)] }
}

function retype(values: FormValues, problems: readonly FormProblem[], caller: Caller): FormProblem[] {
  const lost = SECRETS.filter((field) => values[field] && !problems.some((one) => one.field === field))
  return lost.map((field) => problem(field, caller.t('alerts.panel.retype'), labelOf(field, caller)))
}

function clash(values: FormValues, seen: FormValues, current: FormValues, caller: Caller): Outcome {
  const mine = Object.fromEntries(Object.entries(values).filter(([field]) => !SECRETS.includes(field)))
  const merged = merge(seen, current, mine)
  const fields = (list: readonly Meanwhile[]): ClashField[] =>
    list.map((one) => ({ ...one, label: labelOf(one.field, caller) }))
  return {
    problems: retype(values, [], caller),
    values: merged.values,
    seen: JSON.stringify(current),
    clash: {
      says: caller.t('alerts.panel.clash'),
      conflicts: fields(merged.conflicts),
      taken: fields(merged.taken),
      diff: null,
    },
  }
}

/** A label that stands alone, away from its card. */
function labelOf(field: string, { t }: Caller): string {
  const channel = ALERT_CHANNELS.find((one) => field.startsWith(`${one}.`))
  return channel ? `${t(`alerts.channel.${channel}`)}: ${t(labelKey(field))}` : t(labelKey(field))
}

/** Makes one try of a channel with what is saved. Field: `channel`. */
export const testAlert = buttonAction(async (caller): Promise<Outcome> => {
  const channel = ALERT_CHANNELS.find((one) => one === caller.field('channel'))
  if (!channel) return { problems: [], code: 'NOT_DONE' }
  const reply = await caller.agent.testAlert({ channel, actor: caller.actor })
  revalidatePath('/', 'layout')
  const why = reply.ok ? reply.value.why : { code: reply.code, params: reply.params }
  const tested = keepTested({ channel, sent: reply.ok && reply.value.ok, why: why ?? null })
  return { to: withQuery('/alerts', 'tested', tested) }
})
