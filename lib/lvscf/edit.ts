import { fromShown, toShown } from './bytes'
import { newClashes } from './edit-clash'
import { givenValue, isBrokenText, newValue, replaceValue } from './edit-value'
import { findBlock, findParent, findSetting, type Target, targetOf } from './locate'
import type { Problem, World } from './model'
import { parse } from './parse'
import { joinPath } from './path'
import { blockPlace, indentOf, settingIndex, settingStyle } from './place'
import { eachLine, print } from './print'
import { compareProblems, type Params, PROBLEMS, type ProblemCode, shownGot } from './problems'
import { type KeyInfo, keyInfo, keysOf } from './schema'
import { hint, suggest } from './suggest'
import type { Block, Line, Node, Setting, Tree } from './tree'
import { hasControl } from './values'
import { quoteName } from './write'

/** One change of the file. Paths, values and names are shown strings; a value is unquoted, an address is `ADDR DEV`. */
export type Edit =
  | { do: 'set'; path: string; value: string }
  | { do: 'unset'; path: string }
  | { do: 'add'; path: string }
  | { do: 'remove'; path: string }
  | { do: 'rename'; path: string; name: string }

/**
 * Applies edits in order, all or none. Every byte that they do not mean stays: other lines, comments, order, line ends, quotes and blanks
 * of a line whose value changes. A key that stands twice is set where it counts, the last; `remove` of a key is `unset`.
 * @param text latin1
 * @returns the new text, and what is wrong with the edits themselves; with an error among them the text is unchanged. An error that
 *   the file had before in other places does not refuse an edit.
 */
export function edit(text: string, edits: readonly Edit[], world: World = {}): { text: string; problems: Problem[] } {
  const editor = new Editor(parse(text), world)
  for (const one of edits) editor.apply(one)
  const refused = () => editor.problems.some((problem) => problem.severity === 'error')
  if (refused()) return { text, problems: editor.problems.sort(compareProblems) }
  const after = editor.text()
  if (editor.touched.length > 0) editor.problems.push(...newClashes(text, after, editor.touched, world))
  return { text: refused() ? text : after, problems: editor.problems.sort(compareProblems) }
}

class Editor {
  readonly problems: Problem[] = []
  readonly touched: string[] = []
  private readonly eol: string
  private readonly endsWithoutNewline: boolean

  constructor(
    private readonly tree: Tree,
    private readonly world: World,
  ) {
    let eol = ''
    let last: Line | undefined
    eachLine(tree.children, (line) => {
      if (eol === '') eol = line.eol
      last = line
    })
    this.eol = eol === '' ? '\n' : eol
    this.endsWithoutNewline = last !== undefined && last.eol === ''
  }

  /** The edited text, with a line end behind every line but the last, which keeps the file's habit. */
  text(): string {
    let last: Line | undefined
    eachLine(this.tree.children, (line) => {
      if (last && last.eol === '') last.eol = this.eol
      last = line
    })
    if (last) last.eol = this.endsWithoutNewline ? '' : last.eol || this.eol
    return print(this.tree)
  }

  apply(one: Edit): void {
    const target = targetOf(one.path)
    if (!target || target.kind === 'group') {
      this.problem('PATH_SYNTAX', one.path, undefined, one.path)
      return
    }
    const parent = findParent(this.tree, target)
    if (!parent) {
      this.problem('NOT_THERE', target.path, undefined, target.path)
      return
    }
    if (one.do === 'set') this.set(target, parent, one.value)
    else if (one.do === 'add') this.add(target, parent)
    else if (one.do === 'rename') this.rename(target, parent, one.name)
    else if (target.kind === 'key') this.unset(target, parent)
    else if (one.do === 'remove') this.remove(target, parent)
    else this.problem('NOT_A_KEY', target.path)
  }

  private problem(code: ProblemCode, path: string, line?: Line, got?: string, params?: Params, at = 0): void {
    const column = at + 1 + (line?.number === 1 ? this.tree.bom.length : 0)
    const shown = got === undefined ? undefined : shownGot(fromShown(got))
    this.problems.push({ code, severity: PROBLEMS[code], line: line?.number || 1, column, path, got: shown, params })
  }

  private set(target: Target, nodes: Node[], value: string): void {
    const { scope, key, path } = target
    if (target.kind !== 'key') {
      this.problem('NOT_A_KEY', path)
      return
    }
    const info = keyInfo(scope, key)
    if (!info) {
      this.unknownKey(target)
      return
    }
    const existing = findSetting(nodes, key)
    const { words, findings } = givenValue(info, value, this.world)
    for (const { code, params } of findings)
      this.problem(code, path, existing?.line, value, { key, ...params }, existing?.valueAt)
    this.touched.push(path)
    if (words.length === 0) return
    if (existing) refresh(existing, replaceValue(existing, info, words))
    else this.insertSetting(target, nodes, info, words)
  }

  private unknownKey({ scope, key, path }: Target): void {
    const where = (['global', 'virtual', 'server'] as const).find((other) => keyInfo(other, key))
    if (where) this.problem('KEY_ELSEWHERE', path, undefined, key, { where })
    else this.problem('UNKNOWN_KEY', path, undefined, key, hint(suggest(key, keysOf(scope))))
  }

