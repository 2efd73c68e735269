import type { Saying } from '../plan/types'
import { OTHERS_MAX, type RoleSettings, roleSettings } from './vrrp-settings'

/** The settings of the role's source as lines of text, as a form takes them. `others`: `PUBLIC [PRIVATE]` of each router, between commas. */
export const ROLE_FIELDS = ['from', 'publicId', 'privateId', 'priority', 'others'] as const
export type RoleField = (typeof ROLE_FIELDS)[number]
export type RoleTexts = Record<RoleField, string>
export type RoleProblem = { field: RoleField; code: string; params: Saying['params'] }

/** The settings as text; a priority by place is blank. */
export function showRole({ from, vrrp }: RoleSettings): RoleTexts {
  return {
    from,
    publicId: String(vrrp.publicId),
    privateId: String(vrrp.privateId),
    priority: vrrp.priority === null ? '' : String(vrrp.priority),
    others: vrrp.others.map((one) => [one.public, one.private].filter(Boolean).join(' ')).join(', '),
  }
}

/** What the text of each field means; every problem at its field. The rules are those of roleSettings. */
export function readRole(
  texts: RoleTexts,
): { ok: true; settings: RoleSettings } | { ok: false; problems: RoleProblem[] } {
  const problems: RoleProblem[] = []
  const wrong = (field: RoleField, code: string, params: Saying['params'] = {}) => {
    if (!problems.some((one) => one.field === field)) problems.push({ field, code, params })
  }
  const number = (field: 'publicId' | 'privateId' | 'priority', max: number): number => {
    const text = texts[field].trim()
    const value = /^\d{1,3}$/.test(text) ? Number(text) : 0
    if (value < 1 || value > max) wrong(field, 'NUMBER', { min: 1, max, got: text })
    return value
  }
  if (texts.from !== 'pulse' && texts.from !== 'vrrp') wrong('from', 'SOURCE')
  const others = routersOf(texts.others)
  if (others.length > OTHERS_MAX) wrong('others', 'TOO_MANY', { max: OTHERS_MAX })
  for (const { words } of others) if (words.length > 2) wrong('others', 'ROUTER', { got: words.join(' ') })
  const value = {
    from: texts.from,
    vrrp: {
      publicId: number('publicId', 255),
      privateId: number('privateId', 255),
      priority: texts.priority.trim() === '' ? null : number('priority', 254),
      others: others.map(({ words }) => ({ public: words[0] ?? '', private: words[1] ?? null })),
    },
  }
  const parsed = roleSettings.safeParse(value)
  if (parsed.success && problems.length === 0) return { ok: true, settings: parsed.data }
  // What was found above is said in its own words; the schema names the rest.
  for (const { path, message } of parsed.error?.issues ?? []) {
    if (message === 'SAME_ID') wrong('privateId', message)
    else if (path[1] === 'others') wrong('others', ...routerProblem(others, path, message))
  }
  return { ok: false, problems: inOrder(problems) }
}

type Routers = { words: string[] }[]

const routersOf = (text: string): Routers =>
  text
    .split(/[,\n]/)
    .map((part) => ({ words: part.split(/\s+/).filter(Boolean) }))
    .filter(({ words }) => words.length > 0)

function routerProblem(routers: Routers, path: PropertyKey[], message: string): [string, Saying['params']] {
  const got = routers[Number(path[2])]?.words[path[3] === 'private' ? 1 : 0] ?? ''
  return [message === 'SAME_ADDRESS' ? message : 'ADDRESS', { got }]
}

const inOrder = (problems: RoleProblem[]) =>
  problems.toSorted((a, b) => ROLE_FIELDS.indexOf(a.field) - ROLE_FIELDS.indexOf(b.field))
