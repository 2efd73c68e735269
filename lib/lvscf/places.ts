import type { EffectiveServer, EffectiveVirtual } from './defaults'
import { trimmedEnd } from './lex'
import { findSetting } from './locate'
import { type Params, type ProblemCode, shownGot } from './problems'
import type { ReadServer, ReadVirtual, Report } from './read'
import type { Block, Setting } from './tree'

/** A virtual server with its values and defaults, ready to be compared. */
export type Member = {
  at: ReadVirtual
  v: EffectiveVirtual
  servers: { at: ReadServer; s: EffectiveServer }[]
}

/** True if no value of these keys has an error: what they say, or that they are absent, counts. */
export function legible({ unread }: { unread: ReadonlySet<string> }, ...keys: readonly string[]): boolean {
  return unread.size === 0 || !keys.some((key) => unread.has(key))
}

/** The value of a setting as it stands, for `got`. */
export function gotOf({ line, valueAt }: Setting): string {
  return shownGot(line.text.slice(valueAt, trimmedEnd(line.text, valueAt)))
}

/** Reports at the first of `keys` that the block sets, else at its name. */
export function tell(
  report: Report,
  code: ProblemCode,
  at: { node: Block; path: () => string },
  keys: readonly string[],
  params?: Params,
): void {
  for (const key of keys) {
    const setting = findSetting(at.node.children, key)
    if (!setting) continue
    report.add(
      code,
      setting.line,
      setting.valueAt,
      `${at.path()}.${key}`,
      setting.line.text.slice(setting.valueAt),
      params,
    )
    return
  }
  report.add(code, at.node.open, at.node.nameAt, at.path(), shownGot(at.node.name), params)
}

/** The other place of a clash, for the sentence. */
export function other(at: { node: Block; path: () => string }): Params {
  return { other: at.path(), otherLine: at.node.open.number }
}
