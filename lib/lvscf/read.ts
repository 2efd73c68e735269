import { toShown } from './bytes'
import { crossCheck } from './crosschecks'
import type { LvsConfig, Problem, RealServer, Virtual, World } from './model'
import { parse } from './parse'
import { joinPath } from './path'
import { type Params, PROBLEMS, type ProblemCode, ProblemList, shownGot } from './problems'
import { arityOf, GUI_ONLY_KEYS, type KeyInfo, keyInfo, keysOf, type Scope } from './schema'
import { hint, suggest } from './suggest'
import type { Block, Line, Node, Setting, Tree } from './tree'
import { valueWords } from './value-words'
import { readValue } from './values'

/**
 * A block with what it means. Paths are made only when a problem needs one. `unread`: its keys whose value has an error, so that the absence
 * of the value means nothing and nothing is concluded from it.
 */
export type ReadServer = { node: Block; path: () => string; server: RealServer; unread: ReadonlySet<string> }
export type ReadVirtual = {
  node: Block
  path: () => string
  virtual: Virtual
  servers: ReadServer[]
  unread: ReadonlySet<string>
}
/** The file read, with the places that the cross-checks point at. */
export type Reading = { config: LvsConfig; tree: Tree; virtuals: ReadVirtual[]; report: Report }

type Lazy = string | (() => string)
const called = (text: Lazy): string => (typeof text === 'string' ? text : text())

/** Takes problems where they are found. */
export class Report {
  constructor(
    readonly list: ProblemList,
    private readonly bom: number,
  ) {}

  /** Path and `got` may be functions: they are called only for a problem that will be reported. */
  add(code: ProblemCode, line: Line, at: number, path: Lazy, got?: Lazy, params?: Params): void {
    const severity = PROBLEMS[code]
    if (this.list.full(severity)) {
      this.list.countMore()
      return
    }
    const column = at + 1 + (line.number === 1 ? this.bom : 0)
    this.list.add({
      code,
      severity,
      line: line.number,
      column,
      path: called(path),
      got: got === undefined ? undefined : called(got),
      params,
    })
  }

  whole(code: ProblemCode, params?: Params): void {
    this.list.add({ code, severity: PROBLEMS[code], line: 1, column: 1, path: '', params })
  }
}

/**
 * What an lvs.cf means, and everything that is wrong or odd about it at once, in the order of the file.
 * @param text latin1; values, names and `got` of the result are shown strings (bytes.ts)
 * @param world /etc/services and host names; without them a port or address given by name is a problem
 */
export function read(text: string, world: World = {}): { config: LvsConfig; problems: Problem[] } {
  return readTree(parse(text), world)
}

/** The same for a tree. `only` narrows the problems to some paths. */
export function readTree(
  tree: Tree,
  world: World = {},
  only?: (path: string) => boolean,
): { config: LvsConfig; problems: Problem[] } {
  const list = new ProblemList(only)
  const report = new Report(list, tree.bom.length)
  const reading = new TreeReader(tree, world, report).read()
  crossCheck(reading)
  return { config: reading.config, problems: list.sorted() }
}

/** The path of a key in a block; `above` is '' for a global one. */
function keyPath(above: () => string, latin1Key: string): string {
  const key = joinPath([toShown(latin1Key)])
  return above() === '' ? key : `${above()}.${key}`
}

/** Counts blocks of one name, so that paths say which. */
class Names {
  private readonly seen = new Map<string, { count: number; line: number }>()

  take(name: string, line: number): { index: number; first: number } {
    const entry = this.seen.get(name) ?? { count: 0, line }
    entry.count++
    this.seen.set(name, entry)
    return { index: entry.count, first: entry.line }
  }
}

type Settings = { values: Record<string, never>; unread: ReadonlySet<string> }
const NOTHING: ReadonlySet<string> = new Set()

class TreeReader {
  private readonly remarks = new Map<number, string>()

  constructor(
    private readonly tree: Tree,
    private readonly world: World,
    private readonly report: Report,
  ) {
    for (const remark of tree.remarks) this.remarks.set(remark.line.number, '')
  }

  read(): Reading {
    const { tree, report } = this
    if (tree.bom) report.whole('BOM')
    const config: LvsConfig = { global: {}, virtuals: [], failovers: [] }
    const virtuals: ReadVirtual[] = []
    const names = { virtual: new Names(), failover: new Names() }
    config.global = this.settings(tree.children, 'global', () => '').values
    for (const node of tree.children) {
      if (node.kind !== 'block' || (node.type !== 'virtual' && node.type !== 'failover')) continue
      const block = this.block(node, node.type, names[node.type])
      if (node.type === 'virtual') {
        config.virtuals.push(block.virtual)
        virtuals.push(block)
      } else {
        config.failovers.push(block.virtual)
        report.add('FAILOVER_NOT_RUN', node.open, node.nameAt, block.path, block.virtual.name)
      }
    }
    this.tellRemarks()
    return { config, tree, virtuals, report }
  }

