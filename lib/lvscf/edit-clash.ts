import { targetOf } from './locate'
import type { Problem, World } from './model'
import { parse } from './parse'
import { isWithin, joinPath } from './path'
import type { ProblemCode } from './problems'
import { readTree } from './read'

/** Errors between places that a save refuses too: one of them is wrong by itself. The others wait for the apply (README). */
const REFUSED_TOGETHER: readonly string[] = ['SAME_SERVICE', 'SAME_SERVER'] satisfies ProblemCode[]

/**
 * Clashes that the edits brought about: errors between a block that was touched and another, which were not there before.
 */
export function newClashes(before: string, after: string, touched: readonly string[], world: World): Problem[] {
  const blocks = touched.map((path) => blockOf(path)).filter((path) => path !== '')
  if (blocks.length === 0) return []
  const about = (path: string) => path !== '' && blocks.some((block) => isWithin(path, block))
  const errors = (text: string) =>
    readTree(parse(text), world, about).problems.filter((problem) => REFUSED_TOGETHER.includes(problem.code))
  const now = errors(after)
  if (now.length === 0) return []
  const id = (problem: Problem) => `${problem.code} ${problem.path} ${problem.params?.other ?? ''}`
  const known = new Set(errors(before).map(id))
  return now
    .filter((problem) => !known.has(id(problem)))
    .map((problem) => (about(problem.path) ? problem : turned(problem)))
}

/** A clash is found at the later of two blocks. Where the earlier one was changed, it is told there. */
function turned(problem: Problem): Problem {
  const { other, otherLine } = problem.params ?? {}
  const [block, key] = splitKey(problem.path)
  const line = typeof otherLine === 'number' ? otherLine : 1
  const params = { ...problem.params, other: block, otherLine: problem.line }
  return { ...problem, path: `${other}.${key}`, line, column: 1, params }
}

/** The path of a key as the path of its block and the key. */
function splitKey(path: string): [string, string] {
  const target = targetOf(path)
  if (target?.kind !== 'key') return [path, '']
  return [joinPath(target.blocks.flatMap((block) => [block.type, block])), target.key]
}

/** The virtual server that a path lies in, '' for none. */
function blockOf(path: string): string {
  const outer = targetOf(path)?.blocks[0]
  return outer ? joinPath([outer.type, outer]) : ''
}
