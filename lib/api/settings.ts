import * as z from 'zod'
import { ALERT_DEFAULTS, alertSettings } from '../health/alert-settings'
import { ROLE_DEFAULTS, roleSettings } from '../pulse/vrrp-settings'

/**
 * STATE/agent/settings.json: what lvs.cf has no key for. Per router, in no revision and never synced; changed through the agent's API.
 * One member per topic; a file that lacks some has their defaults.
 */
const members = {
  /** a change by hand is held until Repair or the next apply, or put back at once (operations.md 2) */
  drift: z.enum(['hold', 'repair']),
  /** how long a whole pool that fails is kept while our own network is at fault, seconds; 0 = never (operations.md 8) */
  holdLimitSec: z.int().min(0).max(3600),
  alerts: alertSettings,
  /** where the role comes from: pulse's heartbeats or VRRP (operations.md 9) */
  role: roleSettings,
}
export const settings = z.strictObject(members)
export type Settings = z.infer<typeof settings>
/** Some of the settings, as a change names them. */
export const someSettings = z.strictObject({
  drift: members.drift.optional(),
  holdLimitSec: members.holdLimitSec.optional(),
  alerts: members.alerts.optional(),
  role: members.role.optional(),
})

export const SETTINGS_DEFAULTS: Settings = {
  drift: 'hold',
  holdLimitSec: 60,
  alerts: ALERT_DEFAULTS,
  role: ROLE_DEFAULTS,
}

/**
 * Settings from a value that was read from disk. What is missing or not valid has its default.
 * @returns the settings, and the names of the members that were there and not valid (`*` = the whole)
 */
export function settingsFrom(value: unknown): { settings: Settings; invalid: string[] } {
  if (value === null) return { settings: SETTINGS_DEFAULTS, invalid: [] }
  if (typeof value !== 'object' || Array.isArray(value)) return { settings: SETTINGS_DEFAULTS, invalid: ['*'] }
  const found: Record<string, unknown> = { ...SETTINGS_DEFAULTS }
  const invalid: string[] = []
  for (const [name, schema] of Object.entries(members)) {
    const given = (value as Record<string, unknown>)[name]
    if (given === undefined) continue
    const parsed = schema.safeParse(given)
    if (parsed.success) found[name] = parsed.data
    else invalid.push(name)
  }
  return { settings: settings.parse(found), invalid }
}