  private block(node: Block, scope: 'virtual' | 'failover', names: Names): ReadVirtual {
    const name = toShown(node.name)
    const { index, first } = names.take(name, node.open.number)
    const path = () => joinPath([scope, { name, index }])
    if (index > 1) this.report.add('DUPLICATE_NAME', node.open, node.nameAt, path, name, { first })
    this.places(node, path)
    const { values, unread } = this.settings(node.children, scope, path)
    const servers: ReadServer[] = []
    const serverNames = new Names()
    for (const child of node.children)
      if (child.kind === 'block' && child.type === 'server') servers.push(this.server(child, path, serverNames))
    const virtual = { name, values, servers: servers.map((s) => s.server) }
    return { node, path, virtual, servers, unread }
  }

  private server(node: Block, above: () => string, names: Names): ReadServer {
    const name = toShown(node.name)
    const { index, first } = names.take(name, node.open.number)
    const path = () => `${above()}.${joinPath(['server', { name, index }])}`
    if (index > 1) this.report.add('DUPLICATE_NAME', node.open, node.nameAt, path, name, { first })
    this.places(node, path)
    const { values, unread } = this.settings(node.children, 'server', path)
    return { node, path, server: { name, values }, unread }
  }

  private settings(nodes: readonly Node[], scope: Scope, above: () => string): Settings {
    const values: Record<string, unknown> = {}
    for (const node of nodes) {
      if (node.kind !== 'setting') continue
      const { key } = node
      const info = keyInfo(scope, key)
      if (!info) {
        this.unknownKey(node, scope, () => keyPath(above, key))
        continue
      }
      // A key that is set already is in `values`, with undefined where its value had an error.
      if (key in values) this.duplicate(node, nodes, () => keyPath(above, key))
      values[key] = this.value(node, info, above)
    }
    const unread = Object.keys(values).filter((key) => values[key] === undefined)
    for (const key of unread) delete values[key]
    return { values: values as Record<string, never>, unread: unread.length > 0 ? new Set(unread) : NOTHING }
  }

  private duplicate(node: Setting, nodes: readonly Node[], path: () => string): void {
    if (this.report.list.full('warning')) {
      this.report.list.countMore()
      return
    }
    const first = nodes.find((other) => other.kind === 'setting' && other.key === node.key)
    const line = first?.kind === 'setting' ? first.line.number : 0
    this.report.add('DUPLICATE_KEY', node.line, node.keyAt, path, node.key, { first: line })
  }

  private value(node: Setting, info: KeyInfo, above: () => string): unknown {
    const { line, keyAt, valueAt, equals } = node
    const path = () => keyPath(above, node.key)
    if (equals === 'missing') {
      this.report.add('EQUALS_MISSING', line, keyAt, path, () => shownGot(line.text.slice(keyAt)), { key: node.key })
      return undefined
    }
    if (equals === 'glued') this.report.add('GLUED_EQUALS', line, keyAt, path, () => shownGot(line.text.slice(keyAt)))
    const { words, remark, broken } = valueWords(line.text, valueAt, arityOf(info))
    if (remark)
      this.report.add(remark.code, line, remark.at, path, () => shownGot(line.text.slice(valueAt)), { key: node.key })
    if (broken) return undefined
    const meaning = readValue(info, words, this.world)
    for (const { code, params, word } of meaning.findings) {
      const about = words[word ?? 0]
      this.report.add(code, line, about?.at ?? valueAt, path, () => shownGot(about?.text ?? ''), {
        key: node.key,
        ...params,
      })
    }
    return meaning.value
  }

  private unknownKey(node: Setting, scope: Scope, path: () => string): void {
    const { key } = node
    const got = shownGot(key.slice(0, 1000))
    const tell = (code: ProblemCode, params?: Params) => this.report.add(code, node.line, node.keyAt, path, got, params)
    if (GUI_ONLY_KEYS[scope].includes(key)) {
      tell('GUI_ONLY_KEY')
      return
    }
    // Suggestions are dear, and a problem past the limit is only counted.
    const full = this.report.list.full('error')
    const where = full ? undefined : (['global', 'virtual', 'server'] as const).find((other) => keyInfo(other, key))
    if (key.startsWith(';') || key.startsWith('//')) tell('COMMENT_SIGN')
    else if (where) tell('KEY_ELSEWHERE', { where })
    else tell('UNKNOWN_KEY', hint(full ? undefined : suggest(got, keysOf(scope))))
  }

  /** Remembers which path the lines of a block's frame belong to, for the remarks of the parser. */
  private places(node: Block, path: () => string): void {
    for (const line of [node.open, node.brace, node.close])
      if (line && this.remarks.has(line.number)) this.remarks.set(line.number, path())
  }

  private tellRemarks(): void {
    for (const { code, line, at, got, params } of this.tree.remarks) {
      const suggestion = code === 'UNKNOWN_BLOCK' ? hint(suggest(got ?? '', ['virtual', 'server', 'failover'])) : {}
      const path = code === 'CRLF' ? '' : (this.remarks.get(line.number) ?? '')
      this.report.add(code, line, at, path, got, { ...params, ...suggestion })
    }
  }
}