  private insertSetting(target: Target, nodes: Node[], info: KeyInfo, words: readonly string[]): void {
    const { scope, key } = target
    const at = settingIndex(nodes, scope, key)
    const { indent, between } = settingStyle(this.tree, nodes, scope, key, at, this.parentBlock(target))
    const start = indent + key + between
    const line: Line = { text: start + newValue(info, words), eol: '', number: 0 }
    this.insert(nodes, at, {
      kind: 'setting',
      line,
      key,
      keyAt: indent.length,
      equals: 'spaced',
      valueAt: start.length,
    })
  }

  private parentBlock(target: Target): Block | undefined {
    let block: Block | undefined
    for (const wanted of target.kind === 'block' ? target.blocks.slice(0, -1) : target.blocks)
      block = findBlock(block ? block.children : this.tree.children, wanted)
    return block
  }

  /** Puts a node among others; a block before it that the file never closed is closed now, or the node would fall into it. */
  private insert(nodes: Node[], at: number, node: Node): void {
    const before = nodes[at - 1]
    if (before?.kind === 'block') this.closeBlock(before)
    nodes.splice(at, 0, node)
  }

  private closeBlock(block: Block): void {
    if (block.close) return
    const last = block.children.at(-1)
    if (last?.kind === 'block') this.closeBlock(last)
    block.close = { text: `${indentOf(block.open.text)}}`, eol: '', number: 0 }
  }

  private unset(target: Target, nodes: Node[]): void {
    const key = fromShown(target.key)
    const left = nodes.filter((node) => node.kind !== 'setting' || node.key !== key)
    if (left.length === nodes.length) {
      this.problem('NOT_THERE', target.path, undefined, target.path)
      return
    }
    nodes.length = 0
    for (const node of left) nodes.push(node)
  }

  private remove(target: Target, nodes: Node[]): void {
    const block = findBlock(nodes, lastOf(target))
    if (!block) {
      this.problem('NOT_THERE', target.path, undefined, target.path)
      return
    }
    nodes.splice(nodes.indexOf(block), 1)
  }

  private add(target: Target, nodes: Node[]): void {
    if (target.kind !== 'block') {
      this.problem('NOT_A_BLOCK', target.path)
      return
    }
    const { type, name, index } = lastOf(target)
    if (!this.nameAllowed(name, target.path)) return
    const taken = findBlock(nodes, { type, name, index: 1 })
    if (taken || index > 1) {
      this.problem('NAME_TAKEN', target.path, taken?.open, name, {}, taken?.nameAt)
      return
    }
    const { index: at, indent } = blockPlace(this.tree, nodes, type, this.parentBlock(target))
    const latin1 = fromShown(name)
    const start = `${indent}${type} `
    const open: Line = { text: `${start}${quoteName(latin1)} {`, eol: '', number: 0 }
    const close: Line = { text: `${indent}}`, eol: '', number: 0 }
    const nameEnd = open.text.length - 2
    this.insert(nodes, at, {
      kind: 'block',
      type,
      name: latin1,
      nameAt: start.length,
      nameEnd,
      open,
      brace: null,
      children: [],
      close,
    })
    this.touched.push(target.path)
  }

  private rename(target: Target, nodes: Node[], name: string): void {
    if (target.kind !== 'block') {
      this.problem('NOT_A_BLOCK', target.path)
      return
    }
    const wanted = lastOf(target)
    const block = findBlock(nodes, wanted)
    if (!block) {
      this.problem('NOT_THERE', target.path, undefined, target.path)
      return
    }
    if (name === toShown(block.name) || !this.nameAllowed(name, target.path)) return
    const taken = findBlock(nodes, { type: wanted.type, name, index: 1 })
    if (taken) {
      this.problem('NAME_TAKEN', target.path, taken.open, name, {}, taken.nameAt)
      return
    }
    const latin1 = fromShown(name)
    const written = quoteName(latin1) ?? ''
    const { text } = block.open
    const gap = text[block.nameEnd] === '{' || block.name === '' ? ' ' : ''
    const before = text.slice(0, block.nameAt)
    block.open.text = `${/[ \t]$/.test(before) ? before : `${before} `}${written}${gap}${text.slice(block.nameEnd)}`
    block.nameAt = block.open.text.indexOf(written, indentOf(text).length + wanted.type.length)
    block.nameEnd = block.nameAt + written.length
    block.name = latin1
    this.touched.push(
      joinPath([...target.blocks.slice(0, -1), { ...wanted, name, index: 1 }].flatMap((b) => [b.type, b])),
    )
  }

  private nameAllowed(name: string, path: string): boolean {
    const why = nameProblem(name)
    if (why) this.problem('NAME_REFUSED', path, undefined, name, { why })
    return why === null
  }
}

function lastOf(target: Target): Target['blocks'][number] {
  const last = target.blocks.at(-1)
  if (!last) throw new Error('a block path without a block')
  return last
}

/** Why lvs.cf cannot hold this name of a virtual or real server; null when it can. */
export function nameProblem(name: string): 'empty' | 'control' | 'brace' | 'quotes' | 'encoding' | null {
  if (name === '') return 'empty'
  if (/[\x00-\x1f\x7f]/.test(name) || hasControl(name)) return 'control'
  if (/[{}]/.test(name)) return 'brace'
  if (isBrokenText(name)) return 'encoding'
  return quoteName(fromShown(name)) === null ? 'quotes' : null
}

function refresh(setting: Setting, text: string): void {
  setting.line.text = text
  if (setting.equals !== 'missing') return
  setting.equals = 'spaced'
  setting.valueAt = setting.keyAt + setting.key.length + 3
}
