import { type Caller, type Parsed, problem } from '@/app/_server/action'
import { type PartnerSettings, partnerSettings } from '@/lib/sync'
import type { TextKey } from '@/lib/text'

export const SETTING_NAMES = ['address', 'port', 'user', 'via', 'folder', 'command', 'auto', 'everySec'] as const
export type SettingName = (typeof SETTING_NAMES)[number]

/** The settings as the form shows them: text, each under its name. */
export function shownSettings(settings: PartnerSettings): Record<SettingName, string> {
  const { address, port, user, via, folder, command, auto, everySec } = settings
  return {
    ...{ address: address ?? '', port: `${port}`, user, via, folder, command: command.join(' ') },
    ...{ auto: auto ? '1' : '0', everySec: `${everySec}` },
  }
}

/** The settings of a form, or all that is wrong with them, each at its field. A blank field is its default. */
export function readSettings(form: FormData, { t }: Pick<Caller, 't'>): Parsed<PartnerSettings> {
  // A checkbox stands behind its hidden 0: the last is what counts.
  const text = (name: SettingName) => String(form.getAll(name).at(-1) ?? '').trim()
  const number = (name: SettingName) => (text(name) === '' ? undefined : Number(text(name)))
  const word = (name: SettingName) => text(name) || undefined
  const read = partnerSettings.safeParse({
    address: text('address') || null,
    port: number('port'),
    user: word('user'),
    via: word('via'),
    folder: word('folder'),
    command: text('command').split(/ +/).filter(Boolean),
    auto: text('auto') === '1',
    everySec: number('everySec'),
  })
  if (read.success) return { ok: true, value: read.data }
  const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])))
  const names = SETTING_NAMES.filter((name) => wrong.has(name))
  return {
    ok: false,
    problems: names.map((name) =>
      problem(name, t(`partner.bad.${name}` as TextKey), t(`partner.set.${name}` as TextKey)),
    ),
  }
}
