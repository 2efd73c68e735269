/** One figure of a bench, for .ci/bench.mjs. `peer` is keepalived in the same run. */
export type Row = { figure: string; ours: string; peer?: string; goal?: string }

export function print(row: Row): void {
  process.stdout.write(`${JSON.stringify(row)}\n`)
}

/** The value below which this part (0..1) of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
