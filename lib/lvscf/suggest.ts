const LONGEST = 40

/** Edits (insert, delete, replace, swap of neighbours) between two short words, or `limit + 1` when there are more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? limit + 1
}

/**
 * Did you mean: the candidate closest to `word`, undefined when none is close (a third of its letters, at least one). Capitals,
 * dashes and blanks at the edges do not count. Long words get none, so that a hostile file costs nothing.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = word.trim().toLowerCase().replaceAll('-', '_')
  if (plain.length === 0 || plain.length > LONGEST) return undefined
  let found: string | undefined
  let limit = Math.max(1, Math.floor(plain.length / 3))
  for (const candidate of candidates) {
    const steps = distance(plain, candidate.toLowerCase().replaceAll('-', '_'), limit)
    if (steps > limit) continue
    if (steps === 0) return candidate
    found = candidate
    limit = steps - 1
  }
  return found
}

/** The parameters of a sentence that ends with "did you mean": `suggested` says whether there is one. */
export function hint(suggestion: string | number | undefined): Record<string, string | number> {
  return suggestion === undefined || suggestion === '' ? { suggested: 0 } : { suggested: 1, suggestion }
}
