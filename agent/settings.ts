import { join } from 'node:path'
import type * as z from 'zod'
import { ApiError } from '@/lib/api/errors'
import { type Settings, settingsFrom, type someSettings } from '@/lib/api/settings'
import type { Actor } from '@/lib/api/types'
import { hideSecrets, withSecrets } from '@/lib/health/alert-settings'
import { readPlain, replace } from '@/lib/store/disk'
import { alarm, type Context, calm, note } from './context'
import { whyOf } from './errors'

const NAME = 'settings.json'
const MAX_BYTES = 1024 * 1024
export type SettingsChange = z.output<typeof someSettings>

/** Takes over what stands on disk. What cannot be read or is not valid has its default and is an alarm; the file stays as it is. */
export async function loadSettings(context: Context): Promise<void> {
  let value: unknown = null
  try {
    const bytes = await readPlain(join(context.folder, NAME), MAX_BYTES)
    value = bytes === null ? null : JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    await alarm(context, 'agent.settingsUnreadable', { why: whyOf(error) })
    return
  }
  const { settings, invalid } = settingsFrom(value)
  context.state.settings = settings
  if (invalid.length > 0) await alarm(context, 'agent.settingsUnreadable', { why: invalid.join(', ') })
}

/** The settings as they may be shown: without secrets. */
export const shownSettings = (settings: Settings): Settings => ({ ...settings, alerts: hideSecrets(settings.alerts) })

/**
 * Changes the settings that are named, on disk and from now on, with an entry in the journal (names, and values that are no secret).
 * @throws ApiError `api.invalid` for a hidden secret that stands for nothing, `api.unwritable`
 */
export async function changeSettings(context: Context, change: SettingsChange, actor: Actor): Promise<Settings> {
  const before = context.state.settings
  const alerts = change.alerts ? withSecrets(change.alerts, before.alerts) : before.alerts
  if (!alerts) throw new ApiError('api.invalid', { path: 'settings.alerts', why: 'secret' })
  const { drift = before.drift, holdLimitSec = before.holdLimitSec, role = before.role } = change
  const next: Settings = { drift, holdLimitSec, alerts, role }
  const names = namesOf(before, next)
  if (names.length === 0) return shownSettings(before)
  try {
    await replace(join(context.folder, NAME), `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
  } catch (error) {
    throw new ApiError('api.unwritable', { why: whyOf(error) }, [], { cause: error })
  }
  context.state.settings = next
  calm(context, 'agent.settingsUnreadable')
  const { configuration } = context.state
  if (names.includes('alerts')) context.alerts?.configure(next.alerts)
  if (names.includes('role')) context.pair?.join()
  if (configuration && names.includes('holdLimitSec')) context.health.takeOver(configuration, holdLimitSec, [])
  const [from, to] = [shownSettings(before), shownSettings(next)]
  const detail = Object.fromEntries(names.map((name) => [name, { from: from[name], to: to[name] }]))
  const saying = { code: 'agent.settings', params: { names: names.join(', ') } }
  await note(context, { what: 'settings', actor, saying, detail })
  return to
}

function namesOf(before: Settings, after: Settings): (keyof Settings)[] {
  const names = Object.keys(after) as (keyof Settings)[]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
