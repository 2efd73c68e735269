import { skipBlanks } from './lex'
import { keysOf, type Scope } from './schema'
import type { Block, Node, Setting, Tree } from './tree'

/** Where a new line goes and how it looks, learned from its neighbours; Piranha's own layout where there are none (reference 1.5). */

export const indentOf = (text: string): string => text.slice(0, skipBlanks(text, 0))

function settingsOf(nodes: readonly Node[]): { node: Setting; index: number }[] {
  return nodes.flatMap((node, index) => (node.kind === 'setting' && node.equals !== 'missing' ? [{ node, index }] : []))
}

/** A setting of another block of this scope, for its indentation. */
function sample(tree: Tree, scope: Scope): Setting | undefined {
  if (scope === 'global') return undefined
  const outer = tree.children.filter((n): n is Block => n.kind === 'block' && n.type !== 'other')
  for (const block of outer) {
    const inside = scope === 'server' ? block.children : [block]
    for (const node of inside)
      if (node.kind === 'block' && (scope === 'server') === (node.type === 'server')) {
        const first = settingsOf(node.children)[0]
        if (first) return first.node
      }
  }
  return undefined
}

/** The index among `nodes` at which a new `key` belongs: behind the key that precedes it in Piranha's order, before all server blocks. */
export function settingIndex(nodes: readonly Node[], scope: Scope, key: string): number {
  const order = keysOf(scope)
  const rank = order.indexOf(key)
  let before = { rank: -1, index: -1 }
  for (const { node, index } of settingsOf(nodes)) {
    const other = order.indexOf(node.key)
    if (other < rank && other >= before.rank) before = { rank: other, index }
  }
  const first = settingsOf(nodes)[0]?.index
  const wanted = before.index >= 0 ? before.index + 1 : (first ?? beforeBlocks(nodes, scope))
  const server = nodes.findIndex((node) => node.kind === 'block' && node.type === 'server')
  return server >= 0 ? Math.min(wanted, server) : wanted
}

/** For the first setting of all: at the top of a block; in the file before the first block and the comment that stands right above it. */
function beforeBlocks(nodes: readonly Node[], scope: Scope): number {
  if (scope !== 'global') return 0
  let at = nodes.findIndex((node) => node.kind === 'block')
  if (at < 0) return nodes.length
  while (at > 0 && nodes[at - 1]?.kind === 'comment') at--
  return at
}

/** What stands before a new key and between it and its value. */
export function settingStyle(
  tree: Tree,
  nodes: readonly Node[],
  scope: Scope,
  key: string,
  at: number,
  parent: Block | undefined,
): { indent: string; between: string } {
  const own = settingsOf(nodes)
  const near = own.findLast(({ index }) => index < at)?.node ?? own[0]?.node
  const model = near ?? sample(tree, scope)
  if (!model) {
    if (!parent) return { indent: '', between: ' = ' }
    return { indent: indentOf(parent.open.text) + ' '.repeat(scope === 'server' ? 4 : 5), between: ' = ' }
  }
  return { indent: indentOf(model.line.text), between: betweenOf(model, key) }
}

/** Blanks and `=` as the model has them; where the `=` of the file stand below each other, the new one does too. */
function betweenOf(model: Setting, key: string): string {
  if (model.equals !== 'spaced') return ' = '
  const text = model.line.text.slice(model.keyAt + model.key.length, model.valueAt)
  const sign = text.indexOf('=')
  const after = text.slice(sign + 1) || ' '
  const gap = text.slice(0, sign)
  if (!/^ {2,}$/.test(gap)) return `${gap}=${after}`
  return `${' '.repeat(Math.max(model.key.length + gap.length - key.length, 1))}=${after}`
}

/** Index and indentation of a new block among `nodes`. */
export function blockPlace(
  tree: Tree,
  nodes: readonly Node[],
  type: 'virtual' | 'failover' | 'server',
  parent: Block | undefined,
): { index: number; indent: string } {
  const last = nodes.findLastIndex((node) => node.kind === 'block' && node.type === type)
  const sibling = nodes[last]
  if (sibling?.kind === 'block') return { index: last + 1, indent: indentOf(sibling.open.text) }
  if (type !== 'server') {
    const first = type === 'failover' ? nodes.findIndex((node) => node.kind === 'block' && node.type === 'virtual') : -1
    return { index: first >= 0 ? first : nodes.length, indent: '' }
  }
  for (const block of tree.children) {
    const server =
      block.kind === 'block' ? block.children.find((n) => n.kind === 'block' && n.type === 'server') : undefined
    if (server?.kind === 'block') return { index: nodes.length, indent: indentOf(server.open.text) }
  }
  const setting = settingsOf(nodes)[0]?.node
  const indent = setting ? indentOf(setting.line.text) : `${indentOf(parent?.open.text ?? '')}     `
  return { index: nodes.length, indent }
}
