/** Where the boxes and lines of the picture stand. Pure geometry: names, places, widths. */

export type PictureService = {
  key: string
  title: string
  lines: readonly [string, string]
  tone: string
  servers: readonly PictureEdge[]
}
/** One service's share of one real server. */
export type PictureEdge = { address: string; name: string; tone: string; perSec: number; stopped: boolean }

/** A router: this one by its name, its partner by its address. `serves`: clients reach it, and its lines lead on. */
export type PictureRouter = { name: string; own: boolean; role: string; tone: string; serves: boolean }
/** One channel of the heartbeat between the two. */
export type PictureBeat = { name: string; word: string; tone: string }

export type Box = { key: string; x: number; y: number; width: number; height: number }
export type ServiceBox = Box & { service: PictureService }
export type ServerBox = Box & { address: string; name: string; tone: string }
export type RouterBox = Box & PictureRouter
/** From the upper router's lower edge to the lower one's upper edge, around its words in the middle. */
export type BeatLine = PictureBeat & { x: number; y: number; height: number }
export type Edge = { key: string; path: string; width: number; stopped: boolean }
export type Layout = {
  width: number
  height: number
  /** one, or the pair: the primary above */
  routers: RouterBox[]
  beats: BeatLine[]
  clients: Box
  services: ServiceBox[]
  servers: ServerBox[]
  edges: Edge[]
  /** what did not fit */
  more: { services: number; servers: number }
}

export const PICTURE_WIDTH = 640
export const MOST_SERVICES = 10
const MOST_SERVERS = 16
const SERVICE = { x: 252, width: 168, height: 50, gap: 14 }
const SERVER = { x: 492, width: 146, height: 34, gap: 10 }
const ROUTER = { x: 86, width: 126, height: 62 }
/** between the two routers: room for the heartbeats and their words */
const BEAT_GAP = 78
const CLIENTS = { x: 2, width: 56, height: 34 }
const [EDGE_MIN, EDGE_MAX] = [1.2, 6]
/** With more lines than this the wide ones would cover the rest. */
const MANY_EDGES = 24
/** Worst of a server's states over its services decides its colour. */
const TONE_RANK = ['good', 'busy', 'idle', 'warn', 'bad']

function stack(count: number, size: { height: number; gap: number }): number {
  return count * size.height + Math.max(0, count - 1) * size.gap
}

function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2
  return `M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`
}

function worse(a: string, b: string): string {
  return TONE_RANK.indexOf(a) >= TONE_RANK.indexOf(b) ? a : b
}

/** The real servers over all services, each once, in the order in which they first appear. */
function distinctServers(services: readonly PictureService[]): Map<string, Omit<PictureEdge, 'perSec' | 'stopped'>> {
  const servers = new Map<string, Omit<PictureEdge, 'perSec' | 'stopped'>>()
  for (const { address, name, tone } of services.flatMap((service) => service.servers)) {
    const known = servers.get(address)
    servers.set(address, { address, name: known?.name ?? name, tone: known ? worse(known.tone, tone) : tone })
  }
  return servers
}

/** Boxes from left to right: clients, the routers, virtual servers, real servers; a line's width grows with its new connections. */
export function layoutPicture(
  all: readonly PictureService[],
  pair: { routers: readonly PictureRouter[]; beats: readonly PictureBeat[] },
): Layout {
  const services = all.slice(0, MOST_SERVICES)
  const known = [...distinctServers(services).values()]
  const shown = known.slice(0, MOST_SERVERS)
  const routerStack = stack(pair.routers.length, { height: ROUTER.height, gap: BEAT_GAP })
  const height = Math.max(stack(services.length, SERVICE), stack(shown.length, SERVER), routerStack + 40) + 16
  const place = (index: number, count: number, size: typeof SERVICE) => ({
    x: size.x,
    y: (height - stack(count, size)) / 2 + index * (size.height + size.gap),
    width: size.width,
    height: size.height,
  })
  const serviceBoxes = services.map((service, i) => ({
    key: service.key,
    service,
    ...place(i, services.length, SERVICE),
  }))
  const serverBoxes = shown.map((server, i) => ({ key: server.address, ...server, ...place(i, shown.length, SERVER) }))
  const routers = pair.routers.map((router, i) => ({
    key: router.own ? 'own' : 'partner',
    ...router,
    ...place(i, pair.routers.length, { ...ROUTER, gap: BEAT_GAP }),
  }))
  return {
    width: PICTURE_WIDTH,
    height,
    routers,
    beats: beatsOf(pair.beats, routers),
    clients: { key: 'clients', ...CLIENTS, y: (height - CLIENTS.height) / 2 },
    services: serviceBoxes,
    servers: serverBoxes,
    edges: edgesOf(serviceBoxes, serverBoxes),
    more: { services: all.length - services.length, servers: distinctServers(all).size - shown.length },
  }
}

/** The heartbeats side by side, each in its share of the routers' width. */
function beatsOf(beats: readonly PictureBeat[], [upper, lower]: readonly Box[]): BeatLine[] {
  if (!upper || !lower) return []
  const y = upper.y + upper.height
  return beats.map((beat, i) => ({
    ...beat,
    x: upper.x + (upper.width * (i + 0.5)) / beats.length,
    y,
    height: lower.y - y,
  }))
}

function edgesOf(services: readonly ServiceBox[], servers: readonly ServerBox[]): Edge[] {
  const count = services.reduce((sum, box) => sum + box.service.servers.length, 0)
  const widest = count > MANY_EDGES ? EDGE_MAX / 2 : EDGE_MAX
  const top = Math.max(1e-9, ...services.flatMap((box) => box.service.servers.map((edge) => edge.perSec)))
  const places = new Map(servers.map((box) => [box.address, box]))
  return services.flatMap((box) =>
    box.service.servers.flatMap((edge) => {
      const target = places.get(edge.address)
      if (!target) return []
      const path = curve(box.x + box.width, box.y + box.height / 2, target.x, target.y + target.height / 2)
      const width = EDGE_MIN + (widest - EDGE_MIN) * Math.sqrt(edge.perSec / top)
      return [{ key: `${box.key} ${edge.address}`, path, width, stopped: edge.stopped }]
    }),
  )
}

/** The line from the router's right side to a service. */
export function feed(router: Box, service: Box): string {
  return curve(router.x + router.width, router.y + router.height / 2, service.x, service.y + service.height / 2)
}

/** Cut to `columns` narrow characters; a character of the wide scripts counts as two. */
export function clip(text: string, columns: number): string {
  let [used, kept] = [0, '']
  for (const char of text) {
    used += (char.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1
    if (used > columns) return `${[...kept].slice(0, -1).join('')}…`
    kept += char
  }
  return kept
}

/** The line from the clients to a router's left side. */
export function reach(clients: Box, router: Box): string {
  return curve(clients.x + clients.width, clients.y + clients.height / 2, router.x, router.y + router.height / 2)
}
