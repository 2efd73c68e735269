import http from 'node:http'
import type { Socket } from 'node:net'
import { makeListener, refuseRaw } from './listener'

/** What one client may cost. */
export type ServerLimits = {
  /** from the first byte of a request to the end of its headers, ms */
  headersMs: number
  /** to the end of its body, ms */
  requestMs: number
  /** how long a connection without a request is kept, ms */
  idleMs: number
  /** how often the times are looked at, ms */
  lookMs: number
  /** open at once; beyond it the one that has waited longest without a whole request makes room, so that nobody locks the others out */
  connections: number
}
export const SERVER_LIMITS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  idleMs: 5_000,
  lookMs: 1_000,
  connections: 1_024,
}

const MAX_HEADER_BYTES = 16 * 1024
const MAX_HEADERS = 100

/** The server in front of the panels. @param hosts names that it answers to; null = any */
export function makeServer(
  panels: http.RequestListener,
  hosts: ReadonlySet<string> | null,
  limits: ServerLimits = SERVER_LIMITS,
): http.Server {
  const server = http.createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.lookMs,
    },
    makeListener(panels, hosts),
  )
  server.maxHeadersCount = MAX_HEADERS
  boundConnections(server, limits.connections)
  // After an answer the rest of what came is not answered a second time.
  server.on('clientError', (_error, socket) => {
    if ((socket as Socket).bytesWritten > 0) socket.end()
    else refuseRaw(socket, 400)
  })
  server.on('connect', (_request, socket) => refuseRaw(socket, 405))
  server.on('upgrade', (_request, socket) => refuseRaw(socket, 400))
  return server
}

function boundConnections(server: http.Server, most: number): void {
  // A set keeps the order in which connections began to wait.
  const waiting = new Set<Socket>()
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    waiting.add(socket)
    socket.once('close', () => {
      open.delete(socket)
      waiting.delete(socket)
    })
    const [longest = socket] = waiting
    if (open.size > most) longest.destroy()
  })
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket)
    response.once('close', () => {
      if (open.has(socket)) waiting.add(socket)
    })
  })
}
