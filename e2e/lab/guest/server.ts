import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/**
 * A real server: answers its name. `server.mjs NAME ADDRESS…` serves HTTP on the TCP ports of all addresses and one line for
 * each datagram on the UDP ports of the addresses named (a datagram's answer must leave from the address it came to).
 */
const TCP_PORTS = [80, 443, 8080, 8081]
const UDP_PORTS = [53, 5353]

const [, , name = '?', ...addresses] = process.argv
const body = `${name}\n`
const answer = `HTTP/1.1 200 OK\r\nServer: lab\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n`

function tcp(port: number): Promise<void> {
  const server = createServer((socket) => {
    let seen = ''
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      seen += data.toString('latin1')
      for (let end = seen.indexOf('\r\n\r\n'); end >= 0; end = seen.indexOf('\r\n\r\n')) {
        const close = /^connection: close/im.test(seen.slice(0, end))
        seen = seen.slice(end + 4)
        if (close) socket.end(`${answer}Connection: close\r\n\r\n${body}`)
        else socket.write(`${answer}\r\n${body}`)
      }
    })
  })
  return new Promise((resolve) => server.listen(port, '::', resolve))
}

function udp(port: number, address: string): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', (_question, from) => socket.send(body, from.port, from.address))
  return new Promise((resolve) => socket.bind(port, address, resolve))
}

await Promise.all([...TCP_PORTS.map(tcp), ...UDP_PORTS.flatMap((port) => addresses.map((one) => udp(port, one)))])
process.stdout.write('listening\n')
