import type { Edit } from '@/lib/lvscf'
import type { Binding, FieldProblem, Values } from './bindings'

export type Changes = { edits: Edit[]; problems: FieldProblem[] }

/** Longest value that is looked at; lib/lvscf has the real limit of each key. A longer one is refused without being read. */
const LONGEST = 4096

/** What the form's fields show for a block whose keys `rawOf` gives. */
export function shown(
  bindings: readonly Binding[],
  rawOf: (key: string) => string | undefined,
): Record<string, string> {
  return Object.assign({}, ...bindings.map((binding) => binding.show(rawOf(binding.key))))
}

/**
 * The edits for what differs between the file and the form, and nothing else: a key whose fields were left alone is not
 * touched, however the file spells it. A field that the request does not carry counts as left alone.
 * @param base path of the block with its dot (`virtual.web.`), '' for the globals
 */
export function changes(
  bindings: readonly Binding[],
  base: string,
  rawOf: (key: string) => string | undefined,
  posted: Values,
): Changes {
  const out: Changes = { edits: [], problems: [] }
  for (const binding of bindings) {
    const before = binding.show(rawOf(binding.key))
    const after = { ...before, ...pick(posted, binding.fields) }
    const touched = binding.fields.filter((field) => after[field] !== before[field])
    if (touched.length === 0) continue
    const unreadable = touched.map((field) => unfit(field, after[field] ?? '')).filter((one) => one !== null)
    if (unreadable.length > 0) {
      out.problems.push(...unreadable)
      continue
    }
    const made = binding.make(after)
    const path = base + binding.key
    if ('problem' in made) out.problems.push(made.problem)
    else if (made.value === undefined) {
      if (rawOf(binding.key) !== undefined) out.edits.push({ do: 'unset', path })
    } else if (made.value !== rawOf(binding.key)) out.edits.push({ do: 'set', path, value: made.value })
  }
  return out
}

/** Text that must not come near the file, whatever the key: line ends would open a second line, NUL ends a C string. */
export function unfit(field: string, value: string): FieldProblem | null {
  if (value.length > LONGEST) return { field, code: 'TOO_LONG', params: { length: value.length, longest: LONGEST } }
  const bad = /[\u0000-\u001f\u007f]/.exec(value)
  if (!bad) return null
  const hex = bad[0].charCodeAt(0).toString(16).padStart(2, '0')
  return { field, code: 'CONTROL_CHARACTER', params: { hex, at: bad.index + 1 } }
}

function pick(values: Values, names: readonly string[]): Record<string, string> {
  const out: Record<string, string> = {}
  for (const name of names) {
    const value = values[name]
    if (value !== undefined) out[name] = value
  }
  return out
}

/** The field at which a problem of the file belongs, or null when this form has none for it. `path` is relative to the block. */
export function fieldFor(bindings: readonly Binding[], path: string, code: string): string | null {
  const binding = bindings.find((one) => one.key === path)
  if (!binding) return null
  return binding.fieldOf?.(code) ?? binding.fields[0]
}

/** One field that was changed by two people since `seen`. */
export type Meanwhile = { field: string; was: string; now: string; mine: string }

/**
 * A clash, field by field: what I changed is kept, what I left alone takes the value of now.
 * `conflicts` are the fields that both changed, to different values; `taken` those that only the other one changed.
 */
export function merge(
  seen: Values,
  now: Values,
  mine: Values,
): { values: Record<string, string>; conflicts: Meanwhile[]; taken: Meanwhile[] } {
  const values: Record<string, string> = {}
  const conflicts: Meanwhile[] = []
  const taken: Meanwhile[] = []
  for (const field of new Set([...Object.keys(now), ...Object.keys(mine)])) {
    const was = seen[field] ?? now[field] ?? ''
    const current = now[field] ?? ''
    const typed = mine[field] ?? was
    const changedByMe = typed !== was
    values[field] = changedByMe ? typed : current
    if (current === was || current === typed) continue
    ;(changedByMe ? conflicts : taken).push({ field, was, now: current, mine: typed })
  }
  return { values, conflicts, taken }
}
