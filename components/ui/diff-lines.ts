import { structuredPatch } from 'diff'

export type DiffLine = { sign: '+' | '-' | ' '; before?: number; after?: number; text: string }
/** `fold` is a run of unchanged lines that are not shown. */
export type DiffPart = { kind: 'fold'; lines: number } | { kind: 'lines'; lines: DiffLine[] }
/** `parts` null: the texts differ too much to be compared within the time limit. */
export type FileDiff = { added: number; removed: number; parts: DiffPart[] | null }

const CONTEXT_LINES = 3
const LIMIT_MS = 1500

/** Both texts line by line: what was added and removed, with three lines around each change, all else folded. Gives up after 1.5 s. */
export function diffText(before: string, after: string): FileDiff {
  if (before === after) return { added: 0, removed: 0, parts: [] }
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    timeout: LIMIT_MS,
  })
  if (!patch) return { added: 0, removed: 0, parts: null }
  const parts: DiffPart[] = []
  let [added, removed, seen] = [0, 0, 0]
  for (const hunk of patch.hunks) {
    const above = hunk.oldStart - 1
    if (above > seen) parts.push({ kind: 'fold', lines: above - seen })
    const lines = numbered(hunk.lines, hunk.oldStart, hunk.newStart)
    added += lines.filter((line) => line.sign === '+').length
    removed += lines.filter((line) => line.sign === '-').length
    parts.push({ kind: 'lines', lines })
    seen = above + hunk.oldLines
  }
  const rest = lineCount(before) - seen
  if (rest > 0) parts.push({ kind: 'fold', lines: rest })
  return { added, removed, parts }
}

function numbered(raw: readonly string[], firstBefore: number, firstAfter: number): DiffLine[] {
  let [before, after] = [firstBefore, firstAfter]
  const lines: DiffLine[] = []
  for (const line of raw) {
    const text = line.slice(1)
    if (line.startsWith('+')) lines.push({ sign: '+', after: after++, text })
    else if (line.startsWith('-')) lines.push({ sign: '-', before: before++, text })
    else if (line.startsWith(' ')) lines.push({ sign: ' ', before: before++, after: after++, text })
    // "\ No newline at end of file" is no line of the file
  }
  return lines
}

function lineCount(text: string): number {
  if (text === '') return 0
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
