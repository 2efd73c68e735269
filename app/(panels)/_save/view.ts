import type { Speaker } from '@/app/_server/language'
import type { FieldSaying } from '@/components/form/field'
import type { Problem } from '@/lib/lvscf/model'
import { fieldFor, shown } from './changes'
import { NAME_FIELD, type Target } from './intend'
import { type ConfigFile, type Panel, rawIn } from './panel'

/** What a page shows of a panel's block. */
export type PanelView = {
  values: Record<string, string>
  problems: Record<string, FieldSaying[]>
  /** the same values as the hidden field `seen` carries them */
  seen: string
  /** findings of the file that belong to no field of this form */
  elsewhere: Problem[]
}

/** A finding of lib/lvscf as a sentence. */
export function problemSays(problem: Problem, speaker: Speaker): string {
  return speaker.code(`lvscf.${problem.code}`, {
    path: problem.path,
    got: problem.got ?? '',
    line: problem.line,
    column: problem.column,
    ...problem.params,
  })
}

/** Findings about a block as a whole stand at the field with which a person would mend them. */
function fieldOfBlock(panel: Panel, { code, params }: PathProblem): string | null {
  if (/NAME/.test(code)) return NAME_FIELD
  if (/^(VIP|SERVER_ADDRESS)_MISSING$/.test(code)) return fieldFor(panel.bindings, 'address', code)
  if (code !== 'MARK_UNEQUAL') return null
  return fieldFor(panel.bindings, String(params?.what), code) ?? fieldFor(panel.bindings, 'fwmark', code)
}

type PathProblem = Pick<Problem, 'path' | 'code' | 'params'>

/** The field of a panel's form at which a finding about `path` belongs, null for none. */
export function fieldOfPath(panel: Panel, blockPath: string, problem: PathProblem): string | null {
  if (blockPath && problem.path === blockPath) return fieldOfBlock(panel, problem)
  const base = blockPath && `${blockPath}.`
  if (!problem.path.startsWith(base)) return null
  return fieldFor(panel.bindings, problem.path.slice(base.length), problem.code)
}

/** Values and problems of a block, field by field; everything else that is wrong with the file apart from it. */
export function panelView(panel: Panel, file: ConfigFile, target: Target, speaker: Speaker): PanelView {
  const values = shown(panel.bindings, rawIn(file, target))
  if (target.naming) values[NAME_FIELD] = target.naming.current
  const problems: Record<string, FieldSaying[]> = {}
  const elsewhere: Problem[] = []
  for (const problem of file.problems) {
    const field = target.template ? null : fieldOfPath(panel, target.path, problem)
    if (field === null) elsewhere.push(problem)
    else {
      const list = problems[field] ?? []
      list.push({ says: problemSays(problem, speaker), severity: problem.severity })
      problems[field] = list
    }
  }
  return { values, problems, elsewhere, seen: JSON.stringify(values) }
}
