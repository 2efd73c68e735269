import type { TableService } from '@/lib/api/types'
import { addressText } from './figures'
import type { PictureService } from './picture-layout'
import { STATE_LOOK } from './row-state'
import type { Say } from './words'

/** Where clients reach it: `192.0.2.10:80 tcp`, or the mark. */
export function placeText(say: Say, { service: { id } }: TableService): string {
  return id.kind === 'mark'
    ? say('panels.table.mark', { mark: String(id.mark) })
    : `${addressText(id.address, id.port)} ${id.protocol}`
}

/** The routing table as the picture draws it. */
export function pictureServices(say: Say, services: readonly TableService[]): PictureService[] {
  return services.map((row) => {
    const forwards = [...new Set(row.servers.map((server) => server.forward))].join(' ')
    return {
      key: row.key,
      title: row.names.join(', ') || placeText(say, row),
      lines: [placeText(say, row), [row.service.scheduler, forwards].filter(Boolean).join(' · ')],
      tone: STATE_LOOK[row.state].tone,
      servers: row.servers.map((server) => ({
        address: server.address,
        name: server.name ?? server.address,
        tone: STATE_LOOK[server.state].tone,
        perSec: server.rates?.connections ?? 0,
        stopped: server.state === 'down' || server.weight === 0,
      })),
    }
  })
}

/** The picture in sentences. */
export function pictureText(say: Say, routers: string, services: readonly TableService[]): string {
  const sentences = services.map((row) =>
    say('panels.picture.service', {
      name: row.names.join(', ') || row.key,
      address: placeText(say, row),
      servers:
        row.servers
          .map((server) => `${server.name ?? server.address} (${say(`panels.state.${server.state}`)})`)
          .join(', ') || say('panels.picture.noServers'),
    }),
  )
  return say('panels.picture.desc', { routers, services: sentences.join(' ') })
}
