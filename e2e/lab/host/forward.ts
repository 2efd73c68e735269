import { connect, createServer, type Server } from 'node:net'

/** Listens on a port of this machine and carries each connection to a unix socket. Port 0 takes a free one. Throws when the port is taken. */
export function forward(address: string, port: number, socketPath: string): Promise<{ port: number; server: Server }> {
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ path: socketPath, allowHalfOpen: true })
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, address, () => {
      const bound = server.address()
      resolve({ port: typeof bound === 'object' && bound ? bound.port : port, server })
    })
  })
}
