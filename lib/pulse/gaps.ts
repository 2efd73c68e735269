/** A time without an answer. `atMs`: the last answer before it, or the beginning; `open`: no answer came until the end. */
export type Gap = { atMs: number; ms: number; open: boolean }

/**
 * The times in which nobody answered somebody who asked again and again: longer than `limitMs` from one answer to the next, the
 * beginning and the end of the asking counting as answers. All times in ms of one clock.
 * @param answers when answers came, in any order
 */
export function gapsOf(answers: readonly number[], began: number, ended: number, limitMs: number): Gap[] {
  const times = [...answers].filter((at) => at >= began && at <= ended).sort((a, b) => a - b)
  const gaps: Gap[] = []
  let last = began
  for (const at of [...times, ended]) {
    const open = at === ended && times.at(-1) !== ended
    if (at - last > limitMs) gaps.push({ atMs: last, ms: at - last, open })
    last = at
  }
  return gaps
}

export function longestOf(gaps: readonly Gap[]): number {
  return Math.max(0, ...gaps.map(({ ms }) => ms))
}
