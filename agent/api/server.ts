import { chown, stat, unlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

/** Connections at once. Beyond it the one that has been idle longest makes room, so that nobody can lock the others out. */
const MAX_CONNECTIONS = 200
const HEADERS_MS = 5_000
const REQUEST_MS = 10_000
const IDLE_MS = 30_000

export type Door = { close(): Promise<void> }

/**
 * Listens on the unix socket, 0660 (contract.md). A socket that nobody answers is taken over; one that somebody answers is not.
 * @throws Error EADDRINUSE when another agent answers there, or the file system's error
 */
export async function openDoor(app: Hono, path: string, gid: number | null): Promise<Door> {
  await removeStale(path)
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: IDLE_MS,
      maxHeaderSize: 8_192,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  )
  boundConnections(server)
  // The mask is the process's: set before the socket exists and put back at once, so that it is never open to others.
  const mask = process.umask(0o117)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, () => resolve())
    })
  } finally {
    process.umask(mask)
  }
  if (gid !== null && process.geteuid?.() === 0) await chown(path, 0, gid)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 2_000).unref()
      }),
  }
}

function boundConnections(server: Server): void {
  const idle = new Set<Socket>()
  const open = new Set<Socket>()
  const forget = (socket: Socket) => {
    open.delete(socket)
    idle.delete(socket)
  }
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    idle.add(socket)
    socket.once('close', () => forget(socket))
    if (open.size <= MAX_CONNECTIONS) return
    const [oldest = socket] = idle
    forget(oldest)
    oldest.destroy()
  })
  server.on('request', (request, response) => {
    idle.delete(request.socket)
    response.once('close', () => {
      if (open.has(request.socket)) idle.add(request.socket)
    })
  })
}

/** Takes away a socket that nobody answers. @throws Error EADDRINUSE when somebody does */
export async function removeStale(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) return
  if (!found.isSocket()) throw new Error(`${path}: not a socket`)
  if (await answers(path))
    throw Object.assign(new Error(`${path}: another agent answers there`), { code: 'EADDRINUSE' })
  await unlink(path)
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const say = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
    socket.setTimeout(2_000, () => say(true))
  })
}
