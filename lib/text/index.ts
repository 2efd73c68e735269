import { IntlMessageFormat } from 'intl-messageformat'
import { agent } from './areas/agent'
import { alerts } from './areas/alerts'
import { api } from './areas/api'
import { cli } from './areas/cli'
import { cliHealth } from './areas/cli-health'
import { cliProbe } from './areas/cli-probe'
import { common } from './areas/common'
import { forms } from './areas/forms'
import { health } from './areas/health'
import { lab } from './areas/lab'
import { login } from './areas/login'
import { lvscf } from './areas/lvscf'
import { monitors } from './areas/monitors'
import { pair } from './areas/pair'
import { panels } from './areas/panels'
import { partner } from './areas/partner'
import { plan } from './areas/plan'
import { pulse } from './areas/pulse'
import { pulseCommands } from './areas/pulse-commands'
import { pulseRehearsal } from './areas/pulse-rehearsal'
import { pulseRequests } from './areas/pulse-requests'
import { sync } from './areas/sync'
import { together } from './areas/together'

/**
 * Every sentence a person reads, in both languages side by side, so that a missing translation does not compile.
 * Sentences are ICU messages. lib returns codes and parameters; only the edges (console, CLI) call `say`.
 */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]
export type Sentence = { en: string; zh: string }
export type Area = Readonly<Record<string, Sentence>>

export const catalogue = {
  ...agent,
  ...alerts,
  ...api,
  ...cli,
  ...cliHealth,
  ...cliProbe,
  ...common,
  ...forms,
  ...health,
  ...lab,
  ...login,
  ...lvscf,
  ...monitors,
  ...pair,
  ...panels,
  ...partner,
  ...plan,
  ...pulse,
  ...pulseCommands,
  ...pulseRehearsal,
  ...pulseRequests,
  ...sync,
  ...together,
} as const
export type TextKey = keyof typeof catalogue
export type Params = Record<string, string | number | boolean | Date>

const compiled = new Map<string, IntlMessageFormat>()

/** True if the catalogue has this key: for codes that come over a wire. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(catalogue, key)
}

/** The sentence of `key` in `language`, parameters filled in. Markup characters are ordinary text. Throws only for a broken message of ours. */
export function say(language: Language, key: TextKey, params: Params = {}): string {
  const id = `${language} ${key}`
  let message = compiled.get(id)
  if (!message) {
    message = new IntlMessageFormat(catalogue[key][language], language === 'zh' ? 'zh-CN' : 'en', undefined, {
      ignoreTag: true,
    })
    compiled.set(id, message)
  }
  return String(message.format(params))
}

/** A code that came from lib or the agent as a sentence; an unknown code is shown as itself with its parameters, never swallowed. */
export function sayCode(language: Language, code: string, params: Params = {}): string {
  if (hasText(code)) return say(language, code, withReason(language, params))
  const rest = Object.entries(params).map(([k, v]) => `${k}=${String(v)}`)
  return [code, ...rest].join(' ')
}

/** A parameter `why` that is itself the code of a bare sentence is said as that sentence, without its full stop. */
function withReason(language: Language, params: Params): Params {
  const { why } = params
  if (typeof why !== 'string' || !hasText(why) || catalogue[why].en.includes('{')) return params
  return { ...params, why: say(language, why).replace(/[.。]$/, '') }
}

/** The language for an Accept-Language header or a LANG value; English when neither names Chinese first. */
export function languageOf(preference: string | undefined | null): Language {
  for (const part of (preference ?? '').toLowerCase().split(',')) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en') || tag === 'c' || tag === 'posix') return 'en'
  }
  return 'en'
}
