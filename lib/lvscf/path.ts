/**
 * PATH of the contract: parts joined by dots, e.g. `keepalive`, `virtual.web.port`, `virtual.web[2].server."sql1.example.com".weight`.
 * A part with a dot, blank, `=`, quote or bracket stands in double quotes, where `\"` and `\\` stand for a quote and a backslash.
 * Paths and their parts are shown strings.
 */
export type PathPart = { name: string /** 1-based, of the blocks of that name */; index: number; quoted: boolean }

const PLAIN = /^[^."\s=[\]\\'\x00-\x1f\x7f]+$/

/** One part as it stands in a path. */
export function quotePart(name: string, index = 1): string {
  const text = PLAIN.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
  return index > 1 ? `${text}[${index}]` : text
}

/** A path from its parts: names, or names with an index. */
export function joinPath(parts: readonly (string | { name: string; index: number })[]): string {
  return parts.map((part) => (typeof part === 'string' ? quotePart(part) : quotePart(part.name, part.index))).join('.')
}

const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y
const BARE = /[^."\s=[\]]+/y
const INDEX = /\[([1-9]\d{0,8})\]/y

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Reads a path from the start of `text`: its parts and where it ends. null when it is none. */
function readParts(text: string): { parts: PathPart[]; end: number } | null {
  const parts: PathPart[] = []
  let at = 0
  for (;;) {
    const quoted = matchAt(QUOTED, text, at)
    const bare = quoted ? null : matchAt(BARE, text, at)
    const match = quoted ?? bare
    if (!match) return null
    at += match[0].length
    const index = matchAt(INDEX, text, at)
    if (index) at += index[0].length
    const name = quoted ? (quoted[1] ?? '').replace(/\\(["\\])/g, '$1') : match[0]
    parts.push({ name, index: index ? Number(index[1]) : 1, quoted: quoted !== null })
    if (text[at] !== '.') return { parts, end: at }
    at++
  }
}

/** The parts of a path, null when it is none. */
export function parsePath(path: string): PathPart[] | null {
  const read = readParts(path)
  return read && read.end === path.length ? read.parts : null
}

/** `PATH=VALUE` in two: the value begins after the first `=` behind the path. null when there is no path or no `=`. */
export function splitAssignment(text: string): { path: string; value: string } | null {
  const read = readParts(text)
  if (!read || text[read.end] !== '=') return null
  return { path: text.slice(0, read.end), value: text.slice(read.end + 1) }
}

/** True if `path` is `above` or lies under it. */
export function isWithin(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && (path[above.length] === '.' || above === ''))
}
