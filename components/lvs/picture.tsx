import { useId } from 'react'
import { join } from '@/components/ui/join'
import { clip, feed, type Layout, type ServerBox, type ServiceBox } from './picture-layout'

export type PictureWords = {
  title: string
  /** the whole picture as sentences */
  desc: string
  clients: string
  router: string
  role: string
  roleTone: string
}

const FILL: Record<string, string> = {
  good: 'fill-good',
  warn: 'fill-warn',
  bad: 'fill-bad',
  busy: 'fill-busy',
  idle: 'fill-muted',
}
const BOX = 'fill-surface stroke-line'
const NAME = 'fill-ink text-[13px] font-semibold'
const SMALL = 'fill-muted font-mono text-[10.5px]'

/** Shapes of the tones, 8 × 8 around the origin: told apart without colour. */
const SIGN: Record<string, string> = {
  good: 'M-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z',
  bad: 'M-4.500-4h9L0 4.500z',
  warn: 'M-3.500-3.500h2.600v7h-2.600zM.9-3.500h2.600v7H.9z',
  busy: 'M0-4.500L4.500 0 0 4.500-4.500 0z',
  idle: 'M-3.500-3.500h7v7h-7z',
}

function Sign({ tone, x, y }: { tone: string; x: number; y: number }) {
  return <path d={SIGN[tone] ?? SIGN.idle} transform={`translate(${x} ${y})`} className={FILL[tone] ?? FILL.idle} />
}

function Service({ box }: { box: ServiceBox }) {
  const { service, x, y, width, height } = box
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx="5" className={BOX} />
      <rect x={x} y={y} width="4" height={height} rx="2" className={FILL[service.tone] ?? FILL.idle} />
      <text x={x + 12} y={y + 17} className={NAME}>
        {clip(service.title, 19)}{' '}
      </text>
      {service.lines.map((text, i) => (
        <text key={text} x={x + 12} y={y + 30 + i * 13} className={SMALL}>
          {clip(text, 24)}{' '}
        </text>
      ))}
    </g>
  )
}

function Server({ box }: { box: ServerBox }) {
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="5" className={BOX} />
      <Sign tone={box.tone} x={box.x + 13} y={box.y + box.height / 2} />
      <text x={box.x + 26} y={box.y + 14} className={NAME}>
        {clip(box.name, 14)}{' '}
      </text>
      <text x={box.x + 26} y={box.y + 27} className={SMALL}>
        {clip(box.address, 18)}{' '}
      </text>
    </g>
  )
}

function Router({ layout, words }: { layout: Layout; words: PictureWords }) {
  const { router, clients } = layout
  const middle = layout.height / 2
  return (
    <>
      <path d={`M${clients.x + clients.width} ${middle}H${router.x}`} className="stroke-edge" strokeWidth="1.5" />
      <rect {...boxOf(clients)} rx="17" className="fill-sunken stroke-line" />
      <text x={clients.x + clients.width / 2} y={middle + 4} textAnchor="middle" className="fill-muted text-[12px]">
        {words.clients}{' '}
      </text>
      <rect {...boxOf(router)} rx="6" className="fill-accent-soft stroke-accent" />
      <text x={router.x + 12} y={router.y + 25} className={NAME}>
        {clip(words.router, 13)}{' '}
      </text>
      <Sign tone={words.roleTone} x={router.x + 17} y={router.y + 43} />
      <text x={router.x + 29} y={router.y + 47} className="fill-ink text-[12px]">
        {words.role}{' '}
      </text>
    </>
  )
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height }
}

/** On a phone the picture begins left of the virtual servers (at 236 of 640), so that names and addresses stay large enough to read. */
const NARROW = 'max-sm:-ms-[58.4%] max-sm:w-[158.4%] max-sm:max-w-none'

/** Clients → this router → virtual servers → real servers, drawn by the server. `layout` comes from layoutPicture. */
export function Picture({ layout, words }: { layout: Layout; words: PictureWords }) {
  const id = useId()
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      className={join('mx-auto block h-auto w-full max-w-[44rem]', NARROW)}
    >
      <title id={`${id}t`}>{words.title}</title>
      <desc id={`${id}d`}>{words.desc}</desc>
      {layout.services.map((box) => (
        <path key={box.key} d={feed(layout.router, box)} fill="none" className="stroke-edge" strokeWidth="1.2" />
      ))}
      {layout.edges.map((edge) => (
        <path
          key={edge.key}
          d={edge.path}
          fill="none"
          className={join('opacity-75', edge.stopped ? 'stroke-bad' : 'stroke-accent')}
          strokeWidth={edge.stopped ? 1.2 : edge.width.toFixed(1)}
          strokeDasharray={edge.stopped ? '3 3' : undefined}
        />
      ))}
      <Router layout={layout} words={words} />
      {layout.services.map((box) => (
        <Service key={box.key} box={box} />
      ))}
      {layout.servers.map((box) => (
        <Server key={box.key} box={box} />
      ))}
    </svg>
  )
}
