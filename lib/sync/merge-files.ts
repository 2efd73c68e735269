import { type Edit, edit, getValue, parse, parsePath, print, type Tree, toShown, type World } from '@/lib/lvscf'
import type { Problem } from '@/lib/lvscf/model'
import type { Files } from '@/lib/store/files'
import { type MergeRow, SERIAL, type Side, settingLines, settingName } from './merge'

export type Merged = { ok: true; files: Files } | { ok: false; problems: Problem[] }

/**
 * The files here with every part of `rows` from the side that was chosen for it. What no row names stays byte for byte; a virtual or real
 * server that comes from there comes with its comments.
 * @param sides one for each row, in order
 */
export function mergeFiles(
  rows: readonly MergeRow[],
  sides: readonly Side[],
  { mine, theirs }: { mine: Files; theirs: Files },
  world: World = {},
): Merged {
  const taken = rows.filter((_, i) => sides[i] === 'theirs')
  const files = { ...mine }
  for (const { file } of taken.filter((row) => row.kind === 'file')) files[file] = theirs[file]
  const parts = taken.filter((row) => row.kind !== 'file')
  const settings = parts.filter((row) => row.file === 'lvs.sysctl')
  if (settings.length > 0) files['lvs.sysctl'] = withSettings(mine['lvs.sysctl'], theirs['lvs.sysctl'], settings)
  // Nothing of theirs in it: not even its number changes.
  if (!taken.some((row) => row.file === 'lvs.cf') || files['lvs.cf'] === theirs['lvs.cf']) return { ok: true, files }
  const cf = parts.filter((row) => row.file === 'lvs.cf')
  const { text, problems } = withParts(
    mine['lvs.cf'].toString('latin1'),
    theirs['lvs.cf'].toString('latin1'),
    cf,
    world,
  )
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, files: { ...files, 'lvs.cf': Buffer.from(text, 'latin1') } }
}

function withParts(mine: string, theirs: string, rows: readonly MergeRow[], world: World) {
  const edits: Edit[] = rows.flatMap(({ kind, path, theirs: value }): Edit[] => {
    if (kind === 'block') return value === undefined ? [{ do: 'remove', path }] : []
    return value === undefined ? [{ do: 'unset', path }] : [{ do: 'set', path, value }]
  })
  const serial = largerSerial(mine, theirs)
  if (serial !== null) edits.push({ do: 'set', path: SERIAL, value: serial })
  const grafts = rows.filter((row) => row.kind === 'block' && row.theirs !== undefined)
  const grafted = grafts.reduce((text, { path }) => graft(text, theirs, path), mine)
  const { text, problems } = edit(grafted, edits, world)
  return { text, problems: problems.filter((problem) => problem.severity === 'error') }
}

/** Both count saves: theirs if it is further on. */
function largerSerial(mine: string, theirs: string): string | null {
  const [m, t] = [getValue(mine, SERIAL), getValue(theirs, SERIAL)].map((value) => Number(value))
  return m !== undefined && t !== undefined && t > m ? String(t) : null
}

type Step = { type: string; name: string }

/** Puts a block of another file at the end of its like here, line for line. */
function graft(text: string, from: string, path: string): string {
  const steps = stepsOf(path)
  const [into, source] = [parse(text), parse(from)]
  const block = descend(source.children, steps)
  const among = steps.length > 1 ? descend(into.children, steps.slice(0, -1))?.children : into.children
  if (!block || !among) throw new Error(`no place for ${path}`)
  const eol = /\r\n/.test(text) ? '\r\n' : '\n'
  // As one heap of lines: the text is parsed again before anything looks into it.
  const lines = print({ bom: '', children: [block], remarks: [] })
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  among.push({ kind: 'comment', line: { text: lines.join(eol), eol, number: 0 } })
  return withLineEnds(into, eol)
}

/** `virtual.web.server.one` as the blocks on the way. */
function stepsOf(path: string): Step[] {
  const names = (parsePath(path) ?? []).map((part) => part.name)
  return names.flatMap((type, i) => (i % 2 === 0 ? [{ type, name: names[i + 1] ?? '' }] : []))
}

type Block = Extract<Tree['children'][number], { kind: 'block' }>
function descend(nodes: Tree['children'], [step, ...rest]: readonly Step[]): Block | undefined {
  const found = nodes.find(
    (node): node is Block => node.kind === 'block' && node.type === step?.type && toShown(node.name) === step.name,
  )
  return found && rest.length > 0 ? descend(found.children, rest) : found
}

/** The text of a tree in which only the last line may lack its end. */
function withLineEnds(tree: Tree, eol: string): string {
  const visit = (nodes: Tree['children']) => {
    for (const node of nodes) {
      if (node.kind === 'block') {
        node.open.eol ||= eol
        if (node.brace) node.brace.eol ||= eol
        visit(node.children)
        if (node.close) node.close.eol ||= eol
      } else node.line.eol ||= eol
    }
  }
  visit(tree.children)
  return print(tree)
}

/** Settings with the lines of theirs in the place of those here; new ones at the end. */
function withSettings(mine: Buffer, theirs: Buffer, rows: readonly MergeRow[]): Buffer {
  const there = settingLines(theirs.toString('latin1'))
  const wanted = new Map(rows.map(({ path }) => [path, there.get(path)?.line]))
  const here = mine.toString('latin1')
  const standing = settingLines(here)
  const lines = here === '' ? [] : here.replace(/\n$/, '').split('\n')
  const kept = lines.flatMap((line) => {
    const name = settingName(line)
    if (name === null || !wanted.has(name)) return [line]
    // Of several lines with one name the last counts: it gives its place, the others go.
    return line === standing.get(name)?.line ? (wanted.get(name) ?? []) : []
  })
  const added = [...wanted].flatMap(([name, line]) => (line !== undefined && !standing.has(name) ? [line] : []))
  return Buffer.from([...kept, ...added].map((line) => `${line}\n`).join(''), 'latin1')
}
