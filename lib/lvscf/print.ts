import type { Line, Node, Tree } from './tree'

/** Calls `visit` for each line in file order. The tree is at most three blocks deep (parse), so recursion is bounded. */
export function eachLine(nodes: readonly Node[], visit: (line: Line) => void): void {
  for (const node of nodes) {
    if (node.kind !== 'block') {
      visit(node.line)
      continue
    }
    visit(node.open)
    if (node.brace) visit(node.brace)
    eachLine(node.children, visit)
    if (node.close) visit(node.close)
  }
}

/** The text of a tree, byte for byte: `print(parse(t)) === t` for every t. */
export function print(tree: Tree): string {
  const parts = [tree.bom]
  eachLine(tree.children, (line) => parts.push(line.text, line.eol))
  return parts.join('')
}
