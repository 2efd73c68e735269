import { useId } from 'react'
import { join } from '@/components/ui/join'
import { clip, feed, type Layout, reach, type ServerBox, type ServiceBox } from './picture-layout'
import { Heartbeat, Router } from './picture-router'
import { BOX, FILL, NAME, Sign, SMALL } from './picture-sign'

export type PictureWords = {
  title: string
  /** the whole picture as sentences */
  desc: string
  clients: string
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

function Clients({ layout: { clients }, word }: { layout: Layout; word: string }) {
  const { x, y, width, height } = clients
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx="17" className="fill-sunken stroke-line" />
      <text x={x + width / 2} y={y + height / 2 + 4} textAnchor="middle" className="fill-muted text-[12px]">
        {word}{' '}
      </text>
    </>
  )
}

/** On a phone the picture begins left of the virtual servers (at 236 of 640), so that names and addresses stay large enough to read. */
const NARROW = 'max-sm:-ms-[58.4%] max-sm:w-[158.4%] max-sm:max-w-none'

/** Clients → the router that serves, beside its partner → virtual servers → real servers, drawn by the server. `layout` comes from layoutPicture. */
export function Picture({ layout, words }: { layout: Layout; words: PictureWords }) {
  const id = useId()
  const serving = layout.routers.filter((router) => router.serves)
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      className={join('mx-auto block h-auto w-full max-w-[44rem]', NARROW)}
    >
      <title id={`${id}t`}>{words.title}</title>
      <desc id={`${id}d`}>{words.desc}</desc>
      {serving.map((router) => (
        <path
          key={router.key}
          d={reach(layout.clients, router)}
          fill="none"
          className="stroke-edge"
          strokeWidth="1.5"
        />
      ))}
      {serving.flatMap((router) =>
        layout.services.map((box) => (
          <path
            key={`${router.key} ${box.key}`}
            d={feed(router, box)}
            fill="none"
            className="stroke-edge"
            strokeWidth="1.2"
          />
        )),
      )}
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
      <Clients layout={layout} word={words.clients} />
      {layout.beats.map((beat) => (
        <Heartbeat key={beat.name} beat={beat} />
      ))}
      {layout.routers.map((box) => (
        <Router key={box.key} box={box} />
      ))}
      {layout.services.map((box) => (
        <Service key={box.key} box={box} />
      ))}
      {layout.servers.map((box) => (
        <Server key={box.key} box={box} />
      ))}
    </svg>
  )
}
