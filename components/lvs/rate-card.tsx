import { Card } from '@/components/ui/card'
import { CHART_SERIES, Chart, ChartLegend, type Series } from '@/components/ui/chart'
import type { TableService } from '@/lib/api/types'
import { shortText } from './figures'
import { Totals } from './totals'
import type { Say } from './words'

type Props = {
  say: Say
  services: readonly TableService[]
  times: readonly number[]
  history: (key: string) => readonly (number | null)[] | undefined
}

function last(values: readonly (number | null)[]): number {
  return values.at(-1) ?? 0
}

/** The block's name; while an entry of it retires, two services have it, and the address tells them apart. */
function nameOf(row: TableService, all: readonly TableService[]): string {
  const name = row.names.join(', ')
  if (!name) return row.key
  return all.some((other) => other !== row && other.names.join(', ') === name) ? `${name} (${row.key})` : name
}

/** The ends of the chart without a clock: a picture cannot follow the reader's time zone. */
function agoText(say: Say, ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds === 0) return say('panels.chart.now')
  return seconds < 120
    ? say('panels.chart.secondsAgo', { seconds })
    : say('panels.chart.minutesAgo', { minutes: Math.round(seconds / 60) })
}

/** The busiest virtual servers over the last looks, and the whole table in three lines. */
export function RateCard({ say, services, times, history }: Props) {
  const series: Series[] = services
    .map((row) => ({ name: nameOf(row, services), values: history(row.key) ?? [] }))
    .sort((a, b) => last(b.values) - last(a.values))
    .slice(0, CHART_SERIES)
  const names = series.map((one) => one.name)
  const top = Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)))
  // The first look has no rate yet, and one rate is no line.
  const enough = series.some((one) => one.values.filter((value) => value !== null).length > 1)
  return (
    <Card title={say('panels.chart')} aside={enough ? <ChartLegend names={names} /> : undefined} flush fill>
      <div className="flex grow flex-col justify-center px-3 py-3">
        {enough ? (
          <Chart
            title={say('panels.chart')}
            desc={say('panels.chart.desc', { names: names.join(', '), top: shortText(top) })}
            series={series}
            times={times}
            valueText={shortText}
            timeText={(at) => agoText(say, (times.at(-1) ?? at) - at)}
          />
        ) : (
          <p className="px-1 text-sm text-muted">{say('panels.chart.soon')}</p>
        )}
      </div>
      <Totals say={say} services={services} />
    </Card>
  )
}
