import { toShown } from './bytes'
import { joinPath, type PathPart, parsePath } from './path'
import type { Scope } from './schema'
import type { Block, Node, Setting, Tree } from './tree'

/** What a path names: a block, a key in a block (or at top level), or all blocks of a kind (`virtual`, `virtual.web.server`). */
export type Target = {
  kind: 'block' | 'key' | 'group'
  /** the canonical spelling of the path */
  path: string
  /** scope of the block itself, or of the key */
  scope: Scope
  /** blocks on the way down to the thing named, outermost first; a block that is named is the last */
  blocks: { type: 'virtual' | 'failover' | 'server'; name: string; index: number }[]
  /** the key, or the kind of block of a group */
  key: string
}

/** Reads a path against the grammar of lvs.cf; null when it can name nothing there. */
export function targetOf(path: string): Target | null {
  const parts = parsePath(path)
  if (!parts) return null
  const blocks: Target['blocks'] = []
  const make = (kind: Target['kind'], scope: Scope, key: string): Target => ({
    kind,
    scope,
    blocks,
    key,
    path: canonical(blocks, kind, key),
  })
  const [first, name, ...rest] = parts as [PathPart, ...PathPart[]]
  if (first.index > 1) return null
  if (first.name !== 'virtual' && first.name !== 'failover') return name ? null : make('key', 'global', first.name)
  if (!name) return make('group', first.name, first.name)
  blocks.push({ type: first.name, name: name.name, index: name.index })
  const [word, server, ...last] = rest
  if (!word) return make('block', first.name, '')
  if (word.index > 1) return null
  if (word.name !== 'server') return server ? null : make('key', first.name, word.name)
  if (!server) return make('group', 'server', 'server')
  blocks.push({ type: 'server', name: server.name, index: server.index })
  const [key, ...more] = last
  if (!key) return make('block', 'server', '')
  return more.length > 0 || key.index > 1 ? null : make('key', 'server', key.name)
}

function canonical(blocks: Target['blocks'], kind: Target['kind'], key: string): string {
  const parts = blocks.flatMap(({ type, name, index }) => [type, { name, index }])
  return joinPath(kind === 'block' ? parts : [...parts, key])
}

/** The block of a type, name and place among those of its name. */
export function findBlock(nodes: readonly Node[], wanted: Target['blocks'][number]): Block | undefined {
  let left = wanted.index
  for (const node of nodes) {
    if (node.kind !== 'block' || node.type !== wanted.type || toShown(node.name) !== wanted.name) continue
    left--
    if (left === 0) return node
  }
  return undefined
}

/** The children that the target stands among (or, for a block, stands in): undefined when a block on the way is missing. */
export function findParent(tree: Tree, target: Target): Node[] | undefined {
  let nodes = tree.children
  for (const wanted of target.kind === 'block' ? target.blocks.slice(0, -1) : target.blocks) {
    const block = findBlock(nodes, wanted)
    if (!block) return undefined
    nodes = block.children
  }
  return nodes
}

/** The setting that counts for a key: the last one, as Piranha has it. */
export function findSetting(nodes: readonly Node[], latin1Key: string): Setting | undefined {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]
    if (node?.kind === 'setting' && node.key === latin1Key) return node
  }
  return undefined
}
