import { fromShown, toShown } from './bytes'
import { trimmedEnd } from './lex'
import { findBlock, findParent, findSetting, type Target, targetOf } from './locate'
import type { Problem } from './model'
import { parse } from './parse'
import { joinPath } from './path'
import type { Params, ProblemCode } from './problems'
import { arityOf, keyInfo, keysOf, type Scope } from './schema'
import { hint, suggest } from './suggest'
import type { Block, Node, Setting, Tree } from './tree'
import { valueWords } from './value-words'

/** The value of a setting as it is written, without quotes, shown. A list, and a value that cannot be taken apart, are given as they stand. */
export function settingText(setting: Setting, scope: Scope): string {
  const arity = arityOf(keyInfo(scope, setting.key))
  const { words, broken } = valueWords(setting.line.text, setting.valueAt, arity)
  if (!broken && arity !== 'list') return toShown(words.map((word) => word.text).join(' '))
  return toShown(setting.line.text.slice(setting.valueAt, trimmedEnd(setting.line.text, setting.valueAt)))
}

function defaultText(tree: Tree, target: Target): string | undefined {
  const info = keyInfo(target.scope, target.key)
  if (!info?.defaultFrom) return info?.default
  const from = info.defaultFrom
  const outer = target.scope === 'server' && from === 'port' ? target.blocks.slice(0, 1) : []
  const scope: Scope = outer[0]?.type ?? 'global'
  return textOf(tree, { ...target, scope, blocks: outer, key: from }, true)
}

function textOf(tree: Tree, target: Target, withDefault: boolean): string | undefined {
  const nodes = findParent(tree, target)
  const setting = nodes && findSetting(nodes, fromShown(target.key))
  if (setting) return settingText(setting, target.scope)
  return nodes && withDefault ? defaultText(tree, target) : undefined
}

/**
 * The value of the key that `path` names, as it is written in the file, without its quotes; undefined when it is not set, when its block
 * is not there, or when the path names no key.
 * @param options.default give what the daemons take where the file sets nothing
 */
export function getValue(text: string, path: string, options: { default?: boolean } = {}): string | undefined {
  const target = targetOf(path)
  if (target?.kind !== 'key') return undefined
  return textOf(parse(text), target, options.default ?? false)
}

/**
 * Everything that a block sets, the blocks inside it too, as `PATH=VALUE` lines that `set` takes. `path` may also name all blocks of a
 * kind (`virtual`) or, being '', the whole file. undefined when there is no such block. Keys that `set` would refuse are left out.
 */
export function getLines(text: string, path: string): string[] | undefined {
  const tree = parse(text)
  if (path === '') return [...linesOf(tree.children, 'global', ''), ...blockLines(tree.children, '')]
  const target = targetOf(path)
  if (!target || target.kind === 'key') return undefined
  const nodes = findParent(tree, target)
  if (!nodes) return undefined
  if (target.kind === 'group') {
    const above = target.path.slice(0, -target.key.length - 1)
    return blockLines(nodes, above, target.key)
  }
  const last = target.blocks.at(-1)
  const block = last && findBlock(nodes, last)
  return block ? linesIn(block, target.path) : undefined
}

function linesOf(nodes: readonly Node[], scope: Scope, above: string): string[] {
  const lines = new Map<string, string>()
  for (const node of nodes) {
    if (node.kind !== 'setting' || !keyInfo(scope, node.key)) continue
    lines.delete(node.key)
    lines.set(node.key, `${above === '' ? '' : `${above}.`}${node.key}=${settingText(node, scope)}`)
  }
  return [...lines.values()]
}

function linesIn(block: Block, path: string): string[] {
  if (block.type === 'other') return []
  return [...linesOf(block.children, block.type, path), ...blockLines(block.children, path)]
}

function blockLines(nodes: readonly Node[], above: string, only?: string): string[] {
  const seen = new Map<string, number>()
  const lines: string[] = []
  for (const node of nodes) {
    if (node.kind !== 'block' || node.type === 'other' || (only !== undefined && node.type !== only)) continue
    const id = `${node.type} ${node.name}`
    const index = (seen.get(id) ?? 0) + 1
    seen.set(id, index)
    const path = joinPath([node.type, { name: toShown(node.name), index }])
    for (const line of linesIn(node, above === '' ? path : `${above}.${path}`)) lines.push(line)
  }
  return lines
}

/** Why a path gives nothing: no path at all, a block that is not there, a key that lvs.cf does not know. null for a key that is only unset. */
export function pathProblem(text: string, path: string): Problem | null {
  const problem = (code: ProblemCode, got: string, params: Params = {}): Problem => {
    return { code, severity: 'error', line: 1, column: 1, path, got, params }
  }
  const target = targetOf(path)
  if (!target) return problem('PATH_SYNTAX', path)
  if (target.kind !== 'key' || !findParent(parse(text), target)) return problem('NOT_THERE', target.path)
  if (keyInfo(target.scope, target.key)) return null
  return problem('UNKNOWN_KEY', target.key, hint(suggest(target.key, keysOf(target.scope))))
}
