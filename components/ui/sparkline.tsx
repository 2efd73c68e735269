import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'

const [WIDTH, HEIGHT] = [72, 18]

/** The last values as a small line, from 0 to the largest; `null` is a gap. The figure itself stands beside it, so it is silent. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  // One value is no line yet, only a dot that looks like dirt.
  if (values.filter((value) => value !== null).length < 2) return null
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [1, WIDTH - 1])
  const y = scaleLinear([0, Math.max(1e-9, ...values.map((v) => v ?? 0))], [HEIGHT - 2, 2])
  const path = line<number | null>()
    .defined((v) => v !== null)
    .x((_, i) => x(i))
    .y((v) => y(v ?? 0))
    .digits(1)(values)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      className="inline-block align-middle text-accent"
    >
      <path
        d={path ?? ''}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
