import type { FileName } from '@/lib/api/types'
import { getLines, joinPath, parse, splitAssignment, type Tree, toShown } from '@/lib/lvscf'
import { FILE_NAMES, type Files } from '@/lib/store/files'

/** The side that a part of a merge is taken from. */
export type Side = 'mine' | 'theirs'

/**
 * One part that two configurations hold differently: a key of lvs.cf, a virtual or real server that only one of them has, a setting of
 * lvs.sysctl, or a whole file (rules, whose order has a meaning; an lvs.cf that cannot be taken apart).
 */
export type MergeRow = {
  file: FileName
  kind: 'field' | 'block' | 'file'
  /** lvs.cf: the path of the key or block; lvs.sysctl: the name; '' for a whole file */
  path: string
  /** undefined: it is not there */
  base?: string
  mine?: string
  theirs?: string
  /** the side that changed since both were the same; null: both did, a person decides */
  take: Side | null
}

/** serial_no counts saves: the merge takes the larger one, and its own save counts on from there. */
export const SERIAL = 'serial_no'

/**
 * What differs, part by part, and which side changed it. Comments, order and blanks are those here.
 * @param base the newest revision that both histories have; null: there is none, and every part is for a person to decide
 */
export function mergeRows(base: Files | null, mine: Files, theirs: Files): MergeRow[] {
  return FILE_NAMES.flatMap((file): MergeRow[] => {
    const parts = [base?.[file] ?? null, mine[file], theirs[file]] as const
    const texts = parts.map((bytes) => bytes?.toString('latin1'))
    if (texts[1] === texts[2]) return []
    const sides = partsOf(file, texts as [string | undefined, string, string])
    if (sides === null) return [wholeFile(file, texts)]
    const keys = [...new Set([...sides.mine.keys(), ...sides.theirs.keys()])].filter((key) => !sides.skip(key))
    return keys.flatMap((key): MergeRow[] => {
      const [b, m, t] = [sides.base?.get(key), sides.mine.get(key), sides.theirs.get(key)]
      if (m?.value === t?.value) return []
      const kind = m?.kind ?? t?.kind ?? 'field'
      const take = sides.base === null ? null : sideOf(b?.value, m?.value, t?.value)
      return [{ file, kind, path: key, ...given({ base: b?.value, mine: m?.value, theirs: t?.value }), take }]
    })
  })
}

const sideOf = (base?: string, mine?: string, theirs?: string): Side | null =>
  base === mine ? 'theirs' : base === theirs ? 'mine' : null

const given = (values: Record<'base' | 'mine' | 'theirs', string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

function wholeFile(file: FileName, [base, mine, theirs]: (string | undefined)[]): MergeRow {
  const take = base === undefined ? null : sideOf(base, mine, theirs)
  return { file, kind: 'file', path: '', ...given({ base, mine, theirs }), take }
}

type Part = { kind: 'field' | 'block'; value: string }
type Parts = Map<string, Part>
type Sides = { base: Parts | null; mine: Parts; theirs: Parts; skip: (key: string) => boolean }

/** The parts of one file on all sides; null when it goes as a whole. */
function partsOf(file: FileName, [base, mine, theirs]: [string | undefined, string, string]): Sides | null {
  if (file === 'lvs.iptables') return null
  if (file === 'lvs.sysctl') {
    const settings = (text: string): Parts =>
      new Map([...settingLines(text)].map(([key, { value }]) => [key, { kind: 'field', value }]))
    return {
      base: base === undefined ? null : settings(base),
      mine: settings(mine),
      theirs: settings(theirs),
      skip: () => false,
    }
  }
  if ([base ?? '', mine, theirs].some((text) => !isRegular(parse(text)))) return null
  const [m, t] = [blocksOf(mine), blocksOf(theirs)]
  // A block that only one side has is one part; its keys are not asked for one by one.
  const lone = new Set([...m, ...t].filter((path) => !(m.has(path) && t.has(path))))
  const outer = [...lone].filter((path) => ![...lone].some((other) => path.startsWith(`${other}.`)))
  return {
    base: base === undefined ? null : fieldsAndBlocks(base, outer),
    mine: fieldsAndBlocks(mine, outer),
    theirs: fieldsAndBlocks(theirs, outer),
    skip: (key) => key === SERIAL,
  }
}

function fieldsAndBlocks(text: string, lone: readonly string[]): Parts {
  const parts: Parts = new Map()
  const there = blocksOf(text)
  for (const line of getLines(text, '') ?? []) {
    const one = splitAssignment(line)
    if (one && !lone.some((path) => one.path.startsWith(`${path}.`)))
      parts.set(one.path, { kind: 'field', value: one.value })
  }
  for (const path of lone) {
    if (!there.has(path)) continue
    const inside = (getLines(text, path) ?? []).map((line) => line.slice(path.length + 1))
    parts.set(path, { kind: 'block', value: inside.join('\n') })
  }
  return parts
}

/** Paths of all virtual, failover and real servers. */
function blocksOf(text: string): Set<string> {
  const paths = new Set<string>()
  const visit = (nodes: Tree['children'], above: (string | { name: string; index: number })[]) => {
    for (const node of nodes) {
      if (node.kind !== 'block' || node.type === 'other') continue
      const here = [...above, node.type, { name: toShown(node.name), index: 1 }]
      paths.add(joinPath(here))
      visit(node.children, here)
    }
  }
  visit(parse(text).children, [])
  return paths
}

/** Every block is closed and has its name for itself: only then a path says the same on both sides. */
function isRegular(tree: Tree): boolean {
  const regular = (nodes: Tree['children']): boolean => {
    const names = new Set<string>()
    return nodes.every((node) => {
      if (node.kind !== 'block') return true
      const name = `${node.type} ${node.name}`
      if (names.has(name) || node.close === null) return false
      names.add(name)
      return regular(node.children)
    })
  }
  return regular(tree.children)
}

/** Settings of an lvs.sysctl: name, value and the line as it stands; of several with one name the last counts. */
export function settingLines(text: string): Map<string, { value: string; line: string }> {
  const found = new Map<string, { value: string; line: string }>()
  for (const line of text.split('\n')) {
    const name = settingName(line)
    if (name !== null) found.set(name, { value: toShown(line.slice(line.indexOf('=') + 1).trim()), line })
  }
  return found
}

/** The name that a line of an lvs.sysctl sets; null for a comment, a blank line, or a line without a value. */
export function settingName(line: string): string | null {
  const shown = line.trim()
  const equals = shown.indexOf('=')
  return shown === '' || /^[#;]/.test(shown) || equals <= 0 ? null : toShown(shown.slice(0, equals).trim())
}
