import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useId } from 'react'
import { join } from './join'

export type Series = { name: string; values: readonly (number | null)[] }
type Props = {
  title: string
  /** what a reader of the picture would see, in a sentence */
  desc: string
  series: readonly Series[]
  /** epoch ms of each value */
  times: readonly number[]
  /** the value as text at the axis */
  valueText: (value: number) => string
  /** the first and the last moment as text under the axis */
  timeText: (at: number) => string
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [560, 200, 52, 8, 10, 24]
/** Colour and dash of the nth line, also in the legend: told apart without colour, too. */
const LOOKS = [
  { ink: 'text-accent', dash: undefined },
  { ink: 'text-busy', dash: '7 3' },
  { ink: 'text-warn', dash: '2 3' },
  { ink: 'text-good', dash: '9 3 2 3' },
  { ink: 'text-muted', dash: '4 2' },
] as const
/** More lines than this cannot be told apart. */
export const CHART_SERIES = LOOKS.length

function lookOf(index: number) {
  return LOOKS[index % LOOKS.length] ?? LOOKS[0]
}

/** Names of the lines with a piece of each. */
export function ChartLegend({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {names.map((name, i) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg viewBox="0 0 22 4" aria-hidden="true" className={join('h-1 w-5.5', lookOf(i).ink)}>
            <path d="M0 2h22" stroke="currentColor" strokeWidth="2.5" strokeDasharray={lookOf(i).dash} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** Lines over time, drawn by the server. At most CHART_SERIES lines. */
export function Chart({ title, desc, series, times, valueText, timeText }: Props) {
  const id = useId()
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 1]
  const top = Math.max(1, ...series.flatMap((s) => s.values.map((v) => v ?? 0)))
  const x = scaleLinear([first, Math.max(last, first + 1)], [LEFT, WIDTH - RIGHT])
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]).nice(4)
  // Below four the scale would print fractions as the same whole number.
  const ticks = y.ticks(4).filter((tick) => top >= 4 || Number.isInteger(tick))
  const draw = line<number | null>()
    .defined((v) => v !== null)
    .x((_, i) => x(times[i] ?? first))
    .y((v) => y(v ?? 0))
    .digits(1)
  const label = 'fill-muted font-mono text-[11px]'
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      className="block h-auto w-full"
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{desc}</desc>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick)}H${WIDTH - RIGHT}`} className="stroke-line" />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className={label}>
            {valueText(tick)}
          </text>
        </g>
      ))}
      <text x={LEFT} y={HEIGHT - 6} className={label}>
        {timeText(first)}
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end" className={label}>
        {timeText(last)}
      </text>
      {series.slice(0, CHART_SERIES).map((s, i) => (
        <g key={s.name} className={lookOf(i).ink}>
          <path
            d={draw(s.values) ?? ''}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeDasharray={lookOf(i).dash}
          />
        </g>
      ))}
    </svg>
  )
}
