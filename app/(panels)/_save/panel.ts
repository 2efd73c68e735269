import type { LvsConfig, Problem } from '@/lib/lvscf/model'
import { hasText, type TextKey } from '@/lib/text'
import type { Binding } from './bindings'
import { NAME_FIELD, type Target } from './intend'

/** lvs.cf as the panels see it: its text (one character per byte), its meaning, and each value as the file spells it. */
export type ConfigFile = {
  text: string
  config: LvsConfig
  problems: Problem[]
  /** the value at a path as text, undefined when the key is not set */
  raw(path: string): string | undefined
}

/** One panel: which fields, which block, what it is called. The page and the save read the same definition. */
export type Panel = {
  bindings: readonly Binding[]
  /** prefix of the labels in lib/text, e.g. `forms.global` */
  words: string
  /**
   * The block that a request is about; null when the file does not have it.
   * @param at where the form says that it belongs: the slugs of the page's address
   */
  target(file: ConfigFile, at: readonly string[]): Target | null
  /**
   * The page to go to after a save.
   * @param path where the block is now
   * @param list the part of a list that the form was opened from, as its field `list` carries it; '' where there is none
   */
  done(file: ConfigFile, at: readonly string[], path: string, list: string): string
  /** what the revision's note says */
  note(path: string): string
}

/** Every field name of a panel. */
export function fieldsOf(panel: Panel): string[] {
  return [NAME_FIELD, ...panel.bindings.flatMap((one) => one.fields)]
}

/** The key of a field's label. */
export function labelKey(panel: Panel, field: string): TextKey {
  const own = `${panel.words}.${field}`
  if (hasText(own)) return own
  const flag = `forms.${field.replace(':', '.')}`
  if (hasText(flag)) return flag
  throw new Error(`no label for the field ${field} of ${panel.words}`)
}

/** Reads a key of the target's block as the file spells it. */
export function rawIn(file: ConfigFile, target: Target): (key: string) => string | undefined {
  if (target.template) {
    const preset = new Map(target.template)
    return (key) => preset.get(key)
  }
  return (key) => file.raw(target.path ? `${target.path}.${key}` : key)
}
