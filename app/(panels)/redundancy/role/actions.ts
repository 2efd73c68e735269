'use server'

import { isDeepStrictEqual } from 'node:util'
import { revalidatePath } from 'next/cache'
import { type Caller, type Outcome, problem, userAction } from '@/app/_server/action'
import type { ClashField } from '@/components/form/state'
import { ROLE_FIELDS, type RoleTexts, readRole, showRole } from '@/lib/pulse/role-fields'
import type { RoleSettings } from '@/lib/pulse/vrrp-settings'
import { type Meanwhile, merge } from '../../_save/changes'
import { withSaved } from '../../_save/with-query'

const HERE = '/redundancy/role'

type Sent = { texts: RoleTexts; seen: string }

/** Saves where the role comes from, with the agent: it counts at once. What differs since the page was opened is shown, not overwritten. */
export const saveRole = userAction<Sent>((_form, caller) => {
  const texts = Object.fromEntries(ROLE_FIELDS.map((name) => [name, caller.field(name)])) as RoleTexts
  return { ok: true, value: { texts, seen: caller.field('seen') } }
}, save)

async function save({ texts, seen }: Sent, caller: Caller): Promise<Outcome> {
  const now = await caller.agent.settings()
  if (!now.ok) return { problems: [problem(null, caller.code(now.code, now.params))] }
  const before = now.value.role
  if (seen !== '' && seen !== JSON.stringify(showRole(before))) return clash(texts, seen, before, caller)
  const read = readRole(texts)
  if (!read.ok)
    return {
      problems: read.problems.map(({ field, code, params }) =>
        problem(field, caller.code(`pair.role.bad.${code}`, params), caller.t(`pair.role.${field}`)),
      ),
    }
  if (isDeepStrictEqual(read.settings, before)) return { to: withSaved(HERE, null) }
  const reply = await caller.agent.changeSettings({ settings: { role: read.settings }, actor: caller.actor })
  if (!reply.ok) return { problems: [problem(null, caller.code(reply.code, reply.params))] }
  revalidatePath('/', 'layout')
  // The address differs each time, so that the page is shown anew.
  return { to: `${HERE}?saved=${crypto.randomUUID().slice(0, 8)}` }
}

function clash(texts: RoleTexts, seen: string, now: RoleSettings, caller: Caller): Outcome {
  const current = showRole(now)
  const merged = merge(textsOf(seen, current), current, texts)
  const fields = (list: readonly Meanwhile[]): ClashField[] =>
    list.map((one) => ({ ...one, label: caller.code(`pair.role.${one.field}`) }))
  return {
    problems: [],
    values: merged.values,
    seen: JSON.stringify(current),
    clash: {
      says: caller.t('pair.role.clash'),
      conflicts: fields(merged.conflicts),
      taken: fields(merged.taken),
      diff: null,
    },
  }
}

/** The values that the page showed, from the form's hidden field; what is not there is taken as it is now. */
function textsOf(seen: string, current: RoleTexts): Record<string, string> {
  try {
    const value: unknown = JSON.parse(seen)
    const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : []
    return { ...current, ...Object.fromEntries(pairs.filter(([, one]) => typeof one === 'string')) }
  } catch {
    return current
  }
}
