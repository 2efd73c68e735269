import type { Counts } from './types'

/** What a drain still waits for. After a take-over synced connections count as inactive, so all three belong to it. */
export function leftOf(counts: Counts): number {
  return counts.active + counts.inactive + counts.templates
}

/**
 * When a drain will be empty, by the rate at which it empties: a line through the samples (least squares).
 * @param samples what was left at a time (ms), oldest first
 * @returns ms of the same clock; null with fewer than 3 samples, or while nothing ends
 */
export function estimateEnd(samples: readonly { atMs: number; left: number }[]): number | null {
  const last = samples.at(-1)
  if (!last) return null
  if (last.left === 0) return last.atMs
  if (samples.length < 3) return null
  const meanAt = samples.reduce((sum, s) => sum + s.atMs, 0) / samples.length
  const meanLeft = samples.reduce((sum, s) => sum + s.left, 0) / samples.length
  let over = 0
  let under = 0
  for (const { atMs, left } of samples) {
    over += (atMs - meanAt) * (left - meanLeft)
    under += (atMs - meanAt) ** 2
  }
  const perMs = under === 0 ? 0 : over / under
  return perMs < 0 ? Math.round(last.atMs + last.left / -perMs) : null
}
