import { join } from '@/components/ui/join'
import { type BeatLine, clip, type RouterBox } from './picture-layout'
import { NAME, Sign, SMALL } from './picture-sign'

const STROKE: Record<string, string> = {
  good: 'stroke-good',
  warn: 'stroke-warn',
  bad: 'stroke-bad',
  busy: 'stroke-busy',
  idle: 'stroke-edge',
}

/** A router with its role; this one has the accent, its partner does not. */
export function Router({ box }: { box: RouterBox }) {
  const { x, y, width, height, own, name, role, tone } = box
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx="6"
        className={own ? 'fill-accent-soft stroke-accent' : 'fill-surface stroke-edge'}
      />
      <text x={x + 12} y={y + 25} className={own ? NAME : 'fill-ink font-mono text-[11.5px] font-semibold'}>
        {clip(name, own ? 13 : 16)}{' '}
      </text>
      <Sign tone={tone} x={x + 17} y={y + 43} />
      <text x={x + 29} y={y + 47} className="fill-ink text-[12px]">
        {clip(role, 16)}{' '}
      </text>
    </g>
  )
}

/** One channel between the two routers: a line that breaks where nothing is heard, its name, its state as shape and word. */
export function Heartbeat({ beat }: { beat: BeatLine }) {
  const { x, y, height, name, word, tone } = beat
  const middle = y + height / 2
  const text = 'text-[10.5px]'
  return (
    <g>
      <path
        d={`M${x} ${y}V${middle - 22}M${x} ${middle + 22}V${y + height}`}
        className={STROKE[tone] ?? STROKE.idle}
        strokeWidth="1.5"
        strokeDasharray={tone === 'good' ? undefined : '3 3'}
      />
      <Sign tone={tone} x={x} y={middle - 14} />
      <text x={x} y={middle + 5} textAnchor="middle" className={join(SMALL, text)}>
        {name}{' '}
      </text>
      <text x={x} y={middle + 17} textAnchor="middle" className={join('fill-ink font-semibold', text)}>
        {clip(word, 12)}{' '}
      </text>
    </g>
  )
}
