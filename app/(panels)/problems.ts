import type { Speaker } from '@/app/_server/language'
import type { FileProblem } from '@/lib/api/types'
import { virtualBlocks, virtualUrl } from './_save/blocks'
import { fieldFor } from './_save/changes'
import type { Panel } from './_save/panel'
import { GLOBAL_PANEL } from './global/panel'
import { SCRIPTS_PANEL, SERVER_PANEL, VIRTUAL_PANEL } from './virtual-servers/panel'

/** A finding as a sentence. Codes of lib/lvscf are bare, those of other parts carry their area. */
export function problemText(code: Speaker['code'], problem: FileProblem): string {
  const { path, line, column, got = '', params } = problem
  const full = problem.code.includes('.') ? problem.code : `lvscf.${problem.code}`
  return code(full, { path, line, column, got, ...params })
}

/** The VIRTUAL SERVER panel of the first block of that name. */
export function virtualHref(name: string): string {
  const [block] = virtualBlocks({ global: {}, virtuals: [{ name, values: {}, servers: [] }], failovers: [] })
  return virtualUrl(block?.slug ?? name)
}

/** One part of a path (contract.md, "PATH") with the number of the block of that name. */
const PART = /^(?:"([^"]*)"|([^."[\]]+))(?:\[(\d+)\])?(?:\.|$)/

/** `virtual.web[2].server."a.b".port` → `virtual`, `web[2]`, `server`, `a.b`, `port`; null if it is no path. */
export function partsOf(path: string): string[] | null {
  const parts: string[] = []
  for (let rest = path; rest !== ''; ) {
    const match = PART.exec(rest)
    if (!match) return null
    parts.push(`${match[1] ?? match[2]}${match[3] ? `[${match[3]}]` : ''}`)
    rest = rest.slice(match[0].length)
  }
  return parts
}

function anchor(panel: Panel, key: string | undefined, problem: FileProblem): string | null {
  const field = key === undefined ? null : fieldFor(panel.bindings, key, problem.code)
  return field === null ? null : `#field-${field}`
}

/** The panel and its field for a finding; null when no panel has it. */
export function fieldHref(problem: FileProblem): string | null {
  const parts = problem.file === 'lvs.cf' ? partsOf(problem.path) : null
  if (!parts?.[0]) return null
  const [first, virtual, key, server, serverKey] = parts
  if (first !== 'virtual') {
    const field = anchor(GLOBAL_PANEL, first, problem)
    return field && `/global${field}`
  }
  if (virtual === undefined) return '/virtual-servers'
  if (key === 'server' && server !== undefined)
    return virtualUrl(virtual, 'servers', server) + (anchor(SERVER_PANEL, serverKey, problem) ?? '')
  const script = anchor(SCRIPTS_PANEL, key, problem)
  return script
    ? virtualUrl(virtual, 'scripts') + script
    : virtualUrl(virtual) + (anchor(VIRTUAL_PANEL, key, problem) ?? '')
}
