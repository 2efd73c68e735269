import type { Edit } from '@/lib/lvscf'
import type { Binding, FieldProblem, Values } from './bindings'
import { changes, unfit } from './changes'

/** The block that a form is about; the globals have neither path nor name. */
export type Target = {
  /** `virtual.web`, '' for the globals */
  path: string
  /** only a form that carries a name field */
  naming?: {
    current: string
    /** names that stand beside it, its own left out */
    taken: readonly string[]
    /** the path that it will have under a name */
    pathWith(name: string): string
  }
  /** a block that is not there yet: what is written where the form says nothing */
  template?: readonly (readonly [key: string, value: string | undefined])[]
}

export type Intention = { edits: Edit[]; problems: FieldProblem[]; path: string }

export const NAME_FIELD = 'name'

/** What accepting a form would do to the file: nothing but what differs. Sets come before the rename, so that their paths still hold. */
export function intend(
  target: Target,
  bindings: readonly Binding[],
  rawOf: (key: string) => string | undefined,
  posted: Values,
): Intention {
  const name = nameOf(target, posted)
  if (target.template) return intendNew(target, target.template, bindings, name, posted)
  const made = changes(bindings, target.path && `${target.path}.`, rawOf, posted)
  const edits: Edit[] = [...made.edits]
  const problems = [...name.problems, ...made.problems]
  let path = target.path
  if (target.naming && name.value !== target.naming.current && name.problems.length === 0) {
    edits.push({ do: 'rename', path, name: name.value })
    path = target.naming.pathWith(name.value)
  }
  return { edits, problems, path }
}

function nameOf(target: Target, posted: Values): { value: string; problems: FieldProblem[] } {
  if (!target.naming) return { value: '', problems: [] }
  const typed = posted[NAME_FIELD] ?? target.naming.current
  if (typed === target.naming.current && !target.template) return { value: typed, problems: [] }
  const value = typed.trim()
  const refused = unfit(NAME_FIELD, value)
  if (refused) return { value, problems: [refused] }
  if (!value) return { value, problems: [{ field: NAME_FIELD, code: 'NAME_NEEDED' }] }
  if (target.naming.taken.includes(value))
    return { value, problems: [{ field: NAME_FIELD, code: 'NAME_TAKEN', params: { name: value } }] }
  return { value, problems: [] }
}

/** A new block holds all that Piranha's ADD would have written, in its order, with what was typed in the form. */
function intendNew(
  target: Target,
  template: NonNullable<Target['template']>,
  bindings: readonly Binding[],
  name: { value: string; problems: FieldProblem[] },
  posted: Values,
): Intention {
  const path = target.naming?.pathWith(name.value) ?? target.path
  const edits: Edit[] = [{ do: 'add', path }]
  const problems = [...name.problems]
  for (const [key, preset] of template) {
    const binding = bindings.find((one) => one.key === key)
    const made = binding ? madeNew(binding, preset, posted) : { value: preset, problems: [] }
    problems.push(...made.problems)
    if (made.value !== undefined) edits.push({ do: 'set', path: `${path}.${key}`, value: made.value })
  }
  return { edits, problems, path }
}

function madeNew(
  binding: Binding,
  preset: string | undefined,
  posted: Values,
): { value?: string; problems: FieldProblem[] } {
  const values = { ...binding.show(preset) }
  for (const field of binding.fields) values[field] = posted[field] ?? values[field] ?? ''
  const refused = binding.fields.map((field) => unfit(field, values[field] ?? '')).filter((one) => one !== null)
  if (refused.length > 0) return { problems: refused }
  const made = binding.make(values)
  return 'problem' in made ? { problems: [made.problem] } : { value: made.value, problems: [] }
}
